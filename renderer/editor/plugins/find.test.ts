import { expect, test } from 'vitest'
import { foldKeepingLength } from '../../lib/fold.ts'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { findAll, findMatches } from './find.ts'

const listMatches = (markdown: string, query: string) => {
  const doc = markdownToDoc(markdown)
  return findMatches(doc, query).map(({ from, to }) =>
    doc.textBetween(from, to, null, (leaf) => leaf.attrs.label ?? ' '),
  )
}

test('finds words regardless of accents and case, across marks and blocks', () => {
  expect(listMatches('Élan, elan\n\n- ÉLAN\n\n> e**la**n\n', 'élan')).toEqual([
    'Élan',
    'elan',
    'ÉLAN',
    'elan',
  ])
  expect(listMatches('Ёлка и елка\n', 'елка')).toEqual(['Ёлка', 'елка'])
  expect(listMatches('aaaa\n', 'aa')).toEqual(['aa', 'aa'])
  expect(listMatches('one\ntwo\n', 'one two')).toEqual(['one two'])
  expect(listMatches('a\n', '')).toEqual([])
  expect(listMatches('a\n', 'b')).toEqual([])
})

test('finds a mention by its label, in document order', () => {
  const note = 'eurojust, [@EUROJUST](rapporteur:contact/octopus-2016/eurojust) and Eurojust\n'
  expect(listMatches(note, 'eurojust')).toEqual(['eurojust', '@EUROJUST', 'Eurojust'])
})

test('folding keeps positions', () => {
  const text = 'İßﬁ e\u0301😀Ё'
  expect(foldKeepingLength(text)).toHaveLength(text.length)
})

test('finds several words in document order; of matches that overlap, the first and longest', () => {
  const doc = markdownToDoc('Freeze, then law and laws; freezing\n')
  const words = findAll(doc, ['law', 'laws', 'freez']).map(({ from, to }) => doc.textBetween(from, to))
  expect(words).toEqual(['Freez', 'law', 'laws', 'freez'])
  const overlapping = findAll(markdownToDoc('cooperation\n'), ['cooperation', 'ope', 'ration'])
  expect(overlapping).toEqual([{ from: 1, to: 12 }])
})
