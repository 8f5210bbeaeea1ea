/**
 * Writing and reading a note gives the same tree, and writing it again the same bytes, for generated Markdown and trees. Uses the same
 * notes each time; RAPPORTEUR_TEST_SIZE=10 uses ten times as many others.
 */
import fc from 'fast-check'
import type { Root } from 'mdast'
import { expect, test } from 'vitest'
import { normaliseNote, parseNote, serialiseNote } from './index.ts'
import { anyMarkdown, anyNote } from './testing/arbitraries.ts'
import { withoutPositions } from './testing/clean.ts'

const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)
/** A normal run uses the same notes each time; a larger run uses other notes. */
const runs = { numRuns: Math.round(200 * size), ...(size === 1 ? { seed: 2016 } : {}) }
// Long, so that the test does not fail on a busy machine.
const timeout = 120_000 + runs.numRuns * 100

function expectRoundTrip(note: Root): void {
  const text = serialiseNote(note)
  const again = parseNote(text)
  expect(withoutPositions(normaliseNote(again))).toEqual(withoutPositions(normaliseNote(note)))
  expect(serialiseNote(again)).toBe(text)
}

test('any Markdown keeps its structure and is stable once written', { timeout }, () => {
  fc.assert(
    fc.property(anyMarkdown, (markdown) => expectRoundTrip(parseNote(markdown))),
    runs,
  )
})

test('any tree of an editor is read as it was written', { timeout }, () => {
  fc.assert(fc.property(anyNote, expectRoundTrip), runs)
})

test('normalising a canonical tree changes nothing', { timeout }, () => {
  const stable = (note: Root) => {
    const once = normaliseNote(note)
    expect(normaliseNote(once)).toEqual(once)
  }
  fc.assert(fc.property(anyNote, stable), runs)
})
