/** Exported files, as other programs read them, and the clipboard. */
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openNotebookIn } from './lib/notebook.ts'
import { writeReportNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog, goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('the report is copied as rich text and as plain text', async () => {
  const { application, page } = await openNotebook(await writeReportNotes(await createTemporaryFolder()))
  await goTo(page, '/export')
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('The report is on the clipboard.').waitFor()
  // Reads the clipboard as another program does, by pasting.
  const pasted = page.evaluate(
    () =>
      new Promise<[string, string]>((resolve) => {
        addEventListener('paste', ({ clipboardData: data }) =>
          resolve([data?.getData('text/html') ?? '', data?.getData('text/plain') ?? '']),
        )
      }),
  )
  await page.getByRole('textbox', { name: 'Title' }).focus()
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste())
  const [html, text] = await pasted
  expect(text).toContain('☐ 14:44 Read the draft Guidance Note')
  expect(html).toMatch(/<h3[^>]*>Workshop(?:\s|&nbsp;)9/)
})

test('the agenda and the contacts can be exported without any note', async () => {
  const { application, page } = await openNotebook()
  const path = join(await createTemporaryFolder(), 'agenda.ics')
  await answerSaveDialog(application, path)
  await goTo(page, '/export')
  await page.getByText('There are no notes to export yet').waitFor()
  await page.getByText('Other formats').click()
  await page.getByRole('radiogroup', { name: 'Agenda' }).getByRole('radio', { name: 'iCalendar' }).click()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to agenda.ics').waitFor()
  expect((await readFile(path, 'utf8')).match(/^BEGIN:VEVENT/gm)).toHaveLength(13)
})

test('a slow export shows its progress, can be cancelled, and blocks nothing', async () => {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  const long = 'One more thing was said, at some length.\n\n'.repeat(2_000)
  for (let index = 0; index < 8; index++) {
    const saved = store.call('notes.save', {
      id: randomUUID(),
      conference: 'octopus-2016',
      session: 'plenary',
      keyMessage: null,
      markdown: `${index}. ${long}`,
      baseRevision: 0,
    })
    expect(saved.ok).toBe(true)
  }
  store.close()
  const { application, page } = await openNotebook(profile)
  const folder = await createTemporaryFolder()
  const path = join(folder, 'report.pdf')
  await answerSaveDialog(application, path)
  await goTo(page, '/export')
  await page.getByRole('radiogroup', { name: 'Usual formats' }).getByRole('radio', { name: 'PDF' }).click()
  const save = page.getByRole('button', { name: 'Save report…' })
  await expect.poll(() => save.isEnabled()).toBe(true)
  await save.click()
  await page.getByRole('progressbar', { name: 'Making the file' }).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('report.pdf was cancelled. Nothing was written.').waitFor()
  expect(await readdir(folder)).toEqual([])
})
