/** A list grouped by room, track or speaker shows above it the day of its topmost session. */
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const openNotebook = shareApp({ now: '2026-04-30T06:00:00Z' })

test('grouped by room, track or speaker, the list shows the day of the topmost session above it', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.sessions = ['2026-05-04', '2026-05-05'].flatMap((day) =>
        Array.from({ length: 20 }, (_, index) => {
          const hour = `${day}T${String(8 + Math.floor(index / 2)).padStart(2, '0')}`
          const [from, to] = index % 2 === 0 ? ['00', '30'] : ['30', '59']
          return session(`${day} ${index}`, {
            title: `Talk ${index} of ${day}`,
            day,
            track: 'Evidence',
            speakers: ['ada'],
            start: `${hour}:${from}:00+02:00`,
            end: `${hour}:${to}:00+02:00`,
          })
        }),
      )
    }),
  )
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  const list = page.getByRole('list', { name: 'Sessions', exact: true })
  const scroll = (top: number) => list.evaluate((element, to) => element.parentElement?.scrollTo(0, to), top)
  for (const [by, name] of [
    ['Room', 'Hall'],
    ['Track', 'Evidence'],
    ['Speaker', 'Ada Lovelace'],
  ] as const) {
    await page.getByRole('button', { name: 'More agenda actions' }).click()
    await page.getByRole('menuitemradio', { name: by }).click()
    const above = page.locator('p', { hasText: `${name}40 sessions` })
    await scroll(0)
    await expect.poll(() => above.textContent(), { message: by }).toContain('Mon 4 May')
    const { height } = (await above.boundingBox()) ?? {}
    await scroll(1900)
    await expect.poll(() => above.textContent(), { message: by }).toContain('Tue 5 May')
    // No text within the list itself names the day.
    const top = await list.evaluate((element) => element.parentElement?.getBoundingClientRect().top ?? 0)
    const seen = list.getByText(/^Tue 5( May)?$/)
    expect(
      await seen.evaluateAll(
        (all, from) => all.filter((element) => element.getBoundingClientRect().bottom > from).length,
        top,
      ),
    ).toBe(0)
    expect((await above.boundingBox())?.height).toBe(height)
    expect(await findViolations(page), by).toEqual([])
  }
})
