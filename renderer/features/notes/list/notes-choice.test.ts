import { expect, test } from 'vitest'
import type { NoteId } from '../../../../db/model.ts'
import { all, type Choice, extended, getListed, noChoice, toggled } from './notes-choice.ts'

const id = (name: string) => name as NoteId
const listed = ['a', 'b', 'c', 'd', 'e'].map(id)
const names = (choice: Choice) => getListed(choice, listed).join('')

test('a check mark chooses one, and once more does not', () => {
  const one = toggled(noChoice, id('c'))
  expect(names(one)).toBe('c')
  expect(names(toggled(one, id('c')))).toBe('')
})

test('Ctrl adds to what is open', () => {
  const two = toggled(noChoice, id('c'), id('a'))
  expect(names(two)).toBe('ac')
  expect(names(toggled(two, id('e'), id('a')))).toBe('ace')
  expect(names(toggled(noChoice, id('a'), id('a')))).toBe('a')
})

test('Shift chooses all between, from where it began, both ways', () => {
  const down = extended(noChoice, listed, id('d'), id('b'))
  expect(names(down)).toBe('bcd')
  const up = extended(down, listed, id('a'), id('d'))
  expect(names(up)).toBe('ab')
  expect(names(extended(toggled(noChoice, id('e')), listed, id('c'), id('a')))).toBe('cde')
  expect(names(extended(noChoice, listed, id('c'), undefined))).toBe('c')
  expect(names(extended({ ids: new Set(), anchor: id('gone') }, listed, id('b'), id('a')))).toBe('ab')
})

test('what is not listed is not acted on', () => {
  expect(getListed(all(listed), [id('b')])).toEqual(['b'])
})
