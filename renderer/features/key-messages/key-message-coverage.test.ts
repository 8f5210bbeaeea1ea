import { expect, test } from 'vitest'
import type { Guid, KeyMessage } from '../../../db/model.ts'
import { type CoverageSource, getChapterCoverage, getCoverage } from './key-message-coverage.ts'
import type { MarginNote } from './key-message-notes.ts'

const source: CoverageSource = {
  notes: new Map([
    ['noted', [{ key: 'one' } as MarginNote]],
    ['emptied', []],
  ]),
  related: new Map([
    ['noted', []],
    ['heard', ['missed', 'attended'] as Guid[]],
    ['emptied', ['missed'] as Guid[]],
  ]),
  attended: new Set(['attended']),
}

test('a message is covered by notes, else by an attended session that is related to it', () => {
  expect(['noted', 'heard', 'emptied', 'unknown'].map((guid) => getCoverage(guid, source))).toEqual([
    'notes',
    'sessions',
    null,
    null,
  ])
})

test('a message is covered by its points; notes count before sessions', () => {
  const message = (guid: string) => ({ guid }) as KeyMessage
  const chapter = (...points: string[]) => ({ message: message('none'), points: points.map(message) })
  expect(getChapterCoverage(chapter(), source)).toBeNull()
  expect(getChapterCoverage(chapter('heard'), source)).toBe('sessions')
  expect(getChapterCoverage(chapter('heard', 'noted'), source)).toBe('notes')
})
