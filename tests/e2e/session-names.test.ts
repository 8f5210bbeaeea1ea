/** Long names of speakers and rooms beside the grid and above a session's notes. */
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp({ now: '2026-05-04T06:00:00Z' })

const track = `Cooperation against cybercrime ${'and electronic evidence '.repeat(6)}`.trim()
const room = 'Assembly Chamber of the Palais de l’Europe, third floor, building B, left wing'

/** The number of commas at the start of a line. */
const strayCommas = (names: Locator) =>
  names.evaluate((element) => {
    const places = document.createRange()
    const right = [...element.childNodes].flatMap((node) => {
      if (node.nodeType !== Node.TEXT_NODE) return []
      places.setStart(node, 0)
      places.setEnd(node, 1)
      return [places.getBoundingClientRect().left - element.getBoundingClientRect().left]
    })
    return right.filter((left) => left < 1).length
  })

test('names on several lines wrap like text and are aligned with their label', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((b) => {
      b.rooms = [{ guid: 'hall' as never, name: room }]
      b.speakers = Array.from({ length: 30 }, (_, index) => ({
        guid: `speaker-${index}`,
        name: `Dr Maria-Christina Alexandrova-Lopez ${index}`,
      })) as typeof b.speakers
      const speakers = b.speakers?.map(({ guid }) => guid)
      b.sessions = [session('long', { title: 'Evidence '.repeat(22).trim(), track, speakers })]
    }),
  )
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await goTo(page, '/agenda/long')
  const header = page.getByRole('article').locator('header')
  const label = header.getByText('Track', { exact: true })
  const top = (place: Locator) => place.evaluate((element) => element.getClientRects()[0]?.top ?? Number.NaN)
  await label.waitFor()
  const name = header.getByRole('link', { name: track })
  expect(Math.abs((await top(name)) - (await top(label))), 'the track begins beside its label').toBeLessThan(
    6,
  )
  const first = header.getByRole('link', { name: /Lopez 0$/ })
  const view = await header.evaluate((element) => element.getBoundingClientRect().bottom)
  expect(await top(first), 'the first speaker is in view').toBeLessThan(view - 16)

  await page.getByRole('radio', { name: 'Grid' }).click()
  const peek = page.getByRole('complementary', { name: /^Evidence/ })
  const speakers = peek.getByRole('link', { name: /Lopez 0$/ }).locator('..')
  await speakers.waitFor()
  expect(await strayCommas(speakers)).toBe(0)
  const place = peek.getByRole('link', { name: room })
  const mark = peek.locator('dd', { has: page.getByRole('link', { name: room }) }).locator('[data-pattern]')
  const right = (await mark.boundingBox())?.x ?? 0
  expect((await place.boundingBox())?.x, 'the room is to the right of its mark').toBeGreaterThan(right)
})
