/**
 * What is written reads as what was meant, and writing it again changes no byte: on generated Markdown and trees.
 * The same documents each time; RAPPORTEUR_TEST_SIZE=10 looks at ten times as many others.
 */
import fc from 'fast-check'
import type { Root } from 'mdast'
import { expect, test } from 'vitest'
import { canonical, parseNote, serialiseNote } from './index.ts'
import { anyMarkdown, anyNote } from './testing/arbitraries.ts'
import { clean } from './testing/clean.ts'

const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)
/** The same notes in every ordinary run, others in a larger one. */
const runs = { numRuns: Math.round(200 * size), ...(size === 1 ? { seed: 2016 } : {}) }
// Generous: a machine that does much else at the same time is no reason to fail.
const timeout = 120_000 + runs.numRuns * 100

function expectRoundTrip(note: Root): void {
  const text = serialiseNote(note)
  const again = parseNote(text)
  expect(clean(canonical(again))).toEqual(clean(canonical(note)))
  expect(serialiseNote(again)).toBe(text)
}

test('any Markdown keeps its structure and is stable once written', { timeout }, () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => expectRoundTrip(parseNote(markdown))),
    runs,
  )
})

test('any tree an editor may hold is read as it was written', { timeout }, () => {
  fc.assert(fc.property(anyNote, expectRoundTrip), runs)
})

test('canonical changes nothing of what is canonical', { timeout }, () => {
  const stable = (note: Root) => {
    const once = canonical(note)
    expect(canonical(once)).toEqual(once)
  }
  fc.assert(fc.property(anyNote, stable), runs)
})
