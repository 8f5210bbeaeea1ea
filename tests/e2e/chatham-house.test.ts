/**
 * Reports under the Chatham House Rule: replaced names are highlighted in the preview, and passages that may still identify somebody are
 * listed.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog, goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

test('one switch applies the rule; preview and log show it', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/export')
  const preview = page.getByRole('document', { name: 'Preview' })
  await preview.getByText('Ask EUROJUST which contact point').first().waitFor()
  await page.getByText('Chatham House: leave out attributions').click()
  await preview.getByText('which contact point to list in the report').first().waitFor()
  await page.getByText('1 name is replaced.').waitFor()
  await preview.locator('mark', { hasText: 'a delegation' }).first().waitFor()
  expect(await preview.getByText('EUROJUST').count()).toBe(0)
  await page.getByText('Off while Chatham House is on').waitFor()

  await page.getByText(/passages? may still reveal who it was/).click()
  await page.getByText('Where somebody is from').waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await setTheme(page, 'light')

  // Ticking boxes far down in the form must not scroll the window itself.
  expect(await page.evaluate(() => document.scrollingElement?.scrollTop)).toBe(0)

  const path = join(await createTemporaryFolder(), 'report.txt')
  await answerSaveDialog(application, path)
  await page.getByText('Other formats').click()
  await page.getByRole('radio', { name: /Text/ }).click()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to report.txt').waitFor()
  expect(await readFile(path, 'utf8')).not.toContain('EUROJUST')
  await goTo(page, '/sharing')
  await page.getByRole('list', { name: 'Saved files' }).getByText('Chatham House').waitFor()
})
