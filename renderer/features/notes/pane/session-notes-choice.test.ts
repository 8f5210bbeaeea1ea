import { expect, test } from 'vitest'
import type { Guid, NoteId, NoteSummary } from '../../../../db/model.ts'
import { chooseSessionNotes } from './session-notes-choice.ts'

const session = 'workshop-9' as Guid
const newNote = 'new' as NoteId

function note(id: string, hour: number, createdBy: string | null): NoteSummary {
  const at = `2016-11-17T${String(hour).padStart(2, '0')}:00:00.000Z`
  return {
    id: id as NoteId,
    session,
    keyMessage: null,
    excerpt: id,
    entries: 1,
    createdAt: at,
    updatedAt: at,
    createdBy,
    confidentiality: 'shareable',
    pinned: false,
    tags: [],
  }
}

const hers = note('hers', 8, 'anna')
const mine = note('mine', 9, null)

test('a session opens with my note, even if a colleague’s is older', () => {
  const chosen = chooseSessionNotes([hers, mine], session, newNote, null)
  expect(chosen).toEqual({ mine: ['mine'], theirs: [{ id: 'hers', createdBy: 'anna' }], current: 'mine' })
})

test('if only a colleague has a note, a new one of mine is open', () => {
  expect(chooseSessionNotes([hers], session, newNote, null)).toMatchObject({
    mine: ['new'],
    current: 'new',
  })
  expect(chooseSessionNotes([hers], session, newNote, hers.id)).toMatchObject({
    mine: ['new'],
    current: 'hers',
  })
})

test('a chosen note stays open until it no longer exists', () => {
  const second = note('second', 10, null)
  expect(chooseSessionNotes([second, mine], session, newNote, second.id)).toMatchObject({
    mine: ['mine', 'second'],
    current: 'second',
  })
  expect(chooseSessionNotes([mine], session, newNote, second.id).current).toBe('mine')
  expect(chooseSessionNotes([mine], session, newNote, newNote)).toMatchObject({
    mine: ['mine', 'new'],
    current: 'new',
  })
})
