/** The key that opens the current note from any program. The system's registration is recorded, because no test can press the key. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, goTo } from './lib/window.ts'

test('no key at first; a chosen key opens the current note, also after a restart; a taken key is refused', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile, now: '2016-11-17T09:00:00Z' })
  await application.evaluate(({ globalShortcut }) => {
    globalThis.globalKeys = {}
    globalShortcut.unregisterAll = () => {
      globalThis.globalKeys = {}
    }
    globalShortcut.register = (key, onPress) => {
      if (key === 'F9') return false
      globalThis.globalKeys[key] = onPress
      return true
    }
  })
  const registered = () => application.evaluate(() => Object.keys(globalThis.globalKeys))
  expect(await registered()).toEqual([])
  await goTo(page, '/settings')
  const choose = async (key: string) => {
    await page.getByRole('button', { name: /Open the note on the current session$/ }).click()
    await page.getByRole('option', { name: key }).click()
  }
  await choose('Ctrl Shift Space')
  await expect.poll(registered).toEqual(['CmdOrCtrl+Shift+Space'])
  await choose('F9')
  await page.getByText('Another program uses F9. Choose another key.').waitFor()
  expect(await registered()).toEqual(['CmdOrCtrl+Shift+Space'])
  await page.getByRole('button', { name: /^Ctrl Shift Space/ }).waitFor()
  expect(await findViolations(page)).toEqual([])

  await application.evaluate(() => globalThis.globalKeys['CmdOrCtrl+Shift+Space']?.())
  await expect
    .poll(() => getEditor(page).evaluate((editor) => editor.contains(document.activeElement)))
    .toBe(true)
  await page.waitForURL(/#\/agenda\/workshop-[456]$/)
  await application.close()

  const again = await start({ profile, now: '2016-11-17T09:00:00Z' })
  await goTo(again.page, '/settings')
  await again.page.getByRole('button', { name: /^Ctrl Shift Space/ }).click()
  await again.page.getByRole('option', { name: 'No key' }).click()
  await expect.poll(() => again.page.evaluate(() => window.desktop.globalKey())).toBeNull()
})
