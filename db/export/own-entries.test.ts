/** The delegate's own entries in exports. */
import { expect, test } from 'vitest'
import { slug } from '../import/testing/updates.ts'
import { bundle, importFile } from '../testing/bundles.ts'
import { addEntry, findSession } from '../testing/own-entries.ts'
import { createNoteId, createTempStore, unwrap } from '../testing/temp-store.ts'
import { describeEvents, importCalendar, saveCalendar } from './testing/calendars.ts'
import { toInput } from './testing/sample.ts'

async function exportText(store: ReturnType<typeof createTempStore>, wanted: Parameters<typeof toInput>[0]) {
  const [file] = unwrap(await store.request('export.files', { ...toInput(wanted), conference: slug }))
  return Buffer.from(file?.bytes ?? [])
    .toString()
    .replaceAll('\r\n ', '')
}

test('a calendar of starred sessions has own entries with their place; one of the whole programme does not', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  addEntry(store, slug)
  const mine = await exportText(store, { format: 'ics', sessions: 'starred' })
  expect(mine).toContain('SUMMARY:Mexico bilateral\r\n')
  expect(mine).toContain('LOCATION:Room 204\r\n')
  expect(mine).toContain('DESCRIPTION:EUROJUST\\, Ana Ferreira\r\n')
  expect(mine).toContain('SEQUENCE:0\r\n')
  expect(await exportText(store, { format: 'ics', sessions: null })).not.toContain('Mexico')
})

test('the printed agenda of starred sessions has own entries with their place', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  addEntry(store, slug)
  const page = await exportText(store, { format: 'agenda-pdf', sessions: 'starred' })
  expect(page).toContain('Mexico bilateral')
  expect(page).toContain('Room 204')
})

test('a JSON file of the notes with a tag has no other own entries, also with history', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const tag = (title: string, tags: string[]) => {
    const id = createNoteId()
    const session = addEntry(store, slug, { title })
    const note = { id, conference: slug, session, keyMessage: null, baseRevision: 0 }
    unwrap(store.call('notes.save', { ...note, markdown: title }))
    unwrap(store.call('tags.change', { notes: [id], add: tags, remove: [] }))
  }
  tag('Mexico bilateral', ['budget'])
  tag('Secret lunch', [])
  addEntry(store, slug, { title: 'Dentist' })
  for (const history of [false, true]) {
    const wanted = { format: 'json', tags: ['budget'], confidentiality: 'private' as const }
    const file = await exportText(store, { ...wanted, include: { history } })
    expect(file).toContain('Mexico bilateral')
    expect(file).not.toMatch(/Secret lunch|Dentist|Room 204|Ana Ferreira/)
  }
})

test('the next calendar cancels an appointment that was deleted after an export', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const [id, kept] = [addEntry(store, slug), addEntry(store, slug, { title: 'Dentist' })]
  await saveCalendar(store, slug)
  store.clock.pass({ hours: 1 })
  unwrap(store.call('ownEntries.remove', { id: id as string }))
  const never = addEntry(store, slug, { title: 'Never exported' })
  unwrap(store.call('ownEntries.remove', { id: never as string }))
  const events = describeEvents(await exportText(store, { format: 'ics', sessions: 'starred' }))
  expect(Object.keys(events).toSorted()).toEqual([id, kept].toSorted())
  expect(events[id]).toMatch(/^1 CANCELLED /)
  expect(events[kept]).toMatch(/^0 CONFIRMED /)
  for (const sessions of [null, [kept]])
    expect(await exportText(store, { format: 'ics', sessions })).not.toContain('Mexico')
})

test('importing an exported calendar neither changes nor duplicates own entries', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const id = addEntry(store, slug)
  const before = findSession(store, slug, id)
  unwrap(store.call('stars.set', { conference: slug, session: 'opening' as never, starred: true }))
  const [file] = unwrap(
    await store.request('export.files', {
      ...toInput({ format: 'ics', sessions: 'starred' }),
      conference: slug,
    }),
  )
  const { changes } = await importCalendar(store, file?.bytes ?? new Uint8Array())
  expect(changes.added).toBe(0)
  expect(findSession(store, slug, id)).toEqual(before)
  expect(unwrap(store.call('sessions.list', { conference: slug })).filter(({ own }) => own)).toHaveLength(1)
})

test('a report of all notes has an entry with notes under its title, and no entry without notes', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const id = addEntry(store, slug)
  addEntry(store, slug, { title: 'Dentist' })
  const note = { id: createNoteId(), conference: slug, session: id, keyMessage: null, baseRevision: 0 }
  unwrap(store.call('notes.save', { ...note, markdown: 'They agree.' }))
  const report = await exportText(store, { format: 'md' })
  expect(report).toMatch(/Mexico bilateral[\s\S]*They agree\./)
  expect(report).toContain('Room 204')
  expect(report).not.toContain('Dentist')
})
