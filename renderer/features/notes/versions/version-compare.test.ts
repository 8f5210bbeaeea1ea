import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyMarkdown } from '../../../../core/note-format/testing/arbitraries.ts'
import { type ComparedLine, compareNotes } from './version-compare.ts'

/** Writes removed words as `[removed]` and added words as `{added}`. */
const markChanges = (lines: readonly ComparedLine[]) =>
  lines.map(({ runs }) =>
    runs
      .map(({ change, words }) => {
        const text = words.map((word) => word.text).join('')
        if (change === 'removed') return `[${text}]`
        return change === 'added' ? `{${text}}` : text
      })
      .join(''),
  )

test('removed and added words within a line', () => {
  expect(markChanges(compareNotes('The chair spoke first.\n', 'The chair spoke at length.\n'))).toEqual([
    'The chair spoke [first]{at length}.',
  ])
  expect(markChanges(compareNotes('Not the evidence of cloud.\n', 'The evidence of clouds.\n'))).toEqual([
    '[Not the ]{The }evidence of [cloud]{clouds}.',
  ])
})

test('several changed words next to each other become one phrase', () => {
  const [line] = markChanges(
    compareNotes('We will ask the court in May for it.\n', 'We will ask a judge in May for it.\n'),
  )
  expect(line).toBe('We will ask [the court]{a judge} in May for it.')
})

test('removed, added and moved lines, with their kinds', () => {
  const compared = compareNotes(
    '# Title\n\nOne.\n\n- a point\n- another\n\nLast.\n',
    '# Title\n\nQuite something else.\n\n- a point\n- [x] done\n\nLast.\n',
  )
  expect(markChanges(compared)).toEqual([
    'Title',
    '[One.]',
    '{Quite something else.}',
    'a point',
    '[another]',
    '{done}',
    'Last.',
  ])
  expect(compared.map(({ kind }) => kind)).toEqual([
    'heading',
    'text',
    'text',
    'item',
    'item',
    'done',
    'text',
  ])
})

test('a word that became bold counts as changed', () => {
  const [line] = compareNotes('It was agreed.\n', 'It was **agreed**.\n')
  expect(line?.runs).toContainEqual({ change: 'added', words: [{ text: 'agreed', marks: ['strong'] }] })
})

test('times are compared separately from the words', () => {
  const at = '[14:33](rapporteur:at/2016-11-17T13:33:07Z)'
  const [line] = compareNotes(`${at} Opening.\n`, `${at} Opening remarks.\n`)
  expect(line?.instant).toBe('2016-11-17T13:33:07.000Z')
  expect(markChanges(line ? [line] : [])).toEqual(['Opening{ remarks}.'])
})

test('Russian; and Japanese, which has no spaces between words', () => {
  expect(markChanges(compareNotes('Доклад принят единогласно.\n', 'Доклад принят большинством.\n'))).toEqual([
    'Доклад принят [единогласно]{большинством}.',
  ])
  expect(markChanges(compareNotes('会議は午後に始まる。\n', '会議は午前に始まる。\n'))[0]).toMatch(
    /^会議は.*\[午後\].*\{午前\}.*に始まる。$/,
  )
})

test('equal texts have no changes, and a note of 20,000 words is compared at once', () => {
  const long = Array.from(
    { length: 2_000 },
    (_, index) => `Line ${index}: evidence in the cloud and where it lies.`,
  ).join('\n\n')
  expect(compareNotes(long, long).every(({ change }) => change === 'same')).toBe(true)
  const lines = compareNotes(long, `${long.replace('Line 1000:', 'Line a thousand:')}\n\nOne more.`)
  expect(lines.filter(({ change }) => change !== 'same').map(({ change }) => change)).toEqual([
    'changed',
    'added',
  ])
})

test('the comparison contains all words of both texts, whatever changed', () => {
  const getWords = (lines: readonly ComparedLine[], without: 'removed' | 'added') =>
    lines.flatMap(({ runs }) =>
      runs.filter(({ change }) => change !== without).flatMap(({ words }) => words.map(({ text }) => text)),
    )
  const getAllWords = (markdown: string) => getWords(compareNotes(markdown, markdown), 'added')
  fc.assert(
    fc.property(anyMarkdown, anyMarkdown, (before, after) => {
      const lines = compareNotes(before, after)
      expect(getWords(lines, 'added').join('')).toBe(getAllWords(before).join(''))
      expect(getWords(lines, 'removed').join('')).toBe(getAllWords(after).join(''))
    }),
    { numRuns: 300, seed: 2016 },
  )
})
