/** Whole-day events of a calendar, in the agenda's list and grid. */
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const openNotebook = shareApp({ now: '2026-05-04T06:00:00Z' })

test('whole-day events over several days show their last day, with and without a room', async () => {
  const profile = await createTemporaryFolder()
  const days = (guid: string, last: string, room: string | null) =>
    session(guid, {
      kind: 'milestone',
      start: '2026-05-04T00:00:00+02:00',
      end: `${last}T00:00:00+02:00`,
      room,
      languages: [],
    })
  await importBundle(
    profile,
    bundle((b) => {
      b.sessions.push(days('fair', '2026-05-07', null), days('village', '2026-05-06', 'hall'))
      b.sessions.push(days('holiday', '2026-05-05', null))
    }),
  )
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  const row = (guid: string) => page.locator(`li:has([data-session="${guid}"])`).last()
  const expectLastDays = async () => {
    await row('fair').getByText('until Wed 6 May', { exact: true }).waitFor()
    await row('village').getByText('until Tue 5 May', { exact: true }).waitFor()
    expect(await row('holiday').getByText(/until/).count()).toBe(0)
  }
  await expectLastDays()
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.getByRole('list', { name: 'Rooms' }).waitFor()
  await expectLastDays()
})
