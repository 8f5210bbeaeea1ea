/** Between sessions, Now starts with the next ones and shows many parallel sessions compactly. */
import { expect, test } from 'vitest'
import type { Guid } from '../../db/model.ts'
import { bundle, session } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp({ now: '2026-05-04T11:30:00Z' })

test('between sessions the next ones come first, with speakers; 29 parallel sessions take one or two lines each', async () => {
  const profile = await createTemporaryFolder()
  const at = (name: string, hour: number) =>
    session(name, {
      start: `2026-05-04T${String(hour).padStart(2, '0')}:00:00+02:00`,
      end: `2026-05-04T${String(hour + 1).padStart(2, '0')}:00:00+02:00`,
      speakers: ['anna'],
    })
  await importBundle(
    profile,
    bundle((b) => {
      b.speakers = [{ guid: 'anna' as Guid, name: 'Anna Ek' }]
      b.sessions = [
        at('Morning', 9),
        ...Array.from({ length: 29 }, (_, index) => at(`Parallel ${index + 1}`, 14)),
        at('Evening', 16),
      ]
    }),
  )
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await goTo(page, '/now')
  const main = page.getByRole('main')
  await expect
    .poll(() => main.getByRole('heading', { level: 2 }).allTextContents())
    .toEqual([expect.stringMatching(/^Next: 14:00/), 'Later today'])
  const [lead, later] = await Promise.all(
    [/^Next/, 'Later today'].map((name) =>
      main.getByRole('heading', { level: 2, name }).evaluate((heading) => {
        return Number.parseFloat(getComputedStyle(heading).fontSize)
      }),
    ),
  )
  expect(lead).toBeGreaterThan(later ?? 0)
  const next = main.locator('section', { has: page.getByRole('heading', { name: /^Next/ }) })
  await expect.poll(() => next.getByText('Anna Ek', { exact: true }).count()).toBe(29)
  const rows = next.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) })
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height))
  expect(Math.max(...heights)).toBeLessThanOrEqual(72)
  expect(await findViolations(page)).toEqual([])
})
