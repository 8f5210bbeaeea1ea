/** What axe cannot check: announcements, keyboard access, forced colours and large text. */
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo, openSession, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

const row = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link', { name })

test('a star set by key is announced', async () => {
  const { page } = await openNotebook()
  await row(page, /Workshop 9/).focus()
  await page.keyboard.press('s')
  await page.getByRole('status').getByText('Workshop 9 is starred.').waitFor({ state: 'attached' })
  const star = page.getByRole('button', { name: 'Star Workshop 9', pressed: true })
  await star.first().waitFor()
  await page.keyboard.press('s')
  const announcement = page.getByRole('status').getByText('Workshop 9 no longer has a star.')
  await announcement.waitFor({ state: 'attached' })

  // A new element would be read out again, long after the press.
  await announcement.evaluate((element) => element.setAttribute('data-announced', 'once'))
  await goTo(page, '/settings')
  await page.getByRole('radio', { name: 'Français' }).click()
  await page.getByRole('heading', { name: 'Réglages' }).waitFor()
  expect(await announcement.getAttribute('data-announced')).toBe('once')
})

test('the description of a row contains its languages in words', async () => {
  const { page } = await openNotebook()
  const ids = await row(page, /Workshop 8/).getAttribute('aria-describedby')
  const facts = page.locator(`[id="${ids?.split(' ')[0]}"]`)
  await facts.getByRole('img', { name: 'English' }).waitFor()
  await facts.getByRole('img', { name: 'French' }).waitFor()
})

test('a menu says which choice is selected', async () => {
  const { page } = await openNotebook()
  await page.getByRole('button', { name: 'Theme' }).click()
  const choices = page.getByRole('menuitemradio')
  await expect.poll(() => choices.count()).toBe(3)
  await expect
    .poll(() => page.getByRole('menuitemradio', { checked: true }).allTextContents())
    .toEqual(['Same as system'])
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await page.locator('html[data-theme="dark"]').waitFor()
})

test('F6 moves through all regions and back to the first', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const where = () =>
    page.evaluate(() => {
      const region = document.activeElement?.closest('[data-region]')
      return region?.getAttribute('aria-label') ?? region?.tagName ?? ''
    })
  const seen: string[] = [await where()]
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('F6')
    seen.push(await where())
  }
  expect(seen).toEqual(['DIV', 'FOOTER', 'HEADER', 'Octopus Conference 2016', 'Agenda'])
  await page.keyboard.press('F6')
  await expect.poll(() => getEditor(page).evaluate((editor) => editor === document.activeElement)).toBe(true)
  await page.keyboard.press('Shift+F6')
  expect(await where()).toBe('Agenda')
})

test('right-to-left text is shown as such everywhere', async () => {
  const { page } = await openNotebook()
  const words = 'العربية'
  await openSession(page, /Workshop 9/)
  await page.keyboard.insertText(`${words} في المؤتمر`)
  await page.keyboard.press('Control+t')
  await waitUntilSaved(page)
  const getDirection = (found: Locator) =>
    found
      .getByText(words)
      .first()
      .evaluate((element) => getComputedStyle(element).direction)
  await goTo(page, '/notes')
  await expect.poll(() => getDirection(page.getByRole('list', { name: 'Notes' }))).toBe('rtl')
  await goTo(page, '/actions')
  await expect.poll(() => getDirection(page.getByRole('region', { name: 'Actions' }))).toBe('rtl')
  await goTo(page, '/notes-by-time')
  await expect.poll(() => getDirection(page.getByRole('main'))).toBe('rtl')
})

test('the number of search results is announced once, not with every letter', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^Search sessions/ }).click()
  const status = page.getByRole('dialog').getByRole('status')
  await status.waitFor({ state: 'attached' })
  await status.evaluate((element) => {
    const announcements: string[] = []
    Object.assign(window, { announcements })
    new MutationObserver(() => announcements.push(element.textContent ?? '')).observe(element, {
      characterData: true,
      childList: true,
      subtree: true,
    })
  })
  await page.keyboard.type('evidence', { delay: 100 })
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'announcements'))).toHaveLength(1)
})

/** The number of different colours in the element. */
async function countColours(application: ElectronApplication, page: Page, selector: string): Promise<number> {
  const picture = await page.locator(selector).first().screenshot()
  return application.evaluate(({ nativeImage }, png) => {
    const pixels = nativeImage.createFromBuffer(Buffer.from(png, 'base64')).toBitmap()
    const colours = new Set<number>()
    for (let at = 0; at < pixels.length; at += 4) colours.add(pixels.readUInt32LE(at))
    return colours.size
  }, picture.toString('base64'))
}

test('with forced colours, room marks and the selection are visible', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.emulateMedia({ forcedColors: 'active' })
  for (const pattern of ['solid', 'double', 'dashed']) {
    const spine = `main [data-pattern="${pattern}"][data-tall="true"]`
    await expect.poll(() => countColours(application, page, spine), { message: pattern }).toBeGreaterThan(1)
  }
  for (const selector of [
    'main li[data-selected="true"]',
    'nav a[aria-current="page"]',
    'main [role="radio"][aria-checked="true"]',
  ]) {
    const outline = await page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle)
    expect(outline, selector).toBe('solid')
  }
  await page.emulateMedia({ forcedColors: null })
})

const LINE = 24

test('at 200 % there are ten lines to write in, and at 400 % one pane at a time', async () => {
  const { application, page } = await openNotebook(null, { width: 1280, height: 800 })
  await openSession(page, /Workshop 9/)
  const zoom = (factor: number) =>
    application.evaluate(({ BrowserWindow }, by) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(by)
    }, factor)
  onTestFinished(() => zoom(1))
  const list = page.getByRole('list', { name: 'Sessions', exact: true })
  await zoom(2)
  await getEditor(page).click()
  await expect
    .poll(() =>
      getEditor(page).evaluate((editor) => {
        let around = editor.parentElement
        while (around && getComputedStyle(around).overflowY !== 'auto') around = around.parentElement
        return around?.clientHeight ?? 0
      }),
    )
    .toBeGreaterThanOrEqual(10 * LINE)
  await zoom(4)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(320)
  await getEditor(page).waitFor()
  await expect.poll(() => list.isVisible()).toBe(false)
  await page.getByRole('main').getByRole('button', { name: 'Agenda' }).click()
  await list.waitFor()
  await expect.poll(() => getEditor(page).isVisible()).toBe(false)
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li') !== null)).toBe(true)
  await row(page, /Workshop 8/).click()
  await page.getByRole('textbox', { name: 'Notes, Workshop 8' }).waitFor()
  await page.keyboard.type('Heard at 400 %')
  await getEditor(page).getByText('Heard at 400 %').waitFor()
})
