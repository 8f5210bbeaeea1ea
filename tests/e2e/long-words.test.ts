/** Long names that organisers really use: the part that distinguishes two names is never cut off. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Guid } from '../../db/model.ts'
import { bundle, session } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp({ now: '2026-05-04T07:40:00Z' })

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const titles = [1, 2, 3, 4].map((number) => `${word}${word} ${number}`)

/** Opens the app during four parallel sessions in rooms whose names start alike. */
async function openLongNames(): Promise<Page> {
  const profile = await createTemporaryFolder()
  const made = bundle((b) => {
    Object.assign(b.conference, { city: 'San Fernando del Valle de Catamarca' })
    b.rooms = titles.map((_, index) => ({
      guid: `salle-${index}`,
      name: `Salle de conférence internationale no ${index + 1} «Grand Amphithéâtre du Palais»`,
      languages: [],
    })) as typeof b.rooms
    b.sessions = titles.map((title, index) => session(`long-${index}`, { title, room: `salle-${index}` }))
  })
  await importBundle(profile, made)
  const store = openNotebookIn(profile)
  for (const index of [0, 1, 2])
    store.call('stars.set', {
      conference: made.conference.slug,
      session: Guid.parse(`long-${index}`),
      starred: true,
    })
  store.close()
  // It is 09:40 at the conference.
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  return page
}

test('the conflicting session is named in full, however long the word', async () => {
  const page = await openLongNames()
  for (const route of ['/agenda/long-0', '/now']) {
    await goTo(page, route)
    const conflicts = page.getByRole('main').locator('p', { hasText: /^Same time as/ })
    await expect.poll(() => conflicts.count(), { message: route }).toBe(3)
    const beyond = await conflicts.evaluateAll((sentences) =>
      sentences.map((sentence) => {
        const words = document.createRange()
        words.selectNodeContents(sentence)
        const row = (sentence.closest('li') as HTMLElement).getBoundingClientRect()
        return Math.max(0, Math.round(words.getBoundingClientRect().right - row.right))
      }),
    )
    expect(beyond, route).toEqual([0, 0, 0])
  }
})

test('rooms whose names start alike are distinguishable above the grid and in the legend, and read out in full', async () => {
  const page = await openLongNames()
  await page.getByRole('radio', { name: 'Grid' }).click()
  const heads = page.getByRole('list', { name: 'Rooms' }).getByRole('listitem')
  await expect.poll(() => heads.count()).toBe(4)
  const legend = page
    .getByRole('complementary', { name: 'Testing Days' })
    .locator('section')
    .getByRole('listitem')
  /** The visible letters. */
  const seen = (items: typeof heads, selector: string) =>
    items.evaluateAll(
      (all, of) =>
        all.map((item) => {
          const box = item.querySelector(of) as HTMLElement
          const text = document.createTreeWalker(box, NodeFilter.SHOW_TEXT).nextNode() as Text
          const letters = document.createRange()
          const { right } = box.getBoundingClientRect()
          const inSight = [...text.data].findIndex((_, index) => {
            letters.setStart(text, index)
            letters.setEnd(text, index + 1)
            return letters.getBoundingClientRect().right > right
          })
          return inSight < 0 ? text.data : text.data.slice(0, inSight)
        }),
      selector,
    )
  for (const [where, items, selector] of [
    ['above the grid', heads, '[title]'],
    ['in the legend', legend, 'a'],
  ] as const) {
    const names = await seen(items, selector)
    expect(
      names.map((name) => /no (\d)/.exec(name)?.[1]),
      `${where}: ${names}`,
    ).toEqual(['1', '2', '3', '4'])
  }
  for (const number of [1, 2, 3, 4]) {
    const name = `Salle de conférence internationale no ${number} «Grand Amphithéâtre du Palais»`
    await heads.getByText(name, { exact: true }).waitFor({ state: 'attached' })
    await legend.getByRole('link', { name, exact: true }).waitFor()
  }
  expect(await findViolations(page)).toEqual([])

  // The same holds above the list by room.
  await page.getByRole('radio', { name: 'List' }).click()
  await page.getByRole('button', { name: 'More agenda actions' }).click()
  await page.getByRole('menuitemradio', { name: 'Room' }).click()
  await page.locator('p', { hasText: '…no 1 «Grand Amphithéâtre du Palais»1 sessionMon 4 May' }).waitFor()
})

test('on Now, a long room name, label or time stays in its column', async () => {
  const profile = await createTemporaryFolder()
  const address = `https://meet.example.org/${word}/${word}`
  await importBundle(
    profile,
    bundle((b) => {
      b.rooms = [{ guid: 'hall', name: address, languages: [] }] as unknown as typeof b.rooms
      b.sessions = [
        session('now', { label: `${word}${word}` }),
        session('next', { start: '2026-05-04T12:00:00+02:00', end: '2026-05-04T13:00:00+02:00' }),
        session('end', {
          title: `${word}${word}`,
          kind: 'milestone',
          room: null,
          start: '2026-05-04T14:00:00+02:00',
          end: null,
        }),
      ]
    }),
  )
  // It is 09:40 at the conference.
  const { page } = await openNotebook(profile, { width: 900, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await goTo(page, '/now')
  const rows = page.getByRole('main').locator('section li')
  await expect.poll(() => rows.count()).toBe(3)
  const beyond = await rows.evaluateAll((all) =>
    all.map((row) => {
      const words = document.createRange()
      words.selectNodeContents(row)
      const star = row.querySelector('button[aria-pressed]')
      if (star) words.setEndBefore(star)
      const edge = star ? star.getBoundingClientRect().left : row.getBoundingClientRect().right
      return Math.max(0, Math.round(words.getBoundingClientRect().right - edge))
    }),
  )
  expect(beyond).toEqual([0, 0, 0])
  const across = await rows.first().evaluate((row) => {
    let scrolled: Element | null = row
    while (scrolled && getComputedStyle(scrolled).overflowY !== 'auto') scrolled = scrolled.parentElement
    return scrolled && scrolled.scrollWidth - scrolled.clientWidth
  })
  expect(across, 'there is no horizontal scrolling').toBe(0)
})

test('a city on two lines leaves space above and below the conference’s name', async () => {
  const page = await openLongNames()
  const room = await page.getByRole('button', { name: /^Testing Days/ }).evaluate((switcher) => {
    const words = document.createRange()
    words.selectNodeContents(switcher.firstElementChild as Element)
    const [box, text] = [switcher.getBoundingClientRect(), words.getBoundingClientRect()]
    return Math.min(text.top - box.top, box.bottom - text.bottom)
  })
  expect(room).toBeGreaterThanOrEqual(8)
})
