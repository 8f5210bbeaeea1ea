import { expect, test } from 'vitest'
import type { Guid, Mention, NoteId, NoteSummary } from '../../../db/model.ts'
import { getMarginNotes } from './key-message-notes.ts'

const createId = (n: number) => `00000000-0000-4000-8000-00000000000${n}` as NoteId
const createNote = (n: number, keyMessage: string | null, createdAt: string): NoteSummary => ({
  id: createId(n),
  session: null,
  keyMessage: keyMessage as Guid | null,
  excerpt: `note ${n}`,
  entries: 1,
  createdAt,
  updatedAt: createdAt,
  createdBy: null,
  confidentiality: 'shareable',
  pinned: false,
  tags: [],
})
const createMention = (n: number, target: string, at: string | null, excerpt = `entry of ${n}`): Mention => ({
  note: createId(n),
  session: null,
  target: 'key-message',
  id: target,
  at,
  excerpt,
})
const early = '2016-11-16T09:00:00.000Z'
const late = '2016-11-17T09:00:00.000Z'
const notes = [createNote(1, 'km-3', late), createNote(2, null, early)]
/** Replaces the conversion to the conference clock. Here both clocks show the same time. */
const keepTime = (instant: string) => instant

test('a message has its own notes and the entries that mention it, in order of time', () => {
  const found = getMarginNotes(
    [createMention(2, 'km-3', early), createMention(2, 'km-5a', null)],
    notes,
    keepTime,
  )
  expect(found.get('km-3')?.map(({ excerpt }) => excerpt)).toEqual(['entry of 2', 'note 1'])
  // An entry without a time gets the time of its note.
  expect(found.get('km-5a')?.map(({ at }) => at)).toEqual([early])
})

test('a note that mentions its own message counts once, as does an entry that mentions it twice', () => {
  const twice = [
    createMention(2, 'km-3', early),
    createMention(2, 'km-3', early),
    createMention(1, 'km-3', late),
  ]
  expect(getMarginNotes(twice, notes, keepTime).get('km-3')).toHaveLength(2)
})

test('mentions of contacts are not notes on a message', () => {
  expect(getMarginNotes([{ ...createMention(2, 'km-3', early), target: 'contact' }], [], keepTime)).toEqual(
    new Map(),
  )
})
