import { expect, test } from 'vitest'
import type { NoteId } from '../../../../db/model.ts'
import {
  type Choice,
  chooseAll,
  extendChoice,
  findNeighbour,
  getListedChoice,
  noChoice,
  toggleChoice,
} from './notes-choice.ts'

const toId = (name: string) => name as NoteId
const listed = ['a', 'b', 'c', 'd', 'e'].map(toId)
const joinChosen = (choice: Choice) => getListedChoice(choice, listed).join('')

test('a check mark selects a note, and a second press deselects it', () => {
  const oneChosen = toggleChoice(noChoice, toId('c'))
  expect(joinChosen(oneChosen)).toBe('c')
  expect(joinChosen(toggleChoice(oneChosen, toId('c')))).toBe('')
})

test('Ctrl adds a note to the open one', () => {
  const twoChosen = toggleChoice(noChoice, toId('c'), toId('a'))
  expect(joinChosen(twoChosen)).toBe('ac')
  expect(joinChosen(toggleChoice(twoChosen, toId('e'), toId('a')))).toBe('ace')
  expect(joinChosen(toggleChoice(noChoice, toId('a'), toId('a')))).toBe('a')
})

test('Shift selects everything between the anchor and the note, in both directions', () => {
  const downwards = extendChoice(noChoice, listed, toId('d'), toId('b'))
  expect(joinChosen(downwards)).toBe('bcd')
  const upwards = extendChoice(downwards, listed, toId('a'), toId('d'))
  expect(joinChosen(upwards)).toBe('ab')
  expect(joinChosen(extendChoice(toggleChoice(noChoice, toId('e')), listed, toId('c'), toId('a')))).toBe(
    'cde',
  )
  expect(joinChosen(extendChoice(noChoice, listed, toId('c'), undefined))).toBe('c')
  expect(
    joinChosen(extendChoice({ ids: new Set(), anchor: toId('gone') }, listed, toId('b'), toId('a'))),
  ).toBe('ab')
})

test('notes that are not listed are not acted on', () => {
  expect(getListedChoice(chooseAll(listed), [toId('b')])).toEqual(['b'])
})

test('after a deletion the next note is shown, or the one before if there is no next one', () => {
  expect(findNeighbour(listed, ['b', 'c'].map(toId))).toBe('d')
  expect(findNeighbour(listed, ['d', 'e'].map(toId))).toBe('c')
  expect(findNeighbour(listed, listed)).toBeUndefined()
})
