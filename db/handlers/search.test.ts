import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SearchHit } from '../contract/index.ts'
import { ConferenceSlug } from '../model.ts'
import type { PackSource } from '../packs/write-pack.ts'
import { bundle, getBytes, importFile, session } from '../testing/bundles.ts'
import { grantRead, grantWrite } from '../testing/encrypted.ts'
import { createSources, importPack, pack } from '../testing/packs.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'

function search(store: TestStore, text: string, limit = 20): SearchHit[] {
  return unwrap(store.call('search.query', { conference: octopus, text, limit }))
}
const getText = (runs: SearchHit['title']) => runs.map(({ text }) => text).join('')
const matches = (runs: SearchHit['title']) => runs.filter(({ match }) => match).map(({ text }) => text)
const notesFound = (store: TestStore, text: string) =>
  search(store, text)
    .filter(({ kind }) => kind === 'note')
    .map(({ snippet }) => getText(snippet))

test('finds every kind of result, with its title and marked matches', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'EUROJUST spoke about **evidence**.', { session: 'workshop-9' })
  const contact = createContactId()
  unwrap(
    store.call('contacts.save', {
      id: contact,
      conference: octopus,
      fields: { ...someone, note: 'Ask about evidence.' },
    }),
  )
  const hits = search(store, 'evid')
  const byKind = Object.groupBy(hits, ({ kind }) => kind)
  expect(byKind.session?.map(({ guid }) => guid)).toContain('workshop-9')
  expect(byKind.session?.[0]?.title.some(({ match }) => match)).toBe(true)
  expect(byKind['key-message']?.length).toBeGreaterThan(0)
  expect(byKind.note).toMatchObject([{ guid: id, conference: octopus }])
  expect(getText(byKind.note?.[0]?.title ?? [])).toBe('Workshop 9')
  expect(matches(byKind.note?.[0]?.snippet ?? [])).toEqual(['evidence'])
  expect(byKind.contact).toMatchObject([{ guid: contact, title: [{ text: 'Ana Ferreira', match: false }] }])
  expect(matches(byKind.contact?.[0]?.snippet ?? [])).toEqual(['evidence'])
  expect(search(store, 'eurojust').map(({ kind }) => kind)).toContain('directory')
})

test('a session has a result for each paragraph that contains all words, but only one if its title matches', async () => {
  const store = createTempStore()
  const made = bundle((made) => {
    made.sessions[0] = session('opening', {
      title: 'Opening',
      description: 'Zanzibar hosts the court.\nNothing here.\nThe court of Zanzibar moves.',
    })
    made.sessions[1] = session('closing', { title: 'Court of Zanzibar', description: 'Zanzibar: a court.' })
  })
  unwrap(await importFile(store, getBytes(made), 'testing.json'))
  const places = unwrap(
    store.call('search.query', { conference: null, text: 'zanzibar court', limit: 20 }),
  ).map(({ kind, guid, place, snippet }) => [kind, guid, place?.text, getText(snippet)])
  expect(places).toEqual([
    ['session', 'closing', 'Zanzibar: a court.', 'Zanzibar: a court.'],
    ...['Zanzibar hosts the court.', 'The court of Zanzibar moves.'].map((line) => [
      'session',
      'opening',
      line,
      line,
    ]),
  ])
})

test('among equal results, a session that is on now or starred comes first', async () => {
  const store = createTempStore()
  const made = bundle((made) => {
    const at = (hour: number) => ({ start: `2016-11-17T${hour}:00:00+01:00`, end: null, day: '2016-11-17' })
    Object.assign(made.conference, { startDate: '2016-11-17', endDate: '2016-11-17' })
    made.sessions = ['early', 'present', 'late', 'later'].map((guid, index) =>
      session(guid, { title: 'Zanzibar', ...at([10, 14, 17, 19][index] ?? 0) }),
    )
  })
  const { conference } = unwrap(await importFile(store, getBytes(made), 'testing.json'))
  const find = () =>
    unwrap(store.call('search.query', { conference: conference.slug, text: 'zanzibar', limit: 20 })).map(
      ({ guid }) => guid,
    )
  // The clock is at 14:30.
  expect(find()[0]).toBe('present')
  store.clock.pass({ hours: 8 })
  const starred = { conference: conference.slug, session: toGuid('late'), starred: true }
  unwrap(store.call('stars.set', starred))
  expect(find()[0]).toBe('late')
})

test('a key message has a result for each paragraph', () => {
  const [hit] = search(createTempStore(), 'hate speech').filter(({ kind }) => kind === 'key-message')
  expect(hit).toMatchObject({ guid: 'km-1', place: { words: ['hate', 'speech'], at: null } })
  expect(hit?.place?.text).toMatch(/^Increasing cybercrime, attacks/)
})

test('a comment on a key message has a result for each of its lines', () => {
  const store = createTempStore()
  unwrap(
    store.call('keyMessages.saveRemark', {
      conference: octopus,
      keyMessage: toGuid('km-1'),
      comment: 'Ask Zanzibar first.\nNothing here.\nZanzibar agrees.',
    }),
  )
  const places = search(store, 'zanzibar').map(({ kind, guid, place }) => ({ kind, guid, ...place }))
  const found = { kind: 'key-message', guid: 'km-1', words: ['Zanzibar'], at: null, isComment: true }
  expect(places).toEqual([
    { ...found, text: 'Ask Zanzibar first.' },
    { ...found, text: 'Zanzibar agrees.' },
  ])
})

test('a note without a session is titled by its key message or its first words', () => {
  const store = createTempStore()
  saveNote(store, 'Zanzibar on its own.')
  saveNote(store, 'Zanzibar again.', { keyMessage: 'km-2' })
  const titles = search(store, 'zanzibar').map(({ title }) => getText(title))
  expect(titles).toContain('Zanzibar on its own.')
  expect(titles.some((title) => title.startsWith('2 · The Budapest Convention'))).toBe(true)
})

test('all words must match; the last word matches by its beginning', () => {
  const store = createTempStore()
  saveNote(store, 'Mutual legal assistance takes months.')
  expect(notesFound(store, 'legal assist')).toHaveLength(1)
  expect(notesFound(store, 'mutu legal')).toHaveLength(0)
  expect(notesFound(store, 'legal nonsense')).toHaveLength(0)
})

test.each([
  ['accents in the text', 'The café in Besançon', 'cafe besancon'],
  ['accents in the query', 'Jorgensen spoke', 'Jørgensen'.replace('ø', 'ö')],
  ['case', 'INTERPOL', 'interpol'],
  ['Cyrillic', 'Будапештская конвенция о киберпреступности', 'конвенц'],
  ['Cyrillic case', 'КИБЕРПРЕСТУПНОСТЬ', 'киберпреступность'],
  ['е for ё', 'Подсчёт голосов', 'подсчет'],
  ['ё for е', 'Подсчет голосов', 'подсчёт'],
  ['ё in the last word, by its beginning', 'Отчётность', 'отчет'],
  ['Greek', 'Ψηφιακά αποδεικτικά στοιχεία', 'ψηφιακά'],
  ['a word with a slash', 'The 24/7 network', '24/7'],
  ['a decomposed query', 'Café', 'Cafe\u0301'],
])('%s', (_, text, query) => {
  const store = createTempStore()
  saveNote(store, text)
  expect(notesFound(store, query)).toEqual([text])
})

test.each([
  '"',
  '""',
  '"unbalanced',
  "it's",
  'AND',
  'OR',
  'NOT',
  'NEAR(a b)',
  'a AND',
  '(',
  ')',
  'a*b',
  '^start',
  'title:x',
  '{a b}:c',
  '-minus',
  '+',
  'a + b',
  '*',
  '\\',
  ';',
  "'; DROP TABLE note; --",
  '%',
  '_',
  '\0',
  'a\0b',
  '\uFDD0',
  '\uD800',
  '🦑',
])('characters of the query syntax are plain text: %j', (text) => {
  const store = createTempStore()
  saveNote(store, 'AND OR NOT near title minus start')
  expect(Array.isArray(search(store, text))).toBe(true)
})

test('no input makes a search fail, and no result contains empty parts or marker characters', () => {
  const store = createTempStore()
  saveNote(store, 'Some text with "quotes", (brackets) and * stars: evidence.')
  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      '*',
      '(',
      ')',
      'AND',
      'NEAR',
      ':',
      '^',
      '-',
      'evidence',
      'e',
      'ё',
      ' ',
      '\0',
      '\uFDD1',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const hits = search(store, pieces.join('').slice(0, 500), 3)
      for (const { title, snippet } of hits) {
        expect(title.length).toBeGreaterThan(0)
        expect([...title, ...snippet].every(({ text }) => text !== '' && !/[\uFDD0\uFDD1]/.test(text))).toBe(
          true,
        )
      }
    }),
    { numRuns: 500 },
  )
})

test('finds nothing for an empty query', () => {
  const store = createTempStore()
  for (const text of ['', '   ', '…', '!?']) expect(search(store, text)).toEqual([])
})

test('a note may contain the characters that mark matches', () => {
  const store = createTempStore()
  saveNote(store, 'before \uFDD0evil\uFDD1 evidence')
  const [hit] = search(store, 'evidence').filter(({ kind }) => kind === 'note')
  expect(hit?.snippet).toEqual([
    { text: 'before evil ', match: false },
    { text: 'evidence', match: true },
  ])
})

test('the limit applies to each kind of result', () => {
  const store = createTempStore()
  for (let count = 0; count < 10; count += 1) saveNote(store, `Note ${count} about cybercrime.`)
  const counts = Object.groupBy(search(store, 'cybercrime', 3), ({ kind }) => kind)
  expect(counts.note).toHaveLength(3)
  expect(counts['key-message']).toHaveLength(3)
})

test('ranks matches in names above any number of matches in text', () => {
  const store = createTempStore()
  const save = (name: string, note: string) => {
    const id = createContactId()
    unwrap(store.call('contacts.save', { id, conference: octopus, fields: { ...someone, name, note } }))
    return id
  }
  const matchInNote = save('Ana', 'zanzibar '.repeat(40))
  const matchInName = save(
    'Zanzibar Office',
    'Met in the corridor, where we spoke of other things for long. '.repeat(40),
  )
  expect(search(store, 'zanzibar').map(({ guid }) => guid)).toEqual([matchInName, matchInNote])
  expect(search(store, 'zanz').map(({ guid }) => guid)).toEqual([matchInName, matchInNote])
})

test('the index follows edits, deletion and restoring', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'First alphaword.')
  saveNote(store, 'Then betaword.', { id, baseRevision: 1 })
  expect(notesFound(store, 'alphaword')).toEqual([])
  expect(notesFound(store, 'betaword')).toHaveLength(1)
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(notesFound(store, 'betaword')).toEqual([])
  unwrap(store.call('notes.restore', { ids: [id] }))
  expect(notesFound(store, 'betaword')).toHaveLength(1)
})

test('finds other forms of a word in the notebook that was restored last', () => {
  const store = createTempStore()
  const copy = (name: string) => {
    const path = join(store.folder, name)
    unwrap(store.call('backups.copy', { grant: grantWrite(store, path) }))
    return path
  }
  const open = (path: string) => unwrap(store.call('backups.restoreFile', { grant: grantRead(store, path) }))
  const empty = copy('empty.db')
  saveNote(store, 'The freezing of wallets')
  const written = copy('written.db')
  open(empty)
  expect(notesFound(store, 'freezes')).toEqual([])
  open(written)
  expect(notesFound(store, 'freezes')).toEqual(['The freezing of wallets'])
})

test('searches the words of a note, not the addresses in it', () => {
  const store = createTempStore()
  saveNote(store, 'See [the page](https://zanzibar.example).')
  expect(notesFound(store, 'zanzibar')).toEqual([])
})

test('searches all conferences if none is named', () => {
  const store = createTempStore()
  expect(
    unwrap(store.call('search.query', { conference: null, text: 'budapest', limit: 5 })).length,
  ).toBeGreaterThan(0)
})

test('keeps the latest six searches, and those that were saved', () => {
  const store = createTempStore()
  const kept = () => unwrap(store.call('search.kept', {}))
  for (let count = 1; count <= 8; count += 1) {
    unwrap(store.call('search.keep', { list: 'recent', text: `word ${count}` }))
  }
  unwrap(store.call('search.keep', { list: 'recent', text: 'word 5' }))
  unwrap(store.call('search.keep', { list: 'saved', text: 'tag:mla' }))
  expect(kept()).toEqual({
    recent: ['word 5', 'word 8', 'word 7', 'word 6', 'word 4', 'word 3'],
    saved: ['tag:mla'],
  })
  unwrap(store.call('search.forget', { list: 'saved', text: 'tag:mla' }))
  expect(kept().saved).toEqual([])
})

test('the glossary of a pack is used for its conference and for all, and explained in the result', async () => {
  const store = createTempStore()
  const glossary: PackSource = {
    ...{ role: 'document', title: 'Glossary', fileName: 'glossary.txt', rooms: [], sessions: [] },
    bytes: new TextEncoder().encode('# Names\nQuokka | orientation\n'),
  }
  unwrap(
    await importPack(
      store,
      pack(() => {}, { files: [...createSources(), glossary] }),
    ),
  )
  const find = (conference: ConferenceSlug | null) =>
    unwrap(store.call('search.query', { conference, text: 'quokka', limit: 5 }))
  for (const conference of [ConferenceSlug.parse('testing-days'), null]) {
    expect(find(conference)).toMatchObject([
      { kind: 'session', guid: 'opening', tier: 'related', through: ['orientation'] },
    ])
  }
  expect(find(octopus)).toEqual([])
})
