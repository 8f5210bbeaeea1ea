/** Merges texts by blocks. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyDecision,
  applyState,
  copyText,
  createText,
  findConflicts,
  getTextState,
  mergeTexts,
  readText,
  writeText,
} from './shared-text.ts'

test.each([
  ['two paragraphs at the end', 'a', 'a\n\nmine', 'a\n\ntheirs', ['a', 'mine', 'theirs']],
  ['different paragraphs', 'a\n\nb\n\nc', 'A\n\nb\n\nc', 'a\n\nb\n\nC', ['A', 'b', 'C']],
  ['one removed, another changed', 'a\n\nb\n\nc', 'b\n\nc', 'a\n\nb\n\nC', ['b', 'C']],
  ['the same change', 'a\n\nb', 'a\n\nb\n\nc', 'a\n\nb', ['a', 'b', 'c']],
  ['the same new paragraphs in both', 'a', 'a\n\nb\n\nc', 'a\n\nb\n\nc\n\nd', ['a', 'b', 'c', 'd']],
  ['one text with a new paragraph twice', 'a', 'a\n\nb', 'a\n\nb\n\nb', ['a', 'b', 'b']],
  ['with a line break at the end', 'a\n', 'a\n\nmine\n', 'a\n\ntheirs\n', ['a', 'mine', 'theirs']],
])('%s', (_, base, mine, theirs, expected) => {
  const merged = mergeTexts(base, mine, theirs)
  expect(merged.trim().split('\n\n').sort()).toEqual(expected.toSorted())
})

test('one paragraph that both changed is kept twice, also as the first or the only one', () => {
  expect(mergeTexts('a\n\nold', 'a\n\nmine', 'a\n\ntheirs').split('\n\n').sort()).toEqual([
    'a',
    'mine',
    'theirs',
  ])
  expect(mergeTexts('old\n\nz', 'mine\n\nz', 'theirs\n\nz').split('\n\n').sort()).toEqual([
    'mine',
    'theirs',
    'z',
  ])
  expect(mergeTexts('old', 'mine', 'theirs').split('\n\n').sort()).toEqual(['mine', 'theirs'])
})

test('items of a list are merged one by one', () => {
  const merged = mergeTexts('- one\n- two\n- three', '- one\n- TWO\n- three', '- one\n- two\n- three\n- four')
  expect(merged).toBe('- one\n- TWO\n- three\n- four')
})

test('a text that two computers of the author begin at the same time is there once', () => {
  const [first, second] = [createText(), createText()]
  const text = 'one\n\nsame\n\nsame'
  writeText(first, text, { device: 'first', client: 1 })
  writeText(second, `${text}\n\nby the second`, { device: 'second', client: 2 })
  applyState(first, getTextState(second))
  applyState(second, getTextState(first))
  expect(readText(first)).toBe(`${text}\n\nby the second`)
  expect(readText(second)).toBe(readText(first))
  expect(findConflicts(first)).toEqual([])
})

test('a decision between two equal paragraphs and the one that replaced both leaves the chosen text once', () => {
  const [first, second] = [createText(), createText()]
  const by = (client: number) => ({ device: `device-${client}`, client })
  writeText(first, 'Start\n\nTBD\n\nTBD\n\nEnd', by(1))
  applyState(second, getTextState(first))
  writeText(first, 'Start\n\nVote at four\n\nVote at four\n\nEnd', by(1))
  writeText(second, 'Start\n\nNo vote\n\nEnd', by(2))
  applyState(first, getTextState(second))
  const { id = '', sides = [] } = findConflicts(first)[0] ?? {}
  expect(sides).toHaveLength(2)
  for (const { text } of sides) {
    const decided = copyText(first)
    expect(applyDecision(decided, id, text, by(3))).toBe(true)
    expect(readText(decided)).toBe(`Start${text}\n\nEnd`)
    expect(findConflicts(decided)).toEqual([])
  }
})

test('an item of a list that becomes the first line of the note stays the same block', () => {
  const [first, second] = [createText(), createText()]
  const by = (client: number) => ({ device: `device-${client}`, client })
  const exchange = () => {
    applyState(second, getTextState(first))
    applyState(first, getTextState(second))
  }
  writeText(first, 'Agenda\n\nMinutes\n- Item\n\nEnd', by(1))
  exchange()
  writeText(first, 'Minutes\n- Item\n\nEnd', by(1))
  writeText(second, 'Agenda\n- Item\n\nEnd', by(2))
  exchange()
  writeText(first, '- Item\n\nThe end', by(1))
  writeText(second, 'Introduction\n\n- Item\n\nEnd', by(2))
  exchange()
  for (const doc of [first, second]) {
    expect(readText(doc)).toBe('Introduction\n\n- Item\n\nThe end')
    expect(findConflicts(doc)).toEqual([])
  }
})

const text = fc
  .array(fc.constantFrom('a', 'b', '- c', '- d', '1. e', '| f |', '', '\n', '    code', '# g'), {
    maxLength: 8,
  })
  .map((lines) => lines.join('\n'))

test('a text that one member keeps alone while another keeps both is there once', () => {
  const [first, second] = [createText(), createText()]
  const by = (client: number) => ({ device: `device-${client}`, client })
  writeText(first, 'old', by(1))
  applyState(second, getTextState(first))
  writeText(first, 'mine', by(1))
  writeText(second, 'theirs', by(2))
  applyState(first, getTextState(second))
  const { id = '', sides = [] } = findConflicts(first)[0] ?? {}
  expect(sides).toHaveLength(2)
  for (const { text } of sides) {
    const [one, both] = [copyText(first), copyText(first)]
    expect(applyDecision(one, id, text, by(3))).toBe(true)
    expect(applyDecision(both, id, null, by(4))).toBe(true)
    applyState(one, getTextState(both))
    expect(readText(one).split(text.trim())).toHaveLength(2)
  }
})

describe('for generated texts', () => {
  test('every text is read as it was written', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const doc = createText()
        writeText(doc, first)
        expect(readText(doc)).toBe(first)
        writeText(doc, second)
        expect(readText(doc)).toBe(second)
      }),
    )
  })

  test('in whatever order three writers read each other, all have the same text', () => {
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 3, maxLength: 3 }), (base, texts) => {
        const first = createText()
        writeText(first, base)
        const docs = texts.map((own) => {
          const doc = copyText(first)
          writeText(doc, own)
          return doc
        })
        const states = docs.map(getTextState)
        const read = docs.map((doc, index) => {
          const order = index === 1 ? states.toReversed() : states
          for (const state of order) applyState(doc, state)
          return readText(doc)
        })
        expect(new Set(read).size).toBe(1)
      }),
    )
  })
})

test('very many blocks that a changed program makes equal do not stop the store', () => {
  const fill = (toBlock: (index: number) => { text: string; lines: string[] }) => {
    const doc = createText()
    const blocks = Array.from({ length: 100_000 }, (_, index) => ({ ...toBlock(index), by: '' }))
    doc.getArray('blocks').insert(0, blocks)
    return doc
  }
  expect(readText(fill((index) => ({ text: '', lines: [`${index}`] })))).toBe('')
  const [conflict] = findConflicts(fill((index) => ({ text: `${index}`, lines: ['one'] })))
  expect(conflict?.sides).toHaveLength(100_000)
})

test('a very long text that replaces another does not stop the store', () => {
  const write = (word: string) =>
    Array.from({ length: 30_000 }, (_, index) => `${word} ${index}`).join('\n\n')
  const doc = createText()
  for (const text of [write('old'), write('new')]) {
    writeText(doc, text)
    expect(readText(doc)).toBe(text)
  }
})
