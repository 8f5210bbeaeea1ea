/** A session opened from the grid is in view in the list beside its notes. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realData, testWithRealFiles } from '../real-files.ts'
import { importBundle, importFile } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const openNotebook = shareApp()

test('the last session of a large programme is fully visible in the list', async () => {
  const profile = await createTemporaryFolder()
  const large = createLargeConference({ rooms: 30, sessions: 1_000 })
  const closing = {
    ...large.sessions[0],
    guid: 'closing',
    title: 'Closing the large conference',
    start: '2016-11-18T23:00:00+01:00',
    end: '2016-11-18T23:30:00+01:00',
    day: '2016-11-18',
    room: 'room-0',
  }
  const programme = { ...large, sessions: [...large.sessions, closing] }
  await importBundle(profile, programme)
  await expectInView(profile, 'Large conference', closing.title)
})

testWithRealFiles('the last session of a real programme is wholly in view in the list', async () => {
  const profile = await createTemporaryFolder()
  await importFile(profile, join(realData, 'frab-xml/fosdem-2025.xml'))
  await expectInView(profile, 'FOSDEM 2025', 'Closing FOSDEM 2025')
})

async function expectInView(profile: string, conference: string, title: string): Promise<void> {
  // In a narrow window rows have more lines than estimated.
  const { page } = await openNotebook(profile, { width: 1100, height: 640 })
  await page.getByRole('button', { name: new RegExp(`^(Octopus Conference|${conference})`) }).click()
  await page.getByRole('menuitemradio', { name: conference }).click()
  await page.getByRole('radio', { name: 'Grid' }).click()
  // Only blocks of the grid have a shape; rows of the list have none.
  await page.locator('li[data-shape] [tabindex="0"]').first().focus()
  await page.keyboard.press('End')
  await page.getByRole('complementary', { name: title }).waitFor()
  await page.waitForTimeout(500)
  await page.keyboard.press('Enter')
  const row = page.locator('li[data-selected="true"]', { hasText: title })
  await row.waitFor()
  // The height of the part of the row that is below the visible part of the list.
  const getHiddenHeight = () =>
    row.evaluate((element) => {
      let list = element.parentElement
      while (list && !/auto|scroll/.test(getComputedStyle(list).overflowY)) list = list.parentElement
      return element.getBoundingClientRect().bottom - (list?.getBoundingClientRect().bottom ?? 0)
    })
  // Waits, since rows above are measured when they are rendered, and could move the row again.
  await page.waitForTimeout(500)
  expect(await getHiddenHeight()).toBeLessThanOrEqual(1)
}
