import { expect, test } from 'vitest'
import type { MarkedText } from '../../../db/contract/index.ts'
import { markName, splitMarked, trimToMatch } from './palette-text.ts'

/** Converts `a [b] c` to runs; `[b]` is the match. */
const toRuns = (text: string): MarkedText =>
  text
    .split(/(\[[^\]]*\])/)
    .filter((run) => run !== '')
    .map((run) =>
      run.startsWith('[') ? { text: run.slice(1, -1), match: true } : { text: run, match: false },
    )

test('marked text is split at a character, within a run or between two', () => {
  const text = toRuns('Workshop [9] · Crime')
  expect(splitMarked(text, 10)).toEqual([toRuns('Workshop [9]'), toRuns(' · Crime')])
  expect(splitMarked(text, 4)).toEqual([toRuns('Work'), toRuns('shop [9] · Crime')])
  expect(splitMarked(text, 0)).toEqual([[], text])
  expect(splitMarked(text, 99)).toEqual([text, []])
})

test('a match late in the text is moved into view, cut at a word', () => {
  const text = toRuns(
    'the most relevant international agreement on cybercrime and electronic [evidence] not only as a guideline',
  )
  expect(trimToMatch(text)).toEqual(
    toRuns('… on cybercrime and electronic [evidence] not only as a guideline'),
  )
})

test('a match near the start, and a text without one, stay unchanged', () => {
  for (const text of [toRuns('Access to [evidence] on servers'), toRuns('Nothing here is marked'), []]) {
    expect(trimToMatch(text)).toEqual(text)
  }
})

test('a name matches by the beginnings of its words, regardless of case and accents', () => {
  expect(markName('Key messages', 'mess k')).toEqual(toRuns('[K]ey [mess]ages'))
  expect(markName('Réglages', 'reg')).toEqual(toRuns('[Rég]lages'))
  expect(markName('Notes', 'otes')).toBeNull()
  expect(markName('New note', 'new agenda')).toBeNull()
})
