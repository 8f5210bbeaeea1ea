import { expect, test } from 'vitest'
import type { MarkedText } from '../../../db/contract/index.ts'
import { markName, splitMarked, trimToMatch } from './palette-text.ts'

/** Converts `a [b] c` to runs; `[b]` is the match. */
const marked = (text: string): MarkedText =>
  text
    .split(/(\[[^\]]*\])/)
    .filter((run) => run !== '')
    .map((run) =>
      run.startsWith('[') ? { text: run.slice(1, -1), match: true } : { text: run, match: false },
    )

test('marked text is split at a character, within a run or between two', () => {
  const text = marked('Workshop [9] · Crime')
  expect(splitMarked(text, 10)).toEqual([marked('Workshop [9]'), marked(' · Crime')])
  expect(splitMarked(text, 4)).toEqual([marked('Work'), marked('shop [9] · Crime')])
  expect(splitMarked(text, 0)).toEqual([[], text])
  expect(splitMarked(text, 99)).toEqual([text, []])
})

test('a match late in the text is moved into view, cut at a word', () => {
  const text = marked(
    'the most relevant international agreement on cybercrime and electronic [evidence] not only as a guideline',
  )
  expect(trimToMatch(text)).toEqual(
    marked('… on cybercrime and electronic [evidence] not only as a guideline'),
  )
})

test('a match near the start, and a text without one, stay unchanged', () => {
  for (const text of [marked('Access to [evidence] on servers'), marked('Nothing here is marked'), []]) {
    expect(trimToMatch(text)).toEqual(text)
  }
})

test('a name matches by the beginnings of its words, regardless of case and accents', () => {
  expect(markName('Key messages', 'mess k')).toEqual(marked('[K]ey [mess]ages'))
  expect(markName('Réglages', 'reg')).toEqual(marked('[Rég]lages'))
  expect(markName('Notes', 'otes')).toBeNull()
  expect(markName('New note', 'new agenda')).toBeNull()
})
