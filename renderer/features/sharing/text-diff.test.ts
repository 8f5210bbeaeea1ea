import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines } from './text-diff.ts'

const describeDiff = (ours: string, theirs: string) =>
  diffLines(ours, theirs).map(({ kind, text }) => `${{ both: ' ', ours: '-', theirs: '+' }[kind]}${text}`)

test('lines in both texts are listed once', () => {
  expect(describeDiff('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d'])
  expect(describeDiff('same', 'same')).toEqual([' same'])
  expect(describeDiff('', 'new')).toEqual(['-', '+new'])
})

test('both texts can be restored from the difference', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const diff = diffLines(a.join('\n'), b.join('\n'))
      const side = (other: string) => diff.filter(({ kind }) => kind !== other).map(({ text }) => text)
      expect(side('theirs')).toEqual(a)
      expect(side('ours')).toEqual(b)
    }),
  )
})

test('texts without a common line are listed one after the other', () => {
  const long = (word: string) => Array.from({ length: 1_100 }, (_, index) => `${word}${index}`).join('\n')
  expect(diffLines(long('a'), long('b'))).toHaveLength(2_200)
})
