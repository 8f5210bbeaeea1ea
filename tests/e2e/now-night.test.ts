/** Sessions after midnight, which belong to the day before, on Now and in the agenda. */
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo } from './lib/window.ts'

/** A programme with sessions at 09:30 and 20:00 on each day, and "Night owls" half an hour after midnight. */
async function openNights(now: string) {
  const profile = await createTemporaryFolder()
  const days = ['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07']
  await importBundle(
    profile,
    bundle((b) => {
      b.sessions = days.slice(0, 3).flatMap((day, index) => {
        const at = (title: string, date: string | undefined, from: string, to: string) =>
          session(`${title} ${index + 1}`, {
            day,
            start: `${date}T${from}:00+02:00`,
            end: `${date}T${to}:00+02:00`,
          })
        return [
          at('Opening', day, '09:30', '11:00'),
          at('Dinner', day, '20:00', '21:00'),
          at('Night owls', days[index + 1], '00:30', '02:00'),
        ]
      })
    }),
  )
  const { page } = await shareApp({ now })(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  return page
}

test('on the last night the conference is over only after the last session', async () => {
  // It is 00:45 there, on the day after the last programme day.
  const page = await openNights('2026-05-06T22:45:00Z')
  await goTo(page, '/now')
  const on = page.locator('section', { has: page.getByRole('heading', { name: 'On now' }) })
  await on.getByRole('link', { name: 'Night owls 3', exact: true }).waitFor()
  expect(await page.getByText('The conference is over').count()).toBe(0)
  await goTo(page, '/agenda')
  await page.getByTitle('Jump to now').waitFor()

  const later = await openNights('2026-05-07T00:00:00Z')
  await goTo(later, '/now')
  await later.getByText('The conference is over. It ended on Wednesday 6 May').waitFor()
  await goTo(later, '/agenda')
  await later.getByRole('list', { name: 'Sessions' }).getByRole('link', { name: 'Night owls 3' }).waitFor()
  expect(await later.getByTitle('Jump to now').count()).toBe(0)
})

test('a session after midnight counts as today on Now, and shows its date', async () => {
  const page = await openNights('2026-05-04T08:17:00Z')
  await goTo(page, '/now')
  const part = (name: string) => page.locator('section', { has: page.getByRole('heading', { name }) })
  await part('Later today').getByRole('link', { name: 'Night owls 1', exact: true }).waitFor()
  await expect.poll(() => part('Later today').locator('time').allTextContents()).toEqual(['00:30'])
  await part('Later today').getByText('Tue 5', { exact: true }).waitFor()
  await expect
    .poll(() => part('Next').getByRole('heading', { level: 3 }).allTextContents())
    .toEqual(['Dinner 1'])

  // It is ten past nine in the evening.
  const evening = await openNights('2026-05-04T19:10:00Z')
  await goTo(evening, '/now')
  await evening.getByText('Nothing is on. Next: Tue 5 May, 00:30.', { exact: true }).waitFor()
  await evening.getByRole('heading', { name: 'Next: Tue 5 May, 00:30' }).waitFor()

  // It is ten past midnight.
  const night = await openNights('2026-05-04T22:10:00Z')
  await goTo(night, '/now')
  await night.getByText('Nothing is on. Next at 00:30.', { exact: true }).waitFor()
  await expect.poll(() => night.getByText('Later today').count()).toBe(1)
})

test('a session after midnight shows its date beside the grid, as beside the list', async () => {
  const page = await openNights('2026-05-04T08:17:00Z')
  await goTo(page, '/agenda/Night owls 1')
  const when = 'Tue 5 May, 00:30–02:00'
  await page.getByRole('main').getByText(when, { exact: true }).waitFor()
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.getByRole('complementary', { name: 'Night owls 1' }).getByText(when, { exact: true }).waitFor()
})
