/** Printing the report. Only the system's dialog is replaced: what it would print is saved as a PDF. */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { answerPrintDialog, getPrintDialog } from './lib/print-dialog.ts'
import { writeReportNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog, expectNoRequests, goTo, pressKey } from './lib/window.ts'

const openNotebook = shareApp()
/** Poppler, which reads the PDFs, is installed for tests on Linux only. */
const onLinux = test.runIf(process.platform === 'linux')

const getText = (path: string) => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })

onLinux('Print opens the system’s dialog, prints the pages of the PDF and is logged', async () => {
  const { application, page } = await openNotebook(await writeReportNotes(await createTemporaryFolder()))
  const folder = await createTemporaryFolder()
  const saved = join(folder, 'report.pdf')
  await answerSaveDialog(application, saved)
  await answerPrintDialog(application, '')
  await goTo(page, '/export')
  // A Word document prints like its PDF.
  await page.getByRole('radiogroup', { name: 'Usual formats' }).getByRole('radio', { name: 'Word' }).click()
  await page.getByRole('button', { name: 'Print…' }).click()
  await page.getByText('Sent to the printer.').waitFor()
  expect(await findViolations(page)).toEqual([])
  const { requests, pdf } = await getPrintDialog(application)
  expect(requests).toEqual([{ printBackground: true, pageSize: 'A4' }])
  await page.getByRole('radiogroup', { name: 'Usual formats' }).getByRole('radio', { name: 'PDF' }).click()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to report.pdf').waitFor()
  const onPaper = join(folder, 'paper.pdf')
  await writeFile(onPaper, Buffer.from(pdf, 'base64'))
  expect(getText(onPaper)).toContain('Two kinds of request')
  expect(getText(onPaper)).toEqual(getText(saved))

  await goTo(page, '/sharing')
  const sent = page.getByRole('list', { name: 'Saved files' }).getByRole('listitem')
  await expect.poll(() => sent.count()).toBe(2)
  expect(await sent.last().textContent()).toMatch(/^Printed[\s\S]*All sessions/i)
  await expectNoRequests(application)
})

test('a cancelled or failed print says so and is not logged; on other screens than the agenda, Ctrl+P opens Export and prints there', async () => {
  const { application, page } = await openNotebook(await writeReportNotes(await createTemporaryFolder()))
  await goTo(page, '/notes')
  await page.getByRole('heading', { name: 'Notes', exact: true }).first().waitFor()
  await pressKey(application, 'P', ['control'])
  await page.getByRole('heading', { name: 'Export mission report' }).waitFor()
  const print = page.getByRole('button', { name: 'Print…' })
  for (const [reason, message] of [
    ['Print job canceled', 'Printing was cancelled. Nothing was printed.'],
    ['No printers available on the network', 'There is no printer on this computer.'],
    ['Print job failed', 'The printer did not accept the pages.'],
  ] as const) {
    await answerPrintDialog(application, reason)
    await expect.poll(() => print.isEnabled()).toBe(true)
    await pressKey(application, 'P', ['control'])
    await page.getByText(message).waitFor()
  }
  await goTo(page, '/sharing')
  await page
    .getByText(/Nothing/)
    .first()
    .waitFor()
  expect(await page.getByRole('list', { name: 'Saved files' }).count()).toBe(0)
})
