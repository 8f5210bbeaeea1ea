/** The delegate's own entries survive the updates of a programme. */
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { testWithRealFiles } from '../../../tests/real-files.ts'
import type { ConferenceSlug, Guid } from '../../model.ts'
import { bundle, importFile } from '../../testing/bundles.ts'
import { addEntry, findSession } from '../../testing/own-entries.ts'
import { readRealFile } from '../../testing/real-files.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { addNote, makeNewer } from '../testing/updates.ts'

const updates = [
  ['snapshots/fosdem-2025-a.xml', 'frab-xml/fosdem-2025.xml'],
  ['snapshots/fosdem-2026-a.xml', 'frab-xml/fosdem-2026.xml'],
  ['frab-xml/39c3-20251206.xml', 'frab-xml/39c3-everything.xml'],
  ['snapshots/camp2011-a.xml', 'frab-xml/camp2011.xml'],
  ['snapshots/froscon-hco-a.json', 'frab-json/froscon-hco.json'],
  ['snapshots/pyconuk-2015-b.ics', 'snapshots/pyconuk-2015-c.ics'],
] as const

test('a newer programme without its first session changes no own entry, and neither does undoing it', async () => {
  const shorter = makeNewer((b) => {
    b.sessions.shift()
  })
  await expectKept(
    (store) => importFile(store, bundle()),
    (store) => importFile(store, shorter),
  )
})

testWithRealFiles.each(updates)(
  '%s → %s changes no own entry, and neither does undoing it',
  { timeout: 60_000 },
  (from, to) =>
    expectKept(
      (store) => importReal(store, from),
      (store) => importReal(store, to),
    ),
)

type Import = (store: TestStore) => ReturnType<typeof importFile>

async function expectKept(first: Import, second: Import): Promise<void> {
  const store = createTempStore()
  const { conference } = unwrap(await first(store))
  const { slug } = conference
  const id = addEntry(store, slug, await placeDuringFirstSession(store, slug))
  addNote(store, id, slug)
  unwrap(store.call('reminders.set', { conference: slug, session: id, minutes: 25 }))
  const before = getMine(store, slug, id)

  const { update } = unwrap(await second(store))
  expect(update).not.toBeNull()
  expect(getMine(store, slug, id)).toEqual(before)
  unwrap(store.call('updates.undo', { conference: slug, id: update ?? 0 }))
  expect(getMine(store, slug, id)).toEqual(before)
}

function importReal(store: TestStore, path: string) {
  return importFile(store, readRealFile(path), basename(path), { timeZone: 'Europe/Brussels' })
}

/** An entry at the same time and in the same room as a session, where an update could most easily confuse the two. */
async function placeDuringFirstSession(store: TestStore, conference: ConferenceSlug) {
  const [session] = unwrap(store.call('sessions.list', { conference }))
  if (!session) throw new Error('the programme has no session')
  return { start: session.start, end: session.end ?? session.start, title: session.title, place: 'Lobby' }
}

function getMine(store: TestStore, conference: ConferenceSlug, id: Guid) {
  const notes = unwrap(store.call('notes.list', { conference })).filter(({ session }) => session === id)
  return {
    entry: findSession(store, conference, id),
    notes,
    stars: unwrap(store.call('stars.list', { conference })),
    reminders: unwrap(store.call('reminders.list', { conference })),
  }
}
