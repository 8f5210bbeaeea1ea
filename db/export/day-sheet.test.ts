/** The day sheet: the sessions that the delegate attends, lines to write on, and floor plans. */
import { expect, test } from 'vitest'
import { slug } from '../import/testing/updates.ts'
import { getBytes } from '../testing/bundles.ts'
import { addEntry } from '../testing/own-entries.ts'
import { createSources, importPack, svg as level1, pack, pdf } from '../testing/packs.ts'
import { createTempStore, type TestStore, unwrap } from '../testing/temp-store.ts'
import { getPageText, toInput } from './testing/sample.ts'

async function getSheet(store: TestStore) {
  const wanted = { ...toInput({ format: 'day-sheet', sessions: 'starred' }), conference: slug }
  const [page, ...plans] = unwrap(await store.request('export.files', wanted))
  return { page: page ? getPageText([page]) : '', plans }
}

test('has the starred sessions and own entries of each day, with their rooms, and lines to write on', async () => {
  const store = createTempStore()
  unwrap(await importPack(store))
  for (const session of ['opening', 'closing'])
    unwrap(store.call('stars.set', { conference: slug, session: session as never, starred: true }))
  addEntry(store, slug)
  const { page } = await getSheet(store)
  const [first = '', second = ''] = page.split('<section').slice(1)
  expect(first).toMatch(/Monday 4 May 2026[\s\S]*Opening[\s\S]*Hall[\s\S]*Mexico bilateral[\s\S]*Room 204/)
  expect(first).toContain('EUROJUST, Ana Ferreira')
  expect(second).toMatch(/Wednesday 6 May 2026[\s\S]*Closing/)
  expect(first.match(/class="lines"/g)).toHaveLength(2)
})

test('has the first floor plan of each room of the day that a page can show', async () => {
  const [plan] = createSources()
  if (!plan) throw new Error('the pack has a plan')
  const other = getBytes('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>')
  const files = [
    { ...plan, title: 'For printing', fileName: 'level-1.pdf', bytes: pdf },
    plan,
    { ...plan, title: 'Whole site', fileName: 'site.svg', bytes: other },
  ]
  const store = createTempStore()
  unwrap(
    await importPack(
      store,
      pack(() => {}, { files }),
    ),
  )
  unwrap(store.call('stars.set', { conference: slug, session: 'opening' as never, starred: true }))
  const { page, plans } = await getSheet(store)
  expect(plans.map(({ bytes }) => Buffer.from(bytes))).toEqual([Buffer.from(level1)])
  expect(page).toContain(`<img src="${plans[0]?.name}" alt="Level 1"/>`)
  expect(page).not.toContain('Whole site')
})
