import { expect, test } from 'vitest'
import { createNoteId, createTempStore, octopus, saveNote, unwrap } from '../testing/temp-store.ts'

type Store = ReturnType<typeof createTempStore>

const at = (time: string) => `[${time}](rapporteur:at/2016-11-17T${toUtc(time)}:07Z)`
/** The same time in UTC, one hour earlier. */
const toUtc = (time: string) => `${Number(time.slice(0, 2)) - 1}:${time.slice(3)}`

/** Lists the texts between two times in Strasbourg. The computer's clock shows the same time. */
function listTexts(store: Store, from: string, to: string) {
  const instant = (time: string) => `2016-11-17T${toUtc(time)}:00.000Z`
  const span = { from: instant(from), to: instant(to) }
  return unwrap(
    store.call('notes.listByTime', {
      conference: octopus,
      ...span,
      savedFrom: span.from,
      savedTo: span.to,
    }),
  ).map(({ text, isChanged, isGone }) => `${text}${isChanged ? ' (changed)' : ''}${isGone ? ' (gone)' : ''}`)
}

test('lists entries started within the span, in all notes of the conference; the end is excluded', () => {
  const store = createTempStore()
  saveNote(
    store,
    `${at('14:29')} Before.\n\n${at('14:30')} First.\n\n${at('15:59')} Last.\n\n${at('16:00')} After.\n`,
  )
  saveNote(store, `${at('15:10')} In another note.\n`, { session: 'workshop-9' })
  saveNote(store, `${at('11:00')} Long before.\n`)
  expect(listTexts(store, '14:35', '16:00')).toEqual(['Last.', 'In another note.'])
  const all = unwrap(
    store.call('notes.listByTime', {
      conference: octopus,
      from: '2016-11-17T13:35:00.000Z',
      to: '2016-11-17T15:00:00.000Z',
      savedFrom: '2016-11-17T13:35:00.000Z',
      savedTo: '2016-11-17T15:00:00.000Z',
    }),
  )
  expect(all[1]).toEqual({
    note: expect.any(String),
    session: 'workshop-9',
    keyMessage: null,
    at: '2016-11-17T14:10:07.000Z',
    isChanged: false,
    kind: 'text',
    text: 'In another note.',
    isGone: false,
  })
})

test('lists entries without a time, or with an earlier one, if their text was added or changed in the span', () => {
  const store = createTempStore()
  const id = createNoteId()
  saveNote(store, `${at('14:30')} Opening.\n\n- quoted words\n`, { id })
  store.clock.pass({ minutes: 60 })
  // A version is kept before replacing the text, since there was a pause.
  saveNote(store, `${at('14:30')} Opening, with more said.\n\n> a quotation\n`, { id, baseRevision: 1 })
  store.clock.pass({ minutes: 60 })
  saveNote(store, `${at('14:30')} Opening, with more said.\n\n> a quotation\n\n${at('16:30')} Late.\n`, {
    id,
    baseRevision: 2,
  })
  expect(listTexts(store, '15:00', '16:00')).toEqual(['Opening, with more said.\na quotation (changed)'])
  expect(listTexts(store, '14:50', '15:20')).toEqual([])
  expect(listTexts(store, '16:10', '17:00')).toEqual(['Late.'])
})

test('lists a note without any times', () => {
  const store = createTempStore()
  saveNote(store, '> Only a quotation.\n')
  expect(listTexts(store, '14:00', '15:00')).toEqual(['Only a quotation. (changed)'])
  expect(listTexts(store, '15:00', '16:00')).toEqual([])
})

test('still lists text that was deleted from the note since', () => {
  const store = createTempStore()
  const id = createNoteId()
  saveNote(store, `${at('14:30')} Stays.\n\n${at('14:31')} Regretted.\n`, { id })
  store.clock.pass({ hours: 3 })
  saveNote(store, `${at('14:30')} Stays.\n`, { id, baseRevision: 1 })
  expect(listTexts(store, '14:00', '15:00')).toEqual(['Stays.', 'Regretted. (gone)'])
})

test('leaves out notes that were only moved, and deleted notes', () => {
  const store = createTempStore()
  const id = createNoteId()
  saveNote(store, `${at('14:30')} Of the morning.\n\n- and a list\n`, { id })
  store.clock.pass({ hours: 2 })
  unwrap(store.call('notes.move', { moves: [{ id, session: null, keyMessage: null }] }))
  expect(listTexts(store, '16:00', '17:00')).toEqual([])
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(listTexts(store, '14:00', '15:00')).toEqual([])
})
