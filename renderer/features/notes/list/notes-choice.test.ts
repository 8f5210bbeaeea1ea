import { expect, test } from 'vitest'
import type { NoteId } from '../../../../db/model.ts'
import {
  type Choice,
  chooseAll,
  extendChoice,
  getListedChoice,
  noChoice,
  toggleChoice,
} from './notes-choice.ts'

const id = (name: string) => name as NoteId
const listed = ['a', 'b', 'c', 'd', 'e'].map(id)
const names = (choice: Choice) => getListedChoice(choice, listed).join('')

test('a check mark selects a note, and a second press deselects it', () => {
  const one = toggleChoice(noChoice, id('c'))
  expect(names(one)).toBe('c')
  expect(names(toggleChoice(one, id('c')))).toBe('')
})

test('Ctrl adds a note to the open one', () => {
  const two = toggleChoice(noChoice, id('c'), id('a'))
  expect(names(two)).toBe('ac')
  expect(names(toggleChoice(two, id('e'), id('a')))).toBe('ace')
  expect(names(toggleChoice(noChoice, id('a'), id('a')))).toBe('a')
})

test('Shift selects everything between the anchor and the note, in both directions', () => {
  const down = extendChoice(noChoice, listed, id('d'), id('b'))
  expect(names(down)).toBe('bcd')
  const up = extendChoice(down, listed, id('a'), id('d'))
  expect(names(up)).toBe('ab')
  expect(names(extendChoice(toggleChoice(noChoice, id('e')), listed, id('c'), id('a')))).toBe('cde')
  expect(names(extendChoice(noChoice, listed, id('c'), undefined))).toBe('c')
  expect(names(extendChoice({ ids: new Set(), anchor: id('gone') }, listed, id('b'), id('a')))).toBe('ab')
})

test('notes that are not listed are not acted on', () => {
  expect(getListedChoice(chooseAll(listed), [id('b')])).toEqual(['b'])
})
