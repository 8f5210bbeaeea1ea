import { expect, test } from 'vitest'
import type { SearchHit } from '../../contract/index.ts'
import {
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
} from '../../testing/temp-store.ts'

function search(store: TestStore, text: string, limit = 20): SearchHit[] {
  return unwrap(store.call('search.query', { conference: octopus, text, limit }))
}
const getText = (runs: SearchHit['title']) => runs.map(({ text }) => text).join('')
const notesFound = (store: TestStore, text: string) =>
  search(store, text)
    .filter(({ kind }) => kind === 'note')
    .map(({ snippet }) => getText(snippet))

test.each([
  ['an English inflection', 'Freezing of assets', 'freeze'],
  ['another English inflection', 'The investigations go on', 'investigating'],
  ['a French plural', 'Les preuves sont là', 'preuve'],
  ['a Spanish plural', 'Las investigaciones siguen', 'investigación'],
  ['a Russian case', 'Заморозка счетов', 'заморозки'],
  ['a Russian case with ё', 'Надёжные счёта', 'надежный'],
  ['a compound written as two words', 'A multi-stakeholder approach', 'multistakeholder'],
  ['a compound written as one word', 'A multistakeholder approach', 'multi-stakeholder'],
  ['a word between others that have no meaning', 'Freezing orders', 'the freezing of orders'],
])('finds %s', (_, text, query) => {
  const store = createTempStore()
  saveNote(store, text)
  expect(notesFound(store, query)).toEqual([text])
})

test('exact words come before inflected ones, and those before synonyms and translations', () => {
  const store = createTempStore()
  const texts = ['Une preuve.', 'Proof was given.', 'Several evidences.', 'The evidence.']
  for (const text of texts) saveNote(store, text)
  const notes = search(store, 'evidences').filter(({ kind }) => kind === 'note')
  expect(notes.map(({ snippet, tier }) => [getText(snippet), tier]).slice(0, 2)).toEqual([
    ['Several evidences.', 'exact'],
    ['The evidence.', 'inflected'],
  ])
  expect(
    notes
      .slice(2)
      .map(({ snippet, tier, through }) => [getText(snippet), tier, through])
      .sort(),
  ).toEqual([
    ['Proof was given.', 'related', ['Proof']],
    ['Une preuve.', 'related', ['preuve']],
  ])
})

test('no hit through a synonym or translation is above one with the words as typed', () => {
  const store = createTempStore()
  for (const text of ['evidence', 'terrorism', 'encryption', 'human rights', 'cooperation']) {
    const tiers = search(store, text).map(({ tier }) => tier)
    expect(tiers).toEqual([...tiers].sort((a, b) => order.indexOf(a) - order.indexOf(b)))
  }
})
const order: SearchHit['tier'][] = ['exact', 'inflected', 'related']

test('translates phrases, and understands abbreviations', () => {
  const store = createTempStore()
  saveNote(store, 'L’entraide judiciaire prend dix mois.')
  for (const query of [
    'mutual legal assistance',
    'MLA',
    'asistencia judicial recíproca',
    'взаимной правовой помощи',
  ]) {
    expect(notesFound(store, query)).toEqual(['L’entraide judiciaire prend dix mois.'])
  }
})

test('finds only exact words if asked to', () => {
  const store = createTempStore()
  saveNote(store, 'Freezing of assets')
  const find = (text: string) =>
    unwrap(store.call('search.query', { conference: octopus, text, limit: 20, exactOnly: true }))
  expect(find('freeze')).toEqual([])
  expect(find('crimnal')).toEqual([])
  expect(find('freez').map(({ kind }) => kind)).toEqual(['note'])
})

test('corrects typing errors if nothing else is found', () => {
  const store = createTempStore()
  const hits = search(store, 'crimnal justice')
  expect(hits[0]).toMatchObject({ guid: 'workshop-4', tier: 'corrected', through: ['criminal justice'] })
  expect(findCorrection(store, 'crimnal justice')).toBe('criminal justice')
  expect(findCorrection(store, 'criminal justice')).toBeNull()
  expect(findCorrection(store, 'qqqqqq')).toBeNull()
})

test('finds what has most of three words or more, if nothing has all', () => {
  const store = createTempStore()
  expect(search(store, 'service provider zanzibar')[0]).toMatchObject({ guid: 'workshop-3', tier: 'partial' })
})

test('a result with only most of the words has no excluded word either', () => {
  const store = createTempStore()
  saveNote(store, 'Quokka wombat numbat, secret.')
  expect(notesFound(store, 'quokka wombat zanzibar')).toHaveLength(1)
  expect(notesFound(store, 'quokka wombat zanzibar -secret')).toEqual([])
})

const findCorrection = (store: TestStore, text: string) => unwrap(store.call('search.correct', { text }))

test('a correction leaves the same word in a filter, and an excluded one, as it is', () => {
  const store = createTempStore()
  saveNote(store, 'The quokka.')
  expect(findCorrection(store, 'room:quoka -quoka quoka')).toBe('room:quoka -quoka quokka')
})

test('no correction is a word that only deleted texts have', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Zanzibar.')
  expect(findCorrection(store, 'zanzubar')).toBe('zanzibar')
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(findCorrection(store, 'zanzubar')).toBeNull()
  saveNote(store, 'Zenzubor.')
  expect(findCorrection(store, 'zanzubar')).toBe('zenzubor')
})

test('finds text of a script without spaces by any part of it', () => {
  const store = createTempStore()
  saveNote(store, '港の会議は三時に始まる')
  expect(notesFound(store, '会議')).toEqual(['港の会議は三時に始まる'])
})

test('the delegate’s own list is understood too', () => {
  const store = createTempStore()
  saveNote(store, 'Le quai est long.')
  expect(notesFound(store, 'wharf')).toEqual([])
  unwrap(store.call('search.setGlossary', { text: 'wharf; pier | quai' }))
  expect(notesFound(store, 'wharf')).toEqual(['Le quai est long.'])
})

test('a note has a result for each place with all the words, with its time', () => {
  const store = createTempStore()
  saveNote(
    store,
    `Zanzibar before any time.

[14:33](rapporteur:at/2016-11-17T13:33:07Z) **Zanzibar** first, see [the page](https://x.example).

- on zanzibar, within the entry

[14:41](rapporteur:at/2016-11-17T13:41:52Z) Nothing.
`,
  )
  const hits = search(store, 'zanzibar')
  const words = ['zanzibar']
  expect(hits.map(({ place }) => place)).toEqual([
    { text: 'Zanzibar before any time.', words, at: null },
    { text: 'Zanzibar first, see the page.', words, at: '2016-11-17T13:33:07.000Z' },
    { text: 'on zanzibar, within the entry', words, at: '2016-11-17T13:33:07.000Z' },
  ])
})

test('pictures and short lines between entries do not shift the times of results', () => {
  const store = createTempStore()
  const stamp = (minute: number) => `[14:0${minute}](rapporteur:at/2016-11-17T13:0${minute}:00Z)`
  const picture = `![](rapporteur:picture/${'a'.repeat(64)})`
  saveNote(
    store,
    [
      `${stamp(1)} Zanzibar begins.`,
      ...[2, 3, 4, 5].map((minute) => `${stamp(minute)} ${picture}`),
      `${stamp(6)} Zanzibar\\\nreplies.`,
      'O.',
      `${stamp(7)} Berlin disagrees.\n\n- ${stamp(8)} Oslo and Zanzibar agree.`,
    ].join('\n\n'),
  )
  const times = search(store, 'zanzibar').map(({ place }) => [place?.text, place?.at?.slice(14, 16)])
  expect(times).toEqual([
    ['Zanzibar begins.', '01'],
    ['Zanzibar replies.', '06'],
    ['Oslo and Zanzibar agree.', '08'],
  ])
  expect(search(store, 'berlin').map(({ place }) => place?.at?.slice(14, 16))).toEqual(['07'])
})

test('a phrase across two lines is highlighted without the text before the next match', () => {
  const store = createTempStore()
  saveNote(store, 'Mutual\n\nlegal.\n\nThe mutual legal way.')
  expect(search(store, '"mutual legal"')[0]?.place?.words).toEqual(['Mutual', 'mutual legal'])
})

test('words in different places of a note are one result', () => {
  const store = createTempStore()
  saveNote(store, 'Zanzibar here.\n\nZanzibar again.\n\nMadagascar there.')
  expect(search(store, 'zanzibar madagascar')).toHaveLength(1)
})

test('filters find sessions with a note or a star, and notes with a picture', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Evidence of it.', { session: 'workshop-9' })
  const picture = saveNote(store, `Evidence ![](rapporteur:picture/${'a'.repeat(64)})`).id
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-8'), starred: true }))
  const guids = (text: string) => search(store, text).map((hit) => hit.guid)
  expect(guids('type:session has:note workshop')).toEqual(['workshop-9'])
  expect(guids('type:session has:star workshop')).toEqual(['workshop-8'])
  expect(guids('type:note has:picture evidence')).toEqual([picture])
  expect(guids('type:note has:note evidence').sort()).toEqual([id, picture].sort())
})

test('filters by type, content, tag, room, day, time and language, and by excluded, alternative and quoted words', () => {
  const store = createTempStore()
  const { id } = saveNote(store, '* [ ] Ask about evidence.', { session: 'workshop-9' })
  unwrap(store.call('tags.change', { notes: [id], add: ['MLA'], remove: [] }))
  saveNote(store, 'Other evidence.')
  const kinds = (text: string) => [...new Set(search(store, text).map(({ kind }) => kind))]
  const guids = (text: string) => search(store, text).map(({ guid }) => guid)
  expect(kinds('evidence type:note')).toEqual(['note'])
  expect(guids('evidence type:note has:action')).toEqual([id])
  expect(guids('evidence type:note tag:mla')).toEqual([id])
  expect(guids('evidence type:note room:3')).toEqual([id])
  expect(guids('type:session day:wed workshop').sort()).toEqual(['workshop-1', 'workshop-2', 'workshop-3'])
  expect(guids('type:session jour:mer salle:2')).toEqual(['workshop-2'])
  expect(guids('type:session day:17 room:1 from:14:00')).toEqual(['workshop-7'])
  expect(guids('type:session lang:es africa')).toEqual(['workshop-5'])
  expect(guids('type:session crime -jurisdiction')).not.toContain('workshop-9')
  expect(guids('type:session terrorism OR dinner').sort()).toEqual(['social-dinner', 'workshop-4'])
  expect(guids('type:session "criminal justice"')).toEqual(['workshop-4'])
  expect(guids('type:session "justice criminal"')).toEqual([])
})
