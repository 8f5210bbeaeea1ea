/** Internal and private passages: marked in the note, shown beside it, and left out of exports. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog, getEditor, goTo, openSession, setTheme, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

async function openNotebookWithNotes() {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  return openNotebook(profile)
}

test('a passage is marked by key and by the list, is highlighted, and stays out of the report', async () => {
  const { application, page } = await openNotebookWithNotes()
  await goTo(page, '/agenda/workshop-9')
  await openSession(page, /Workshop 9/)
  const editor = getEditor(page)
  await editor.getByText('Opening. English only').click()
  await page.keyboard.press('End')
  await page.keyboard.press('Control+Shift+P')
  const margin = page.getByRole('list', { name: 'Notes in the margin' })
  await margin.getByText('Exported only if you explicitly choose to.').waitFor()
  await editor.getByText('Two kinds of request').click()
  await page.keyboard.press('Home')
  await page.keyboard.type('/inter')
  await page.keyboard.press('Enter')
  await margin.getByText('In reports only if you include internal notes.').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await setTheme(page, 'light')
  await waitUntilSaved(page)

  await goTo(page, '/export')
  await page.getByText('Left out: 1 private passage, 1 internal passage').waitFor()
  const preview = page.getByRole('document', { name: 'Preview' })
  await preview.getByText('Scope: evidence on servers').first().waitFor()
  expect(await preview.getByText(/English only|Two kinds|subscriber information: production/).count()).toBe(0)
  expect(await findViolations(page)).toEqual([])

  await page.getByRole('button', { name: /Confidentiality/ }).click()
  await page.getByRole('option', { name: 'Shareable and internal' }).click()
  await preview.getByText('Two kinds of request').first().waitFor()
  await page.getByText('Left out: 1 private passage', { exact: true }).waitFor()
  const path = join(await createTemporaryFolder(), 'report.txt')
  await answerSaveDialog(application, path)
  await page.getByText('Other formats').click()
  await page.getByRole('radio', { name: /Text/ }).click()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to report.txt').waitFor()
  const text = await readFile(path, 'utf8')
  expect(text).toContain('Two kinds of request')
  expect(text).not.toContain('English only')
})

test('text cut from a private passage is private in another note; its plain text has no sign of this', async () => {
  const { page } = await openNotebookWithNotes()
  await openSession(page, /Workshop 9/)
  const editor = getEditor(page)
  await editor.getByText('Opening. English only').click()
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  const cut = await editor.evaluate((target) => {
    const clipboardData = new DataTransfer()
    target.dispatchEvent(new ClipboardEvent('cut', { clipboardData, bubbles: true, cancelable: true }))
    return { html: clipboardData.getData('text/html'), text: clipboardData.getData('text/plain') }
  })
  expect(cut.text).toMatch(/^Opening\. English only/)
  await waitUntilSaved(page)

  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Anybody may read this.')
  await page.keyboard.press('Enter')
  await getEditor(page).evaluate((target, { html, text }) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', html)
    clipboardData.setData('text/plain', text)
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, cut)
  await getEditor(page).getByText('Opening. English only').waitFor()
  const margin = page.getByRole('list', { name: 'Notes in the margin' })
  await margin.getByText('Exported only if you explicitly choose to.').waitFor()
  await waitUntilSaved(page)

  await goTo(page, '/export')
  await page.getByText(/^Left out: \d private passages?$/).waitFor()
  const preview = page.getByRole('document', { name: 'Preview' })
  await preview.getByText('Anybody may read this.').first().waitFor()
  expect(await preview.getByText(/English only/).count()).toBe(0)
})

test('a key makes a whole note confidential; it shows this everywhere, and stays out of reports', async () => {
  const { application, page } = await openNotebookWithNotes()
  await goTo(page, '/agenda/workshop-9')
  await openSession(page, /Workshop 9/)
  // The key also works if it is pressed twice quickly.
  await page.keyboard.press('Control+Shift+L')
  await page.keyboard.press('Control+Shift+L')
  const control = page.getByRole('button', { name: 'Confidentiality of the note: Private' })
  await control.waitFor()
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Confidentiality of the note: Internal' }).click()
  await page.getByRole('menuitemradio', { name: 'Private' }).click()
  await control.waitFor()
  expect(await findViolations(page)).toEqual([])

  await goTo(page, '/notes')
  await page.getByRole('link', { name: /Opening\. English only/ }).waitFor()
  await page.getByText('Private · ').first().waitFor()
  await goTo(page, '/export')
  await page.getByText('Left out: 1 private note').waitFor()
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('The report is on the clipboard.').waitFor()
  const clipboard = await application.evaluate(({ clipboard }) => clipboard.readText())
  expect(clipboard).toContain('Andorra deposited')
  expect(clipboard).not.toMatch(/English only|Guidance Note/)

  await goTo(page, '/sharing')
  const sent = page.getByRole('list', { name: 'Saved files' })
  await sent.getByText('On the clipboard').waitFor()
  await sent.getByText(/^All sessions · Shareable only · /).waitFor()
})
