/** Tables: typed, navigated with Tab and Enter, pasted from a spreadsheet, and written as Markdown. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, openSession, setTheme, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('a table is typed as Markdown and filled by keys, and a slash command adds a column', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Figures of 2015:')
  await page.keyboard.press('Enter')
  await page.keyboard.type('| Country | Requests |')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Estonia')
  await page.keyboard.press('Tab')
  await page.keyboard.type('12')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Romania')
  await page.keyboard.press('Tab')
  await page.keyboard.type('40 /column')
  await page.getByRole('option', { name: 'Column to the right' }).click()
  await getEditor(page).locator('th').last().click()
  await page.keyboard.type('Answered')
  await waitUntilSaved(page)
  const cells = () =>
    getEditor(page)
      .locator('tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].map(({ textContent }) => textContent?.trim())),
      )
  await expect.poll(cells).toEqual([
    ['Country', 'Requests', 'Answered'],
    ['Estonia', '12', ''],
    ['Romania', '40', ''],
  ])
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await page.reload()
  await expect.poll(cells).toHaveLength(3)
})

test('a spreadsheet table is pasted as a table, and a layout table as lines', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const paste = (html: string) =>
    getEditor(page).evaluate((target, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', text)
      clipboardData.setData('text/plain', 'x')
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, html)
  await paste(
    '<table><tr><td>Country</td><td colspan="2">Requests</td></tr><tr><td>Estonia</td><td>12</td><td>=1+1</td></tr></table>',
  )
  await expect.poll(() => getEditor(page).locator('table').count()).toBe(1)
  await expect
    .poll(() => getEditor(page).locator('th').allTextContents())
    .toEqual(['Country', 'Requests', ''])
  await page.keyboard.press('Control+End')
  await paste('<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table><p>after</p>')
  await getEditor(page).getByText('after').waitFor()
  await expect.poll(() => getEditor(page).locator('table').count()).toBe(1)
  await waitUntilSaved(page)
})
