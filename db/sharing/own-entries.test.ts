/**
 * Own entries in files. A file for the delegate's other computer has all of them; a file for a colleague has only those to which notes
 * refer.
 */
import { expect, test } from 'vitest'
import { addEntry, findSession } from '../testing/own-entries.ts'
import { createTempStore, octopus, saveNote, toGuid, unwrap } from '../testing/temp-store.ts'
import { importShared, shareNotes } from './testing/shared-files.ts'

const during = { start: '2016-11-17T14:00:00.000Z', end: '2016-11-17T14:30:00.000Z' }
const whole = { stars: true, contactNotes: true, history: true, confidentiality: 'private' } as const

test('a colleague gets only the titles of entries with notes, and no stars for them', async () => {
  const [anna, boris] = [createTempStore(), createTempStore()]
  const written = addEntry(anna, octopus, during)
  const secret = addEntry(anna, octopus, { ...during, title: 'Dentist' })
  saveNote(anna, 'They agree.', { session: written })
  const file = await shareNotes(anna, { stars: true })
  const { preview, id } = await importShared(boris, file, { stars: true })
  expect(preview?.notes).toMatchObject([{ session: written, sessionName: 'Mexico bilateral' }])
  expect(findSession(boris, octopus, written)).toMatchObject({
    title: 'Mexico bilateral',
    speakers: [],
    own: { kind: 'meeting', place: '' },
  })
  expect(findSession(boris, octopus, secret)).toBeUndefined()
  expect(unwrap(boris.call('stars.list', { conference: octopus }))).toEqual([])
  // A returned file with less data does not change ours.
  await importShared(anna, await shareNotes(boris))
  expect(findSession(anna, octopus, written)).toMatchObject({ own: { place: 'Room 204' } })

  const topics: string[] = []
  const stop = boris.onChanges((changed) => topics.push(...changed))
  unwrap(boris.call('sharing.undo', { id: id ?? 0 }))
  stop()
  expect(findSession(boris, octopus, written)).toBeUndefined()
  expect(topics).toContain('programme')
})

test('a colleague does not get the appointment of a deleted note', async () => {
  const [anna, boris] = [createTempStore(), createTempStore()]
  const secret = addEntry(anna, octopus, { ...during, title: 'Dentist' })
  const purged = saveNote(anna, 'pain', { session: secret })
  const inTrash = saveNote(anna, 'no pain', { session: secret })
  unwrap(anna.call('notes.remove', { ids: [purged.id, inTrash.id] }))
  unwrap(anna.call('trash.remove', { notes: [purged.id], contacts: [] }))
  saveNote(anna, 'They agree.')
  await importShared(boris, await shareNotes(anna))
  expect(findSession(boris, octopus, secret)).toBeUndefined()
})

test('the other computer follows edits and deletions', async () => {
  const [desk, travel] = [createTempStore(), createTempStore()]
  const [kept, gone] = [addEntry(desk, octopus, during), addEntry(desk, octopus, during)]
  await importShared(travel, await shareNotes(desk, whole), { stars: true })
  expect(findSession(travel, octopus, kept)).toEqual(findSession(desk, octopus, kept))
  expect(unwrap(travel.call('stars.list', { conference: octopus })).toSorted()).toEqual(
    [kept, gone].toSorted(),
  )

  travel.clock.pass({ hours: 1 })
  renameEntry(travel, kept, 'Moved')
  unwrap(travel.call('ownEntries.remove', { id: gone as string }))
  const file = await shareNotes(travel, whole)
  const { id } = await importShared(desk, file, { stars: true })
  expect(findSession(desk, octopus, kept)).toMatchObject({ title: 'Moved' })
  expect(findSession(desk, octopus, gone)).toBeUndefined()
  expect((await importShared(desk, file, { stars: true })).id).toBeNull()

  unwrap(desk.call('sharing.undo', { id: id ?? 0 }))
  expect(findSession(desk, octopus, kept)).toMatchObject({ title: 'Mexico bilateral' })
  expect(findSession(desk, octopus, gone)).toMatchObject({ status: 'confirmed' })
})

function renameEntry(store: ReturnType<typeof createTempStore>, id: string, title: string) {
  const fields = { kind: 'meeting' as const, title, ...during, place: 'Room 204', people: [] }
  unwrap(store.call('ownEntries.save', { id: toGuid(id) as string, conference: octopus, fields }))
}

test('an appointment in a colleague’s file does not take the place of a session', async () => {
  const [anna, boris] = [createTempStore(), createTempStore()]
  const id = addEntry(anna, octopus, during)
  saveNote(anna, 'They agree.', { session: id })
  // Many programmes identify sessions by UUIDs too, and a changed program can give the appointment any of them.
  const { sql } = boris.lifecycle.ready().connection
  sql('UPDATE session SET guid = ? WHERE guid = ?').run(id, 'workshop-8')
  const before = findSession(boris, octopus, id)
  await importShared(boris, await shareNotes(anna))
  expect(findSession(boris, octopus, id)).toEqual(before)
  expect(before).not.toHaveProperty('own')
})
