/** If only a biography changed, this is an update too, which is shown and can be undone. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../model.ts'
import { createTempStore, type TestStore, unwrap } from '../testing/temp-store.ts'
import { apply, createReadGrant, getProgramme, previewFile } from './testing/updates.ts'

const conference = ConferenceSlug.parse('days')

/** A programme as pretalx writes it, with pretalx's ids for people. */
function schedule(store: TestStore, biography: string, person = 'p1'): string {
  const talk = {
    guid: '11111111-1111-4111-8111-111111111111',
    date: '2026-09-10T10:00:00+02:00',
    start: '10:00',
    duration: '00:45',
    title: 'Hello',
    persons: [
      { guid: person, public_name: 'Ann Lee', biography },
      { guid: 'p2', public_name: 'Bob Ray', biography: 'Writes.' },
    ],
  }
  const days = [{ index: 1, date: '2026-09-10', rooms: { Hall: [talk] } }]
  const about = { acronym: 'days', title: 'Days', start: '2026-09-10', end: '2026-09-10', daysCount: 1 }
  const path = join(store.folder, 'schedule.json')
  writeFileSync(
    path,
    JSON.stringify({
      schedule: { version: '1', conference: { ...about, time_zone_name: 'Europe/Paris', days } },
    }),
  )
  return path
}
const biographies = (store: TestStore) =>
  getProgramme(store, conference)?.speakers.map(({ biography }) => biography)

test.each(['p1', 'p9'])(
  'a changed biography is in the preview, the result and the history, and can be undone (person id %s)',
  async (person) => {
    const store = createTempStore()
    unwrap(await store.request('import.file', { grant: createReadGrant(store, schedule(store, 'Reads.')) }))
    const shown = await previewFile(store, schedule(store, 'Reads and writes.', person))
    const [match] = shown.matches
    expect(match?.state).toBe('newer')
    expect(match?.changes.cancel).toMatchObject({
      sessions: [],
      speakers: { added: [], changed: ['Ann Lee'], removed: [] },
    })
    const done = unwrap(await apply(store, shown.grant, shown.suggested))
    expect(done.beside.speakers).toBe(1)
    expect(biographies(store)).toContain('Reads and writes.')
    const id = done.update ?? 0
    const { changes, beside } = unwrap(store.call('updates.get', { conference, id }))
    expect([changes.speakers.changed, beside.speakers]).toEqual([['Ann Lee'], 1])
    unwrap(store.call('updates.undo', { conference, id }))
    expect(biographies(store)).toEqual(['Reads.', 'Writes.'])
  },
)

test('a new or removed speaker is reported only with the sessions', async () => {
  const store = createTempStore()
  unwrap(await store.request('import.file', { grant: createReadGrant(store, schedule(store, 'Reads.')) }))
  const path = schedule(store, 'Reads.')
  writeFileSync(path, readFileSync(path, 'utf8').replace('Bob Ray', 'Eve Fox').replace('"p2"', '"p3"'))
  const { matches } = await previewFile(store, path)
  expect(matches[0]?.changes.cancel.speakers).toEqual({ added: [], changed: [], removed: [] })
  expect(matches[0]?.changes.cancel.sessions).toMatchObject([{ fields: [{ field: 'speakers' }] }])
})
