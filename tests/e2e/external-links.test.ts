/** External links open only on a click, and only after the delegate has confirmed. */
import type { ElectronApplication } from 'playwright-core'
import { expect, test } from 'vitest'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { expectNoRequests, goTo } from './lib/window.ts'

/** Answers the dialog, and opens nothing. @returns a function that lists the questions and opened addresses since then */
async function answerWith(application: ElectronApplication, button: number) {
  await application.evaluate(({ dialog, shell }, response) => {
    const asked: string[] = []
    const opened: string[] = []
    Reflect.set(globalThis, 'links', { asked, opened })
    dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
      asked.push(message)
      return Promise.resolve({ response, checkboxChecked: false })
    }) as unknown as typeof dialog.showMessageBox
    shell.openExternal = async (url) => {
      opened.push(url)
    }
  }, button)
  return () =>
    application.evaluate(() => Reflect.get(globalThis, 'links') as { asked: string[]; opened: string[] })
}

test('a link opens on a click after the delegate has confirmed its host', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  let links = await answerWith(application, 0)
  // This must come first, since any action of Playwright in the page counts as a click.
  const refused = await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      `desktop.openExternal('https://evil.invalid/').then(() => 'opened', ({ message }) => message)`,
    ),
  )
  expect(refused).toMatch(/nobody has clicked/)
  expect(await links()).toEqual({ asked: [], opened: [] })

  links = await answerWith(application, 1)
  await goTo(page, '/key-messages')
  const link = page.locator('main a[href^="http"]')
  await link.waitFor()
  const url = (await link.getAttribute('href')) ?? ''
  await link.click()
  const asked = [`Open ${new URL(url).host} in your browser?`]
  await expect.poll(links).toEqual({ asked, opened: [] })

  links = await answerWith(application, 0)
  await link.click()
  await expect.poll(links).toEqual({ asked, opened: [url] })
  await expectNoRequests(application)
})
