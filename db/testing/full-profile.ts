/** Creates a profile with data in every table and every kind of block in its notes. All of it is invented. */
import { randomUUID } from 'node:crypto'
import { richNote } from '../export/testing/sample.ts'
import { ConferenceSlug, ContactFields, type NoteId } from '../model.ts'
import { importShared, shareNotes } from '../sharing/testing/shared-files.ts'
import { bundle as programme, session } from './bundles.ts'
import { attachDocument } from './own-documents.ts'
import { addEntry } from './own-entries.ts'
import { getGrant, importPack, pack } from './packs.ts'
import { createPng } from './pictures.ts'
import {
  createContactId,
  createNoteId,
  createTempStore,
  octopus,
  someone,
  type TestStore,
  toGuid,
  unwrap,
} from './temp-store.ts'

export const testingDays = ConferenceSlug.parse('testing-days')

type NotePlace = { session?: string; keyMessage?: string; id?: NoteId; baseRevision?: number }

function saveNoteIn(
  store: TestStore,
  conference: ConferenceSlug,
  markdown: string,
  where: NotePlace = {},
): NoteId {
  const { id = createNoteId(), session: at, keyMessage, baseRevision = 0 } = where
  const [session, about] = [at ? toGuid(at) : null, keyMessage ? toGuid(keyMessage) : null]
  unwrap(store.call('notes.save', { id, conference, session, keyMessage: about, markdown, baseRevision }))
  store.clock.pass({ minutes: 3 })
  return id
}

function addContact(store: TestStore, conference: ConferenceSlug, fields: object) {
  const id = createContactId()
  unwrap(store.call('contacts.save', { id, conference, fields: { ...someone, ...fields } }))
  return id
}

/** Adds all kinds of data to a conference with these two sessions. */
export async function fillConference(
  store: TestStore,
  conference: ConferenceSlug,
  [first, second]: [string, string],
) {
  const picture = unwrap(await store.request('pictures.add', { bytes: createPng(40, 30) }))
  const slide = `![slide](rapporteur:picture/${picture.sha256})`
  const id = saveNoteIn(store, conference, 'As first written', { session: first })
  saveNoteIn(store, conference, `${richNote}\n${slide}\n`, { session: first, id, baseRevision: 1 })
  const about = unwrap(store.call('keyMessages.list', { conference }))[0]?.guid
  if (!about) throw new Error('the conference has no key messages')
  const followUpFields = { followUp: 'Send the paper', followUpOn: '2016-12-01', consent: 'Agreed by word' }
  const ana = addContact(store, conference, {
    ...{ metAt: toGuid(first), note: 'owes me a coffee', picture: picture.sha256, ...followUpFields },
  })
  addContact(store, conference, { name: 'Done', ...followUpFields, followedUpAt: '2016-11-18T08:00:00.000Z' })
  addContact(store, conference, { name: 'Source', confidentiality: 'private' })
  const [kept, twin] = [
    addContact(store, conference, { name: 'Twin' }),
    addContact(store, conference, { name: 'Twin' }),
  ]
  const fields = ContactFields.parse({ ...someone, name: 'Twin' })
  unwrap(store.call('contacts.merge', { conference, keep: { id: kept, fields, base: null }, others: [twin] }))
  saveNoteIn(store, conference, `Said by [@Ana](rapporteur:contact/${ana}).`, { keyMessage: about })
  const hidden = saveNoteIn(store, conference, 'For nobody but me', { session: second })
  unwrap(store.call('notes.setConfidentiality', { ids: [hidden], confidentiality: 'private' }))
  saveNoteIn(store, conference, 'open\n\n[Internal:](rapporteur:internal) but not all of it')
  saveNoteIn(store, conference, '', { session: second })
  // One note in the trash, and one purged.
  const trashed = saveNoteIn(store, conference, 'In the trash')
  const purged = saveNoteIn(store, conference, 'Removed for good', { session: first })
  const [trashedContact, purgedContact] = [
    addContact(store, conference, { name: 'Left' }),
    addContact(store, conference, { name: 'Gone' }),
  ]
  unwrap(store.call('notes.remove', { ids: [trashed, purged] }))
  for (const contact of [trashedContact, purgedContact])
    unwrap(store.call('contacts.remove', { id: contact }))
  unwrap(store.call('trash.remove', { notes: [purged], contacts: [purgedContact] }))

  unwrap(store.call('tags.change', { notes: [id], add: ['Доказательства', 'cloud', 'old'], remove: [] }))
  unwrap(store.call('tags.change', { notes: [id], add: [], remove: ['old'] }))
  unwrap(store.call('pins.set', { notes: [id, hidden], pinned: true }))
  unwrap(store.call('pins.set', { notes: [hidden], pinned: false }))
  for (const at of [first, second]) {
    unwrap(store.call('stars.set', { conference, session: toGuid(at), starred: true }))
  }
  unwrap(store.call('reminders.set', { conference, session: toGuid(first), minutes: 25 }))
  unwrap(store.call('reminders.set', { conference, session: toGuid(second), minutes: null }))
  unwrap(store.call('stars.set', { conference, session: toGuid(second), starred: false }))

  const messages = unwrap(store.call('keyMessages.list', { conference }))
  for (const [index, mark] of (['support', 'concern'] as const).entries()) {
    const keyMessage = messages[index]?.guid ?? about
    const comment = `Comment ${index}`
    unwrap(store.call('keyMessages.saveRemark', { conference, keyMessage, marks: [mark], comment }))
  }
  const [, removed] = messages
  if (removed) {
    const nothing = { marks: [], comment: '' }
    unwrap(store.call('keyMessages.saveRemark', { conference, keyMessage: removed.guid, ...nothing }))
  }

  await attachDocument(store, 'Position paper.txt', { conference, session: toGuid(first) })
  await attachDocument(store, 'Speaking notes.md', { conference, note: hidden })
  const outdated = await attachDocument(store, 'Outdated.txt', { conference, session: toGuid(second) })
  unwrap(store.call('ownDocuments.remove', { id: outdated }))

  unwrap(store.call('delays.set', { conference, delays: [{ session: toGuid(first), minutes: 15 }] }))

  unwrap(store.call('spelling.choose', { note: id, language: 'fr' }))
  unwrap(store.call('spelling.ignore', { note: id, word: 'procès-verbal', ignored: true }))
  unwrap(store.call('spelling.teach', { word: `Rapporteur${conference.length}`, conference, known: true }))
  const meal = addEntry(store, conference, { kind: 'meal', title: 'Lunch', place: '', people: [] })
  addEntry(store, conference, { title: 'Bilateral', place: 'Room 204' })
  saveNoteIn(store, conference, 'Said over lunch', { session: meal })
  unwrap(store.call('ownEntries.remove', { id: meal as string }))
  const href = 'rapporteur:speaker/testing-days/ada'
  unwrap(store.call('suggestions.dismiss', { note: id, hrefs: [href], dismissed: true }))
}

/** Adds data that belongs to no conference. */
export function fillSettings(store: TestStore) {
  const [kept, removed] = [randomUUID(), randomUUID()]
  unwrap(store.call('templates.save', { id: kept, name: 'Bilateral', markdown: '## With' }))
  unwrap(store.call('templates.save', { id: kept, name: 'Bilateral', markdown: '## With {{who}}' }))
  unwrap(store.call('templates.save', { id: removed, name: 'Old', markdown: 'Old' }))
  unwrap(store.call('templates.remove', { id: removed }))
  const [preset] = unwrap(store.call('presets.list', {})).presets
  if (!preset) throw new Error('the app comes with presets')
  unwrap(store.call('presets.save', { id: randomUUID(), name: 'For the ministry', choice: preset.choice }))
  unwrap(store.call('presets.remember', { preset: null, choice: preset.choice }))
  unwrap(store.call('reminders.setDefault', { minutes: 15 }))
}

/** Imports a pack, two updates of it, one of which is undone, and another conference with the same name. */
async function importUpdates(store: TestStore): Promise<ConferenceSlug> {
  unwrap(await importPack(store))
  store.clock.pass({ hours: 1 })
  const moved = pack((made) => {
    made.conference.revision = 2
    made.rooms.unshift({ guid: 'annex', name: 'Annex', languages: ['es'] } as never)
    made.sessions[0] = session('opening', {
      ...{
        title: 'Opening',
        label: 'P1',
        description: 'Welcome.',
        speakers: ['ada'],
        room: 'annex',
        type: 'Podium',
        track: 'Security',
      },
      recording: { licence: 'CC BY', optOut: true },
      links: [{ kind: 'attachment', title: 'Слайды', url: null }],
    })
    Object.assign(made.speakers?.[0] ?? {}, { biography: 'Wrote the first programme.' })
    made.sessions.push(session('shadow'))
    Object.assign(made.conference, { url: 'https://example.org/' })
    Object.assign(made.directory?.[0] ?? {}, { partOf: 'UN', url: 'https://unodc.example/' })
  })
  unwrap(await importPack(store, moved))
  store.clock.pass({ hours: 1 })
  const shorter = pack((made) => {
    made.conference.revision = 3
    // The other conference has a document, which a pack may not contain without its session.
    made.sessions.shift()
  })
  unwrap(await importPack(store, shorter))
  const [last] = unwrap(store.call('updates.list', { conference: testingDays }))
  unwrap(store.call('updates.undo', { conference: testingDays, id: last?.id ?? 0 }))
  const other = programme((made) => {
    made.conference.title = 'Another thing altogether'
    made.sessions = [session('one'), session('two')]
  })
  const made = unwrap(
    await store.request('import.file', {
      grant: getGrant(store, new TextEncoder().encode(JSON.stringify(other)), 'other.json'),
      choice: { update: null },
    }),
  )
  const { slug } = made.conference
  unwrap(store.call('conferences.rename', { conference: slug, title: 'What it is about' }))
  return slug
}

/** @returns a complete copy, and a file with the stars */
async function writeColleaguesFiles(conference: ConferenceSlug): Promise<string[]> {
  const boris = createTempStore()
  unwrap(boris.call('people.saveMe', { name: 'Boris', delegation: '' }))
  unwrap(await importPack(boris))
  const id = saveNoteIn(boris, conference, 'By a colleague', { session: 'opening' })
  saveNoteIn(boris, conference, 'By a colleague, and changed', { session: 'opening', id, baseRevision: 1 })
  saveNoteIn(boris, conference, 'open\n\n[Private:](rapporteur:private) and more')
  addContact(boris, conference, { name: 'Met by Boris' })
  const whole = await shareNotes(boris, { conference, history: true })
  for (const at of ['opening', 'closing']) {
    unwrap(boris.call('stars.set', { conference, session: toGuid(at), starred: true }))
  }
  const [message] = unwrap(boris.call('keyMessages.list', { conference }))
  if (message) {
    const remark = { marks: ['concern' as const], comment: 'Too vague for Boris' }
    unwrap(boris.call('keyMessages.saveRemark', { conference, keyMessage: message.guid, ...remark }))
  }
  const onlyMarks = { notes: false, contacts: false, stars: true, remarks: true }
  return [whole, await shareNotes(boris, { conference, ...onlyMarks })]
}

/** Three conferences, notes of a colleague, and all the delegate's own data. @returns the conferences */
export async function fillProfile(anna: TestStore): Promise<ConferenceSlug[]> {
  unwrap(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Швеция' }))
  const other = await importUpdates(anna)
  for (const file of await writeColleaguesFiles(testingDays)) await importShared(anna, file)
  const colleagueNote = unwrap(anna.call('notes.list', { conference: testingDays })).find(({ excerpt }) =>
    excerpt.startsWith('By a colleague'),
  )
  if (!colleagueNote) throw new Error('the note of the colleague is not there')
  saveNoteIn(anna, testingDays, 'Changed here', { id: colleagueNote.id, session: 'opening', baseRevision: 2 })
  fillSettings(anna)
  await fillConference(anna, testingDays, ['opening', 'closing'])
  await fillConference(anna, other, ['one', 'two'])
  await fillConference(anna, octopus, ['workshop-8', 'workshop-9'])
  return [testingDays, other, octopus]
}
