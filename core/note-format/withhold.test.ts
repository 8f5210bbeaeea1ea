import fc from 'fast-check'
import type { RootContent, TableCell } from 'mdast'
import { expect, test } from 'vitest'
import { findConfidentialCells, getBlocks, type NoteBlock } from './blocks.ts'
import { isWithinLevel, levels } from './levels.ts'
import { parseNote } from './parse.ts'
import { toPlainText } from './plain-text.ts'
import { serialiseNote } from './serialise.ts'
import { anyNote } from './testing/arbitraries.ts'
import { withhold, withholdFrom } from './withhold.ts'

const at = (minute: number) => `[14:${minute}](rapporteur:at/2016-11-17T13:${minute}:07Z)`
const guarded = '[Private:](rapporteur:private)'
const internal = '[Internal:](rapporteur:internal)'

test('a passage ends with the list that belongs to it; a new entry stays', () => {
  const note = `${at(10)} Open.

${at(12)} ${guarded} Hidden.

- hidden item
  - hidden deeper

> hidden quote

${at(14)} Open again.

${at(16)} ${internal} For the office.
`
  expect(withholdFrom(note, 'shareable')).toEqual({
    markdown: `${at(10)} Open.\n\n${at(14)} Open again.\n`,
    passages: { internal: 1, private: 1 },
  })
  expect(withholdFrom(note, 'internal')).toEqual({
    markdown: `${at(10)} Open.\n\n${at(14)} Open again.\n\n${at(16)} ${internal} For the office.\n`,
    passages: { internal: 0, private: 1 },
  })
  expect(withholdFrom(note, 'private')).toEqual({ markdown: note, passages: { internal: 0, private: 0 } })
})

test('counts each marked passage', () => {
  expect(withholdFrom(`${guarded} One.\n\n${guarded} Two.\n\nStill two.`, 'internal')).toEqual({
    markdown: '',
    passages: { internal: 0, private: 2 },
  })
})

test('an item is removed with its content, a task with its box; other items stay', () => {
  expect(
    withholdFrom(
      `- [ ] ${guarded} Hidden.\n  - hidden too\n- [x] Open.\n\n1. ${guarded} alone\n`,
      'shareable',
    ).markdown,
  ).toBe('- [x] Open.\n')
})

test('a withheld task loses its box if a later entry in its item stays', () => {
  expect(
    withholdFrom(`- [ ] ${guarded} Hidden.\n\n  ${at(14)} Open.\n- [x] Done.\n`, 'shareable').markdown,
  ).toBe(`- ${at(14)} Open.\n- [x] Done.\n`)
})

test('a definition used only by the passage is removed; one that others use stays', () => {
  const note = `${guarded} See [there][a] and [here][b].\n\n${at(14)} Open: [here][b].\n\n[a]: https://secret.example\n[b]: https://open.example\n`
  const { markdown } = withholdFrom(note, 'shareable')
  expect(markdown).not.toContain('secret')
  expect(markdown).toContain('[b]: https://open.example')
})

test.each([
  '[Private:](rapporteur:%70rivate) hidden',
  '[Private:](rapporteur&#58;private) hidden',
  '[Private:](rapporteur\\:private) hidden',
  '[Private:](RAPPORTEUR:private) hidden',
  '[Private:](<rapporteur:private>) hidden',
])('finds a mark however its address is written: %s', (markdown) => {
  expect(withholdFrom(markdown, 'internal').markdown).toBe('')
})

test('removes exactly the passages that are too confidential from any note', () => {
  const getWords = (blocks: readonly NoteBlock[]) =>
    blocks.map(({ node }) => toPlainText({ type: 'root', children: [node as RootContent] })).filter(Boolean)
  fc.assert(
    fc.property(anyNote, fc.constantFrom(...levels), (root, upTo) => {
      const note = parseNote(serialiseNote(root))
      const emptied = new Set<TableCell>()
      const allowed = getBlocks(note).filter(
        ({ confidentiality }) => confidentiality === null || isWithinLevel(confidentiality, upTo),
      )
      // Builds the expected result: cells that are too confidential become empty.
      for (const { node } of allowed) {
        for (const { cell, confidentiality } of findConfidentialCells(node)) {
          if (!isWithinLevel(confidentiality, upTo)) emptied.add(cell)
        }
      }
      const kept = getWords(getBlocks(withhold(note, upTo).root))
      for (const cell of emptied) cell.children = []
      expect(kept).toEqual(getWords(allowed))
    }),
    { numRuns: 300 },
  )
})

test('a marked cell becomes empty, and its table keeps its shape', () => {
  const note = `| Open | ${internal} For the office |\n| --- | --- |\n| ${guarded} Hidden | Open |\n`
  expect(withholdFrom(note, 'shareable')).toEqual({
    markdown: '| Open | |\n| - | - |\n| | Open |\n',
    passages: { internal: 1, private: 1 },
  })
  expect(withholdFrom(note, 'internal').markdown).toContain('For the office')
  expect(withholdFrom(note, 'private').markdown).toBe(note)
})
