/** Every call of the contract: answers a good request, refuses a bad one. A call that is missing here fails to compile. */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { type CallName, contract, type Input, type Output } from './contract/index.ts'
import { ConferenceSlug } from './model.ts'
import { bundle, bytesOf } from './testing/bundles.ts'
import { importPack } from './testing/packs.ts'
import {
  guid,
  must,
  mustFail,
  newContactId,
  newNoteId,
  octopus,
  saveNote,
  someone,
  type TestStore,
  tempFolder,
  tempStore,
} from './testing/temp-store.ts'

type Case<N extends CallName> = {
  good: (store: TestStore) => Input<N> | Promise<Input<N>>
  /** What the answer must hold. */
  answers: (value: Output<N>, store: TestStore) => void
  bad: unknown[]
}

const printedFile = { name: 'page.html', bytes: new TextEncoder().encode('<!doctype html>') }

const reportOptions: Input<'export.preview'> = {
  conference: octopus,
  format: 'md',
  title: 'Back to office',
  sessions: null,
  language: 'en',
}
/** Of one pixel. */
const png = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const pngSha256 = createHash('sha256').update(png).digest('hex')
const template = { id: randomUUID(), name: 'Our bilateral', markdown: '## {title}\n' }
const link = 'rapporteur:session/octopus-2016/workshop-8'
const tasks = `- [ ] Send it. [for Anna Ek](rapporteur:for) [by 1 December 2016](rapporteur:due/2016-12-01)
- [x] Read it.

[14:47](rapporteur:at/2016-11-17T13:47:31Z) [Decision:](rapporteur:decision) Two points.

[UNODC:](rapporteur:turn) [Question:](rapporteur:question) Who pays?
`
function grantOfFile(store: TestStore): string {
  const path = join(store.folder, 'testing.json')
  writeFileSync(path, bytesOf(bundle()))
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}
const ofOctopus = () => ({ conference: octopus })
const badConference = [{}, { conference: 'No Slug' }, { conference: octopus, extra: 1 }, null, 'text', []]
/** Around the moment at which the test store's clock stands. */
const spanOfNote = {
  from: '2016-11-17T13:00:00.000Z',
  to: '2016-11-17T14:00:00.000Z',
  savedFrom: '2016-11-17T13:00:00.000Z',
  savedTo: '2016-11-17T14:00:00.000Z',
}
const badIds = [{}, { ids: [] }, { ids: ['x'] }, { ids: newNoteId() }]

const cases: { [N in CallName]: Case<N> } = {
  'conferences.list': {
    good: () => ({}),
    answers: (list) => expect(list.map(({ slug }) => slug)).toEqual(['octopus-2016']),
    bad: [{ extra: 1 }, null, undefined, 7],
  },
  'conferences.library': {
    good: (store) => {
      saveNote(store, 'One.')
      return {}
    },
    answers: (list) =>
      expect(list).toMatchObject([
        { slug: octopus, sessions: 13, notes: 1, stars: 0, contacts: 0, archived: false, removed: false },
      ]),
    bad: [{ extra: 1 }, null],
  },
  'conferences.archive': {
    good: () => ({ conference: octopus, archived: true }),
    answers: (_, store) =>
      expect(must(store.call('conferences.list', {}))).toMatchObject([{ slug: octopus, archived: true }]),
    bad: [...badConference, { conference: octopus }, { conference: octopus, archived: 1 }],
  },
  'conferences.remove': {
    good: () => ({ conference: octopus, own: 'keep' }),
    answers: (_, store) => expect(must(store.call('conferences.list', {}))).toEqual([]),
    bad: [...badConference, { conference: octopus }, { conference: octopus, own: 'lose' }],
  },
  'conferences.restore': {
    good: (store) => {
      must(store.call('conferences.remove', { conference: octopus, own: 'delete' }))
      return { conference: octopus }
    },
    answers: (_, store) => expect(must(store.call('conferences.list', {}))).toHaveLength(1),
    bad: badConference,
  },
  'conferences.get': {
    good: ofOctopus,
    answers: (conference) =>
      expect(conference).toMatchObject({
        slug: 'octopus-2016',
        timeZone: 'Europe/Paris',
        days: ['2016-11-16', '2016-11-17', '2016-11-18'],
        rooms: [{ guid: 'room-1', name: 'Room 1', languages: ['en', 'fr', 'es', 'ru'] }, {}, {}],
      }),
    bad: badConference,
  },
  'sessions.list': {
    good: ofOctopus,
    answers: (sessions) => {
      expect(sessions).toHaveLength(13)
      expect(sessions[0]).toMatchObject({ start: '2016-11-16T08:00:00.000Z', end: null, speakers: [] })
    },
    bad: badConference,
  },
  'speakers.list': {
    good: () => ({ conference: octopus }),
    answers: (list) => expect(list).toEqual([]),
    bad: [{}, null],
  },
  'keyMessages.list': {
    good: ofOctopus,
    answers: (messages) => {
      const points = messages.filter(({ parent }) => parent !== null)
      expect(points.map(({ number }) => number)).toEqual(['5a', '5b', '5c'])
    },
    bad: badConference,
  },
  'directory.list': {
    good: ofOctopus,
    answers: (entries) => {
      expect(entries.find(({ name }) => name === 'Estonia')).toMatchObject({ donor: true })
      expect(entries.filter(({ donor }) => !donor).length).toBeGreaterThan(0)
    },
    bad: badConference,
  },
  'stars.list': {
    good: ofOctopus,
    answers: (stars) => expect(stars).toEqual([]),
    bad: badConference,
  },
  'reminders.usual': {
    good: () => ({}),
    answers: (minutes) => expect(minutes).toBe(10),
    bad: [null],
  },
  'reminders.setUsual': {
    good: () => ({ minutes: null }),
    answers: (_, store) => expect(must(store.call('reminders.usual', {}))).toBeNull(),
    bad: [{}, { minutes: -1 }, { minutes: 61 }, { minutes: 1.5 }],
  },
  'reminders.list': {
    good: (store) => {
      const session = guid('workshop-1')
      must(store.call('stars.set', { conference: octopus, session, starred: true }))
      must(store.call('reminders.set', { conference: octopus, session, minutes: null }))
      return { conference: octopus }
    },
    answers: (list) => expect(list).toEqual([{ session: 'workshop-1', minutes: null }]),
    bad: badConference,
  },
  'reminders.set': {
    good: (store) => {
      const session = guid('workshop-1')
      must(store.call('stars.set', { conference: octopus, session, starred: true }))
      return { conference: octopus, session, minutes: 60 }
    },
    answers: (_, store) =>
      expect(must(store.call('reminders.list', { conference: octopus }))).toEqual([
        { session: 'workshop-1', minutes: 60 },
      ]),
    bad: [
      { conference: octopus, session: 'workshop-1', minutes: 61 },
      { conference: octopus, session: 'workshop-1', minutes: 'never' },
    ],
  },
  'stars.swap': {
    good: (store) => {
      must(store.call('stars.set', { conference: octopus, session: guid('workshop-1'), starred: true }))
      return { conference: octopus, from: guid('workshop-1'), to: guid('workshop-2') }
    },
    answers: (_, store) =>
      expect(must(store.call('stars.list', { conference: octopus }))).toEqual(['workshop-2']),
    bad: [{ conference: octopus, from: guid('workshop-1') }],
  },
  'stars.set': {
    good: () => ({ conference: octopus, session: guid('workshop-1'), starred: true }),
    answers: (_, store) =>
      expect(must(store.call('stars.list', { conference: octopus }))).toEqual(['workshop-1']),
    bad: [
      {},
      { conference: octopus, session: 'workshop-1', starred: 'yes' },
      { conference: octopus, session: '', starred: true },
    ],
  },
  'notes.list': {
    good: (store) => {
      saveNote(store, 'One.')
      return { conference: octopus }
    },
    answers: (list) => expect(list).toMatchObject([{ excerpt: 'One.', entries: 1, session: null }]),
    bad: badConference,
  },
  'notes.everywhere': {
    good: (store) => {
      saveNote(store, 'One.', { session: 'workshop-9' })
      return {}
    },
    answers: (list) =>
      expect(list).toMatchObject([{ conference: octopus, excerpt: 'One.', subject: 'Workshop 9' }]),
    bad: [{ conference: octopus }, null],
  },
  'notes.get': {
    good: (store) => ({ id: saveNote(store, '# One\n').id }),
    answers: (note) => expect(note).toMatchObject({ markdown: '# One\n', revision: 1, excerpt: 'One' }),
    bad: [{}, { id: 'x' }, { id: 5 }],
  },
  'notes.forSession': {
    good: (store) => {
      saveNote(store, 'Here.', { session: 'workshop-2' })
      saveNote(store, 'Elsewhere.', { session: 'workshop-3' })
      return { conference: octopus, session: guid('workshop-2') }
    },
    answers: (list) => expect(list.map(({ markdown }) => markdown)).toEqual(['Here.']),
    bad: [{ conference: octopus }, { conference: octopus, session: null }],
  },
  'notes.save': {
    good: () => ({
      id: newNoteId(),
      conference: octopus,
      session: null,
      keyMessage: null,
      markdown: 'New.',
      baseRevision: 0,
    }),
    answers: (saved) =>
      expect(saved).toEqual({ revision: 1, savedAt: '2016-11-17T13:30:00.000Z', kept: null }),
    bad: [
      {},
      {
        id: newNoteId(),
        conference: octopus,
        session: null,
        keyMessage: null,
        markdown: 'x',
        baseRevision: -1,
      },
      { id: newNoteId(), conference: octopus, session: null, keyMessage: null, markdown: 5, baseRevision: 0 },
    ],
  },
  'notes.remove': {
    good: (store) => ({ ids: [saveNote(store, 'Gone.').id] }),
    answers: (_, store) => expect(must(store.call('notes.list', { conference: octopus }))).toEqual([]),
    bad: badIds,
  },
  'notes.restore': {
    good: (store) => {
      const { id } = saveNote(store, 'Back.')
      must(store.call('notes.remove', { ids: [id] }))
      return { ids: [id] }
    },
    answers: (_, store) =>
      expect(must(store.call('notes.list', { conference: octopus }))).toMatchObject([{ excerpt: 'Back.' }]),
    bad: badIds,
  },
  'notes.setConfidentiality': {
    good: (store) => ({ ids: [saveNote(store, 'Between us.').id], confidentiality: 'internal' }),
    answers: (_, store) =>
      expect(must(store.call('notes.list', { conference: octopus }))).toMatchObject([
        { excerpt: 'Between us.', confidentiality: 'internal' },
      ]),
    bad: [...badIds, { ids: [newNoteId()], confidentiality: 'secret' }],
  },
  'notes.versions': {
    good: (store) => ({ id: noteWithVersion(store) }),
    answers: (versions) => expect(versions).toMatchObject([{ revision: 1, excerpt: 'Old.', entries: 1 }]),
    bad: [{}, { id: 'x' }],
  },
  'notes.version': {
    good: (store) => ({ id: noteWithVersion(store), revision: 1 }),
    answers: (version) => expect(version.markdown).toBe('Old.'),
    bad: [{}, { id: newNoteId(), revision: 0 }, { id: newNoteId(), revision: 1.5 }],
  },
  'notes.revert': {
    good: (store) => ({ id: noteWithVersion(store), revision: 1 }),
    answers: (note) => expect(note).toMatchObject({ markdown: 'Old.', revision: 3 }),
    bad: [{}, { id: newNoteId(), revision: '1' }],
  },
  'notes.mentions': {
    good: (store) => {
      saveNote(store, 'See [Key message 3](rapporteur:key-message/octopus-2016/km-3).')
      return { conference: octopus }
    },
    answers: (mentions) =>
      expect(mentions).toMatchObject([
        { target: 'key-message', id: 'km-3', at: null, excerpt: 'See Key message 3.' },
      ]),
    bad: badConference,
  },
  'notes.written': {
    good: (store) => {
      saveNote(store, 'Without a time.', { session: 'workshop-9' })
      return { conference: octopus, ...spanOfNote }
    },
    answers: (written) =>
      expect(written).toMatchObject([
        { session: 'workshop-9', at: null, is: 'changed', text: 'Without a time.', isGone: false },
      ]),
    bad: [...badConference, { conference: octopus, ...spanOfNote, to: 'later' }],
  },
  'notes.move': {
    good: (store) => ({
      moves: [{ id: saveNote(store, 'Moves.').id, session: guid('workshop-2'), keyMessage: null }],
    }),
    answers: ([moved], store) => {
      expect(moved?.revision).toBe(2)
      expect(must(store.call('notes.list', { conference: octopus }))).toMatchObject([
        { session: 'workshop-2' },
      ])
    },
    bad: [{}, { moves: [] }, { moves: [{ id: newNoteId() }] }],
  },
  'actions.list': {
    good: (store) => {
      saveNote(store, tasks)
      return ofOctopus()
    },
    answers: ({ lists, unread }) => {
      expect(unread).toBe(0)
      expect(lists).toMatchObject([
        {
          session: null,
          items: [
            { kind: 'task', index: 0, text: 'Send it.', who: ['Anna Ek'], due: '2016-12-01', done: false },
            { kind: 'task', index: 1, text: 'Read it.', who: [], due: null, done: true },
            { kind: 'decision', index: 0, text: 'Two points.', at: '2016-11-17T13:47:31.000Z' },
            { kind: 'question', index: 0, text: 'Who pays?', who: ['UNODC'] },
          ],
        },
      ])
    },
    bad: badConference,
  },
  'actions.open': {
    good: (store) => {
      saveNote(store, tasks)
      return ofOctopus()
    },
    answers: (open) => expect(open).toBe(1),
    bad: badConference,
  },
  'actions.setDone': {
    good: (store) => ({ note: saveNote(store, tasks).id, index: 0, text: 'Send it.', done: true }),
    answers: (saved, store) => {
      expect(saved.revision).toBe(2)
      expect(must(store.call('actions.open', { conference: octopus }))).toBe(0)
    },
    bad: [
      {},
      { note: newNoteId(), index: -1, text: '', done: true },
      { note: 'x', index: 0, text: '', done: true },
    ],
  },
  'pictures.add': {
    good: () => ({ bytes: png }),
    answers: (picture) =>
      expect(picture).toEqual({
        sha256: pngSha256,
        type: 'image/png',
        turned: false,
        width: 1,
        height: 1,
        size: png.length,
      }),
    bad: [{}, { bytes: 'text' }, { bytes: [1, 2] }],
  },
  'pictures.addFile': {
    good: (store) => {
      const path = join(store.folder, 'slide.png')
      writeFileSync(path, png)
      const grant = randomUUID()
      store.grants.add(grant, { path, mode: 'read' })
      return { grant }
    },
    answers: (picture) => expect(picture.sha256).toBe(pngSha256),
    bad: [{}, { grant: 'slide.png' }],
  },
  'pictures.about': {
    good: async (store) => {
      await store.request('pictures.add', { bytes: png })
      return { sha256: pngSha256 }
    },
    answers: (picture) => expect(picture).toMatchObject({ type: 'image/png', size: png.length }),
    bad: [{}, { sha256: 'x' }, { sha256: pngSha256.toUpperCase() }],
  },
  'pictures.read': {
    good: async (store) => {
      await store.request('pictures.add', { bytes: png })
      return { sha256: pngSha256 }
    },
    answers: (picture) => expect(new Uint8Array(picture?.bytes ?? [])).toEqual(png),
    bad: [{}, { sha256: 'x' }],
  },
  'templates.list': {
    good: (store) => {
      must(store.call('templates.save', { ...template, id: randomUUID(), name: 'zeta' }))
      must(store.call('templates.save', template))
      return {}
    },
    answers: (list) => expect(list.map(({ name }) => name)).toEqual(['Our bilateral', 'zeta']),
    bad: [{ extra: 1 }, null],
  },
  'templates.save': {
    good: () => template,
    answers: (_, store) => {
      must(store.call('templates.save', { ...template, name: 'Renamed' }))
      expect(must(store.call('templates.list', {}))).toEqual([{ ...template, name: 'Renamed' }])
    },
    bad: [{}, { ...template, name: '' }, { ...template, id: 'x' }, { ...template, markdown: 1 }],
  },
  'templates.remove': {
    good: (store) => {
      must(store.call('templates.save', template))
      return { id: template.id }
    },
    answers: (_, store) => {
      expect(must(store.call('templates.list', {}))).toEqual([])
      expect(mustFail(store.call('templates.remove', { id: randomUUID() })).code).toBe('not-found')
    },
    bad: [{}, { id: 'x' }],
  },
  'templates.restore': {
    good: (store) => {
      must(store.call('templates.save', template))
      must(store.call('templates.remove', { id: template.id }))
      return { id: template.id }
    },
    answers: (_, store) => expect(must(store.call('templates.list', {}))).toEqual([template]),
    bad: [{}, { id: 'x' }],
  },
  'suggestions.dismissed': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      must(store.call('suggestions.dismiss', { note, hrefs: [link], dismissed: true }))
      return { note }
    },
    answers: (hrefs) => expect(hrefs).toEqual([link]),
    bad: [{}, { note: 'x' }],
  },
  'suggestions.dismiss': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      must(store.call('suggestions.dismiss', { note, hrefs: [link], dismissed: true }))
      return { note, hrefs: [link], dismissed: false }
    },
    answers: (_, store) =>
      expect(store.lifecycle.ready().connection.sql('SELECT * FROM dismissed_link').all()).toEqual([]),
    bad: [
      {},
      { note: newNoteId(), hrefs: [], dismissed: true },
      { note: newNoteId(), hrefs: ['https://example.org'], dismissed: true },
    ],
  },
  'spelling.note': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      must(store.call('spelling.choose', { note, language: 'fr' }))
      must(store.call('spelling.ignore', { note, word: 'Errur', ignored: true }))
      return { note }
    },
    answers: (said) => expect(said).toEqual({ language: 'fr', last: 'fr', ignored: ['Errur'] }),
    bad: [{}, { note: 'x' }],
  },
  'spelling.choose': {
    good: (store) => ({ note: saveNote(store, 'One.').id, language: 'off' }),
    answers: (_, store) =>
      expect(must(store.call('spelling.note', { note: newNoteId() }))).toEqual({
        language: null,
        last: 'off',
        ignored: [],
      }),
    bad: [{}, { note: newNoteId(), language: 'de' }, { note: newNoteId() }],
  },
  'spelling.settle': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      must(store.call('spelling.settle', { note, language: 'es' }))
      return { note, language: 'ru' }
    },
    answers: (_, store) =>
      expect(store.lifecycle.ready().connection.sql('SELECT language FROM note_language').all()).toEqual([
        { language: 'es' },
      ]),
    bad: [{}, { note: newNoteId(), language: '' }],
  },
  'spelling.ignore': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      must(store.call('spelling.ignore', { note, word: 'Errur', ignored: true }))
      return { note, word: 'Errur', ignored: false }
    },
    answers: (_, store) =>
      expect(store.lifecycle.ready().connection.sql('SELECT * FROM ignored_word').all()).toEqual([]),
    bad: [{}, { note: newNoteId(), word: '', ignored: true }, { note: newNoteId(), word: 'x' }],
  },
  'spelling.words': {
    good: (store) => {
      for (const word of ['zebru', 'Errur'])
        must(store.call('spelling.teach', { word, conference: octopus, known: true }))
      return {}
    },
    answers: (words) =>
      expect(words).toEqual([
        { word: 'Errur', conference: octopus },
        { word: 'zebru', conference: octopus },
      ]),
    bad: [{ extra: 1 }, null],
  },
  'spelling.teach': {
    good: (store) => {
      must(store.call('spelling.teach', { word: 'Errur', conference: octopus, known: true }))
      return { word: 'Errur', conference: octopus, known: false }
    },
    answers: (_, store) => expect(must(store.call('spelling.words', {}))).toEqual([]),
    bad: [
      {},
      { word: '', conference: octopus, known: true },
      { word: 'x'.repeat(61), conference: octopus, known: true },
    ],
  },
  'spelling.names': {
    good: ofOctopus,
    answers: (names) => expect(names).toEqual(expect.arrayContaining(['EUROJUST', 'Strasbourg'])),
    bad: badConference,
  },
  'spelling.check': {
    good: () => ({ language: 'en', words: ['evidence', 'evidance'] }),
    answers: (misspelt) => expect(misspelt).toEqual(['evidance']),
    bad: [{}, { language: 'off', words: [] }, { language: 'en', words: ['x'.repeat(61)] }],
  },
  'spelling.suggest': {
    good: () => ({ language: 'fr', word: 'demende' }),
    answers: (suggestions) => expect(suggestions).toContain('demande'),
    bad: [{}, { language: 'en', word: '' }],
  },
  'tags.change': {
    good: (store) => ({ notes: [saveNote(store, 'One.').id], add: ['Evidence'], remove: [] }),
    answers: (_, store) =>
      expect(must(store.call('notes.list', { conference: octopus }))).toMatchObject([{ tags: ['Evidence'] }]),
    bad: [
      {},
      { notes: [], add: ['x'], remove: [] },
      { notes: [newNoteId()], add: [''], remove: [] },
      { notes: [newNoteId()], add: ['two\nlines'], remove: [] },
      { notes: [newNoteId()], add: ['x'.repeat(61)], remove: [] },
    ],
  },
  'pins.set': {
    good: (store) => ({ notes: [saveNote(store, 'One.').id], pinned: true }),
    answers: (_, store) =>
      expect(must(store.call('notes.list', { conference: octopus }))).toMatchObject([{ pinned: true }]),
    bad: [{}, { notes: [newNoteId()] }, { notes: [], pinned: true }],
  },
  'trash.list': {
    good: (store) => {
      deletedNote(store)
      return { conference: octopus }
    },
    answers: (trash) =>
      expect(trash).toMatchObject({
        notes: [{ excerpt: 'Deleted.', deletedAt: '2016-11-17T13:30:00.000Z' }],
        contacts: [],
      }),
    bad: badConference,
  },
  'trash.note': {
    good: (store) => ({ id: deletedNote(store) }),
    answers: (note) => expect(note).toEqual({ markdown: 'Deleted.' }),
    bad: [{}, { id: 'x' }],
  },
  'trash.restore': {
    good: (store) => ({ notes: [deletedNote(store)], contacts: [] }),
    answers: (_, store) => expect(must(store.call('notes.list', { conference: octopus }))).toHaveLength(1),
    bad: [{}, { notes: ['x'], contacts: [] }, { notes: [] }],
  },
  'trash.remove': {
    good: (store) => ({ notes: [deletedNote(store)], contacts: [] }),
    answers: (_, store) =>
      expect(must(store.call('trash.list', { conference: octopus }))).toEqual({ notes: [], contacts: [] }),
    bad: [{}, { notes: ['x'], contacts: [] }, { contacts: [] }],
  },
  'contacts.list': {
    good: (store) => {
      must(store.call('contacts.save', { id: newContactId(), conference: octopus, fields: someone }))
      return { conference: octopus }
    },
    answers: (contacts) => expect(contacts).toMatchObject([someone]),
    bad: badConference,
  },
  'contacts.save': {
    good: () => ({ id: newContactId(), conference: octopus, fields: { ...someone, name: '  Ana  ' } }),
    answers: (contact) => expect(contact.name).toBe('Ana'),
    bad: [
      {},
      { id: newContactId(), conference: octopus, fields: { ...someone, name: ' ' } },
      { id: newContactId(), conference: octopus, fields: { ...someone, fax: '1' } },
    ],
  },
  'contacts.remove': {
    good: (store) => {
      const id = newContactId()
      must(store.call('contacts.save', { id, conference: octopus, fields: someone }))
      return { id }
    },
    answers: (_, store) => expect(must(store.call('contacts.list', { conference: octopus }))).toEqual([]),
    bad: [{}, { id: 'x' }],
  },
  'contacts.restore': {
    good: (store) => {
      const id = newContactId()
      must(store.call('contacts.save', { id, conference: octopus, fields: someone }))
      must(store.call('contacts.remove', { id }))
      return { id }
    },
    answers: (_, store) => expect(must(store.call('contacts.list', { conference: octopus }))).toHaveLength(1),
    bad: [{}, { id: 'x' }],
  },
  'people.me': {
    good: () => ({}),
    answers: (me) => expect(me).toEqual({ id: expect.any(String), name: '', delegation: '' }),
    bad: [{ extra: 1 }],
  },
  'people.saveMe': {
    good: () => ({ name: ' Ana Ferreira ', delegation: 'Portugal' }),
    answers: (_, store) => {
      const me = must(store.call('people.me', {}))
      expect(me).toMatchObject({ name: 'Ana Ferreira', delegation: 'Portugal' })
      expect(must(store.call('people.list', {}))).toEqual([me])
    },
    bad: [{}, { name: 'x' }, { name: 'x'.repeat(201), delegation: '' }],
  },
  'people.list': {
    good: () => ({}),
    answers: (people) => expect(people).toEqual([]),
    bad: [{ extra: 1 }],
  },
  'presets.list': {
    good: () => ({}),
    answers: ({ presets, last }) => {
      expect(presets.map(({ id, name }) => [id, name])).toEqual([
        ['mission-report', null],
        ['only-notes', null],
        ['action-list', null],
      ])
      expect(last).toBeNull()
    },
    bad: [{ extra: 1 }],
  },
  'presets.save': {
    good: () => ({ id: randomUUID(), name: 'For the capital', choice: { include: { cover: true } } }),
    answers: (_, store) =>
      expect(must(store.call('presets.list', {})).presets[3]).toMatchObject({ name: 'For the capital' }),
    bad: [{}, { id: 'x', name: 'x', choice: { include: {} } }, { id: randomUUID(), name: ' ', choice: {} }],
  },
  'presets.remove': {
    good: (store) => {
      const id = randomUUID()
      must(store.call('presets.save', { id, name: 'Short-lived', choice: {} }))
      return { id }
    },
    answers: (_, store) => expect(must(store.call('presets.list', {})).presets).toHaveLength(3),
    bad: [{}, { id: 'mission-report' }],
  },
  'presets.remember': {
    good: () => ({ preset: null, choice: { order: 'keyMessages' as const } }),
    answers: (_, store) =>
      expect(must(store.call('presets.list', {})).last).toMatchObject({ choice: { order: 'keyMessages' } }),
    bad: [{}, { preset: null, choice: { order: 'alphabet' } }],
  },
  'files.list': {
    good: ofOctopus,
    answers: (list) => expect(list).toEqual([]),
    bad: badConference,
  },
  'files.read': {
    good: () => ({ sha256: '0'.repeat(64) }),
    answers: (content) => expect(content).toBeNull(),
    bad: [{}, { sha256: 'x' }],
  },
  'files.save': {
    good: async (store) => {
      must(await importPack(store))
      const conference = ConferenceSlug.parse('testing-days')
      const [plan] = must(store.call('files.list', { conference }))
      const sha256 = plan?.sha256 ?? ''
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'plan.svg'), mode: 'write' })
      return { sha256, grant }
    },
    answers: (saved, store) => {
      expect(saved).toMatchObject({ path: join(store.folder, 'plan.svg') })
      expect(readFileSync(saved.path, 'utf8')).toContain('<svg')
    },
    bad: [{}, { sha256: '0'.repeat(64), grant: 'x' }],
  },
  'search.query': {
    good: () => ({ conference: null, text: 'Budapest', limit: 5 }),
    answers: (hits) => {
      expect(new Set(hits.map(({ kind }) => kind))).toContain('key-message')
      expect(hits.every(({ title }) => title.length > 0)).toBe(true)
    },
    bad: [
      {},
      { conference: null, text: 'x', limit: 0 },
      { conference: null, text: 'x', limit: 201 },
      { conference: null, text: 'x'.repeat(501), limit: 5 },
    ],
  },
  'export.formats': {
    good: () => ({}),
    answers: (formats) => expect(formats.map(({ extension }) => extension)).toContain('md'),
    bad: [{ extra: 1 }],
  },
  'export.preview': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      return reportOptions
    },
    answers: (preview) => {
      expect(preview).toMatchObject({ fileName: 'Back to office.md', counts: { sessions: 1, notes: 1 } })
      expect(JSON.stringify(preview.page)).toContain('Said in the room.')
    },
    bad: [
      {},
      { ...reportOptions, language: 'de' },
      { ...reportOptions, sessions: 'all' },
      { ...reportOptions, include: { everything: true } },
      { ...reportOptions, paper: 'a3' },
    ],
  },
  'export.files': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      return { ...reportOptions, format: 'html' }
    },
    answers: (files) => {
      expect(files.map(({ name }) => name)).toEqual(['report.html'])
      expect(Buffer.from(files[0]?.bytes ?? []).toString()).toMatch(
        /^<!doctype html>[\s\S]*Said in the room\./,
      )
    },
    bad: [{}, { ...reportOptions, title: 7 }],
  },
  'export.save': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'report.md'), mode: 'write' })
      return { options: reportOptions, grant }
    },
    answers: ({ path, bytes }, store) => {
      expect(path).toBe(join(store.folder, 'report.md'))
      expect(readFileSync(path)).toHaveLength(bytes)
      expect(readFileSync(path, 'utf8')).toContain('Said in the room.')
    },
    bad: [{}, { options: reportOptions, grant: '../report.md' }],
  },
  'export.savePrinted': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'report.pdf'), mode: 'write' })
      return { file: new TextEncoder().encode('%PDF-'), options: { ...reportOptions, format: 'pdf' }, grant }
    },
    answers: ({ path }, store) => {
      expect(readFileSync(path, 'utf8')).toBe('%PDF-')
      expect(must(store.call('exportLog.sent', ofOctopus()))).toMatchObject([
        { format: 'pdf', fileName: 'report.pdf' },
      ])
    },
    bad: [{}, { file: '%PDF-', grant: randomUUID() }, { file: new Uint8Array(1), grant: '../report.pdf' }],
  },
  'export.logPrint': {
    good: () => ({ page: [printedFile], options: { ...reportOptions, format: 'pdf' } }),
    answers: (_, store) =>
      expect(must(store.call('exportLog.sent', ofOctopus()))).toMatchObject([
        { format: 'printer', fileName: '', bytes: 15, mode: { confidentiality: 'shareable' } },
      ]),
    bad: [{}, { options: reportOptions }, { page: '<!doctype html>', options: reportOptions }],
  },
  'export.copy': {
    good: (store) => {
      saveNote(store, 'Said in the room.', { session: 'workshop-9' })
      return reportOptions
    },
    answers: ({ html, text }, store) => {
      expect(html).toMatch(/^<!doctype html>[\s\S]*Said in the room\./)
      expect(text).toContain('Said in the room.')
      expect(must(store.call('exportLog.sent', ofOctopus()))).toMatchObject([
        { format: 'clipboard', fileName: '', mode: { sessions: null, confidentiality: 'shareable' } },
      ])
    },
    bad: [{}, { ...reportOptions, grant: randomUUID() }],
  },
  'exchange.contents': {
    good: (store) => {
      saveNote(store, 'For you.')
      return { conference: octopus }
    },
    answers: (contents) =>
      expect(contents).toEqual({
        notes: 1,
        contacts: 0,
        stars: 0,
        withheld: 0,
        withheldPassages: 0,
        fileName: 'Octopus Conference 2016.rapporteur',
      }),
    bad: [...badConference, { conference: octopus, confidentiality: 'secret' }],
  },
  'exchange.save': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'out.rapporteur'), mode: 'write' })
      return { options: { conference: octopus }, passphrase: null, grant }
    },
    answers: ({ path, bytes }, store) => {
      expect(path).toBe(join(store.folder, 'out.rapporteur'))
      expect(readFileSync(path)).toHaveLength(bytes)
    },
    bad: [{}, { options: { conference: octopus }, passphrase: 'short', grant: randomUUID() }],
  },
  'exchange.open': {
    good: async (store) => ({ grant: grantTo(store, await ownBundle(store)) }),
    answers: ({ fileName, preview }) => {
      expect(fileName).toBe('own.rapporteur')
      expect(preview).toMatchObject({ isOwn: true, notes: [], known: 1 })
    },
    bad: [{}, { grant: '/etc/passwd' }],
  },
  'exchange.unlock': {
    good: async (store) => ({ opened: await openedBundle(store), passphrase: 'not needed' }),
    answers: (preview) => expect(preview).toMatchObject({ known: 1 }),
    bad: [{}, { opened: 'x', passphrase: '' }],
  },
  'exchange.close': {
    good: async (store) => ({ opened: await openedBundle(store) }),
    answers: (closed) => expect(closed).toBeNull(),
    bad: [{}, { opened: 'x' }],
  },
  'exchange.merge': {
    good: async (store) => ({ opened: await openedBundle(store), choices: {} }),
    answers: ({ id, summary }) => {
      expect(id).toBeNull()
      expect(summary).toMatchObject({ newNotes: 0 })
    },
    bad: [{}, { opened: 'x', choices: {} }, { opened: randomUUID(), choices: { theirs: ['x'] } }],
  },
  'exchange.undo': {
    good: async (store) => {
      const other = tempStore({ folder: tempFolder() })
      const grant = grantTo(store, await ownBundle(other))
      const { opened } = must(await store.request('exchange.open', { grant }))
      return { id: must(store.call('exchange.merge', { opened, choices: {} })).id ?? 0 }
    },
    answers: (result) => expect(result).toEqual({ undone: 1, kept: 0 }),
    bad: [{}, { id: 'x' }],
  },
  'exportLog.sent': {
    good: async (store) => {
      await ownBundle(store)
      return { conference: octopus }
    },
    answers: (sent) => expect(sent).toMatchObject([{ format: 'rapporteur', fileName: 'own.rapporteur' }]),
    bad: badConference,
  },
  'exportLog.received': {
    good: ofOctopus,
    answers: (received) => expect(received).toEqual([]),
    bad: badConference,
  },
  'export.progress': {
    good: () => ({ job: randomUUID() }),
    answers: (progress) => expect(progress).toBeNull(),
    bad: [{}, { job: 'x' }],
  },
  'export.cancel': {
    good: () => ({ job: randomUUID() }),
    answers: (value) => expect(value).toBeNull(),
    bad: [{}, { job: 'x' }],
  },
  'closing.state': {
    good: (store) => {
      saveNote(store, 'Said in the room.')
      return ofOctopus()
    },
    answers: (state) =>
      expect(state).toEqual({
        sent: [],
        changedSince: null,
        holds: { notes: 1, versions: 0, contacts: 0, stars: 0, backups: 0 },
      }),
    bad: badConference,
  },
  'closing.verify': {
    good: async (store) => {
      saveNote(store, 'Said in the room.')
      const path = join(store.folder, 'report.md')
      const [out, back] = [randomUUID(), randomUUID()]
      store.grants.add(out, { path, mode: 'write' })
      must(await store.request('export.save', { options: reportOptions, grant: out }))
      store.grants.add(back, { path, mode: 'read' })
      return { conference: octopus, grant: back }
    },
    answers: (entry) => expect(entry).toMatchObject({ fileName: 'report.md', format: 'md' }),
    bad: [{}, { conference: octopus, grant: 'report.md' }],
  },
  'closing.backUp': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'copy.db'), mode: 'write' })
      return { conference: octopus, grant }
    },
    answers: ({ path, bytes }) => expect(readFileSync(path)).toHaveLength(bytes),
    bad: [{}, { conference: octopus, grant: '../copy.db' }],
  },
  'closing.wipe': {
    good: (store) => {
      saveNote(store, 'Said in the room.')
      return { conference: octopus, confirmation: 'Octopus Conference 2016', unverified: true, records: true }
    },
    answers: (wiped, store) => {
      expect(wiped).toMatchObject({ notes: 1, verified: [] })
      expect(must(store.call('notes.list', ofOctopus()))).toEqual([])
    },
    bad: [{}, ofOctopus(), { conference: octopus, confirmation: 'x', unverified: 1, records: true }],
  },
  'closing.saveReceipt': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'receipt.txt'), mode: 'write' })
      return { grant, text: 'Deleted: 3 notes\n' }
    },
    answers: ({ path }) => expect(readFileSync(path, 'utf8')).toBe('Deleted: 3 notes\n'),
    bad: [{}, { grant: '../receipt.txt', text: '' }, { grant: randomUUID(), text: 'x'.repeat(100_001) }],
  },
  'import.formats': {
    good: () => ({}),
    answers: (formats) => expect(formats[0]).toMatchObject({ id: 'rapporteur-json', extensions: ['json'] }),
    bad: [{ extra: 1 }],
  },
  'import.preview': {
    good: (store) => ({ grant: grantOfFile(store) }),
    answers: (preview) =>
      expect(preview).toMatchObject({
        fileName: 'testing.json',
        conference: { slug: 'testing-days', timeZone: 'Europe/Paris' },
        zone: 'file',
        counts: { sessions: 2, rooms: 1, speakers: 1, keyMessages: 1, contacts: 1 },
        warnings: [],
        matches: [],
        suggested: { update: null },
      }),
    bad: [{}, { grant: '/etc/passwd' }, { grant: randomUUID(), timeZone: 'Mars/Olympus' }],
  },
  'import.apply': {
    good: async (store) => {
      const grant = grantOfFile(store)
      must(await store.request('import.preview', { grant }))
      return { grant, choice: { update: null } }
    },
    answers: (result) => expect(result).toMatchObject({ sessions: 2, changes: { added: 2 } }),
    bad: [
      {},
      { grant: randomUUID() },
      { grant: randomUUID(), choice: { update: 'testing-days' } },
      { grant: randomUUID(), choice: { update: 'testing-days', missing: 'forget' } },
    ],
  },
  'import.kind': {
    good: (store) => ({ grant: grantOfFile(store) }),
    answers: (kind) => expect(kind).toBe('programme'),
    bad: [{}, { grant: 'x' }],
  },
  'import.progress': {
    good: () => ({ grant: randomUUID() }),
    answers: (progress) => expect(progress).toBeNull(),
    bad: [{}, { grant: 'x' }],
  },
  'import.drop': {
    good: () => ({ grant: randomUUID() }),
    answers: (value) => expect(value).toBeNull(),
    bad: [{}, { grant: 'x' }],
  },
  'updates.list': {
    good: ofOctopus,
    answers: (list) =>
      expect(list).toEqual([
        {
          id: 1,
          appliedAt: '2016-11-17T13:30:00.000Z',
          origin: 'bundled',
          fileName: 'octopus-2016.json',
          isFirst: true,
          counts: { added: 13, changed: 0, cancelled: 0 },
          undoneAt: null,
          canUndo: false,
        },
      ]),
    bad: badConference,
  },
  'updates.get': {
    good: () => ({ conference: octopus, id: 1 }),
    answers: ({ changes }) =>
      expect(changes).toEqual({
        sessions: [],
        facts: [],
        keyMessages: { added: [], changed: [], removed: [] },
        directory: { added: [], changed: [], removed: [] },
        files: { added: [], changed: [], removed: [] },
      }),
    bad: [...badConference, { conference: octopus, id: 0 }],
  },
  'updates.moves': {
    good: ofOctopus,
    answers: (moves) => expect(moves).toEqual([]),
    bad: badConference,
  },
  'updates.undo': {
    good: async (store) => {
      const { conference, update } = must(await store.request('import.file', { grant: grantOfFile(store) }))
      return { conference: conference.slug, id: update ?? 0 }
    },
    answers: (value, store) => {
      expect(value).toBeNull()
      expect(must(store.call('conferences.list', {}))).toHaveLength(1)
    },
    bad: [...badConference, { conference: octopus, id: 'last' }],
  },
  'import.file': {
    good: (store) => ({ grant: grantOfFile(store) }),
    answers: (result) =>
      expect(result).toEqual({
        conference: { slug: 'testing-days', title: 'Testing Days' },
        sessions: 2,
        rooms: 1,
        speakers: 1,
        keyMessages: 1,
        contacts: 1,
        warnings: [],
        changes: { added: 2, changed: 0, cancelled: 0 },
        update: 2,
      }),
    bad: [{}, { grant: '/etc/passwd' }, { grant: randomUUID(), timeZone: 'Mars/Olympus' }],
  },
  'backups.list': {
    good: (store) => {
      must(store.call('backups.create', {}))
      return {}
    },
    answers: (list) =>
      expect(list).toMatchObject([{ reason: 'manual', createdAt: '2016-11-17T13:30:00.000Z' }]),
    bad: [{ extra: 1 }],
  },
  'backups.create': {
    good: () => ({}),
    answers: (backup) => expect(backup.name).toBe('rapporteur-2016-11-17T133000Z-manual.db'),
    bad: [{ reason: 'daily' }],
  },
  'backups.restore': {
    good: (store) => ({ name: must(store.call('backups.create', {})).name }),
    answers: (_, store) =>
      expect(must(store.call('backups.list', {})).map(({ reason }) => reason)).toContain('restore'),
    bad: [{}, { name: '' }, { name: 5 }],
  },
  'status.get': {
    good: () => ({}),
    answers: (status, store) =>
      expect(status).toMatchObject({ state: 'ready', folder: store.folder, readOnly: false, damage: null }),
    bad: [{ extra: 1 }],
  },
  'recovery.salvage': {
    good: (store) => {
      store.close()
      writeFileSync(store.database, 'not a database at all, '.repeat(100))
      const log = vi.spyOn(console, 'error').mockImplementation(() => {})
      Object.assign(store, tempStore({ folder: store.folder }))
      log.mockRestore()
      const grant = crypto.randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'salvaged.zip'), mode: 'write' })
      return { grant }
    },
    answers: (found) => expect(found).toMatchObject({ notes: 0, versions: 0, contacts: 0, cut: 0 }),
    bad: [{}, { grant: 'no token' }],
  },
  'recovery.choose': {
    good: (store) => {
      store.close()
      writeFileSync(store.database, 'not a database at all, '.repeat(100))
      const log = vi.spyOn(console, 'error').mockImplementation(() => {})
      Object.assign(store, tempStore({ folder: store.folder }))
      log.mockRestore()
      return { backup: null }
    },
    answers: (_, store) => expect(must(store.call('status.get', {})).state).toBe('ready'),
    bad: [{}, { backup: '' }, { backup: 5 }],
  },
}

/** A note, and a file that holds it. */
async function ownBundle(store: TestStore): Promise<string> {
  saveNote(store, 'For you.')
  const [path, grant] = [join(store.folder, 'own.rapporteur'), randomUUID()]
  store.grants.add(grant, { path, mode: 'write' })
  must(await store.request('exchange.save', { options: { conference: octopus }, passphrase: null, grant }))
  return path
}

function grantTo(store: TestStore, path: string): string {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}

async function openedBundle(store: TestStore): Promise<string> {
  const grant = grantTo(store, await ownBundle(store))
  return must(await store.request('exchange.open', { grant })).opened
}

function deletedNote(store: TestStore) {
  const { id } = saveNote(store, 'Deleted.')
  must(store.call('notes.remove', { ids: [id] }))
  return id
}

function noteWithVersion(store: TestStore) {
  const { id } = saveNote(store, 'Old.')
  store.clock.pass({ minutes: 6 })
  saveNote(store, 'New.', { id, baseRevision: 1 })
  return id
}

test('the table covers the contract', () => {
  expect(Object.keys(cases).sort()).toEqual(Object.keys(contract).sort())
})

for (const name of Object.keys(cases) as CallName[]) check(name)

function check<N extends CallName>(name: N): void {
  const { good, answers, bad } = cases[name]
  describe(name, () => {
    test('answers', async () => {
      const store = tempStore({ folder: tempFolder() })
      const input = await good(store)
      answers(must(await store.request(name, input)), store)
    })

    test('refuses what is not in its shape', async () => {
      const store = tempStore()
      for (const input of bad) {
        const failure = mustFail(await store.request(name, input as Input<N>))
        expect(failure.code, JSON.stringify(input)).toBe('invalid-input')
        expect(failure.message.startsWith(`${name}: `)).toBe(true)
      }
    })
  })
}
