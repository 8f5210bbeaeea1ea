/** Notes are counted by their entries everywhere. An entry is the text from one time to the next. */
import { expect, test } from 'vitest'
import {
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'
import { importShared, shareNotes } from './testing/shared-files.ts'

const at = (minute: number) => `[14:${minute}](rapporteur:at/2016-11-17T13:${minute}:00Z)`
const two = `${at(33)} What was said.\n\n${at(40)} What was asked.\n`
const three = `${two}\n${at(47)} What was answered.\n`

const countInList = (store: TestStore) =>
  unwrap(store.call('notes.list', { conference: octopus })).reduce((sum, { entries }) => sum + entries, 0)

test('notes are counted by entries in the library, in files for and from colleagues, and after the event', async () => {
  const [anna, boris] = [createTempStore({ folder: createTempFolder() }), createTempStore()]
  const { id } = saveNote(anna, two, { session: 'workshop-9' })
  saveNote(anna, 'Without a time.', { session: 'workshop-8' })
  const inner = saveNote(anna, three, { session: 'workshop-7' })
  unwrap(anna.call('notes.setConfidentiality', { ids: [inner.id], confidentiality: 'internal' }))

  expect(countInList(anna)).toBe(6)
  expect(unwrap(anna.call('conferences.library', {}))).toMatchObject([{ slug: octopus, notes: 6 }])
  expect(unwrap(anna.call('afterEvent.state', { conference: octopus })).contents.notes).toBe(6)
  const contents = { notes: 3, withheld: 3 }
  expect(unwrap(anna.call('sharing.contents', { conference: octopus }))).toMatchObject(contents)

  const first = await importShared(boris, await shareNotes(anna))
  expect(first.preview?.notes.map(({ entries }) => entries).sort()).toEqual([1, 2])
  expect(first.summary).toMatchObject({ newNotes: 3, changedNotes: 0 })
  expect(countInList(boris)).toBe(3)

  // One entry was changed and one added.
  saveNote(anna, three.replace('said', 'shouted'), { id, session: 'workshop-9', baseRevision: 1 })
  const later = await importShared(boris, await shareNotes(anna))
  expect(later.preview?.notes).toMatchObject([{ step: 'updated', entries: 2 }])
  expect(later.summary).toMatchObject({ newNotes: 0, changedNotes: 2 })
  expect(countInList(boris)).toBe(4)

  unwrap(anna.call('notes.remove', { ids: [id] }))
  const gone = await importShared(boris, await shareNotes(anna))
  expect(gone.summary).toMatchObject({ newNotes: 0, changedNotes: 3 })

  const wiped = await anna.request('afterEvent.wipe', {
    conference: octopus,
    confirmation: 'Octopus Conference 2016',
    unverified: true,
    deleteRecords: true,
  })
  // Includes the entries of the note in the trash, which is deleted too.
  expect(unwrap(wiped).notes).toBe(7)
})
