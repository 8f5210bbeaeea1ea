/** A session that is opened from the grid stands in the list beside its notes. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../scripts/lib/paths.ts'
import { importFile } from './lib/import-bundle.ts'
import { start, temporaryFolder } from './lib/testing.ts'

test('the last session of a programme is wholly in view in the list', async () => {
  const profile = await temporaryFolder()
  await importFile(profile, join(root, '..', 'shared', 'data', 'frab-xml/fosdem-2025.xml'))
  const { application, page } = await start({ profile })
  // Narrow: rows take another line than was thought.
  await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1100, 640),
  )
  await page.getByRole('button', { name: /^(Octopus Conference|FOSDEM)/ }).click()
  await page.getByRole('menuitem', { name: 'FOSDEM 2025' }).click()
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.locator('[data-shown="true"] [tabindex="0"]').first().focus()
  await page.keyboard.press('End')
  await page.getByRole('complementary', { name: 'Closing FOSDEM 2025' }).waitFor()
  await page.waitForTimeout(500)
  await page.keyboard.press('Enter')
  const row = page.locator('li[data-selected="true"]', { hasText: 'Closing FOSDEM 2025' })
  await row.waitFor()
  // How much of it is below what the list shows.
  const hidden = () =>
    row.evaluate((own) => {
      let list = own.parentElement
      while (list && !/auto|scroll/.test(getComputedStyle(list).overflowY)) list = list.parentElement
      return own.getBoundingClientRect().bottom - (list?.getBoundingClientRect().bottom ?? 0)
    })
  // Not only at first: rows above it are measured when they are drawn.
  await page.waitForTimeout(500)
  expect(await hidden()).toBeLessThanOrEqual(1)
})
