/** Tests each call about search with a valid and an invalid request. A missing call is a compile error. */
import { expect } from 'vitest'
import { type Case, checkCalls } from '../testing/calls.ts'
import type { searchCalls } from './search.ts'

const cases: { [N in keyof typeof searchCalls]: Case<N> } = {
  'search.query': {
    good: () => ({ conference: null, text: 'Budapest', limit: 5 }),
    answers: (hits) => {
      expect(new Set(hits.map(({ kind }) => kind))).toContain('key-message')
      expect(hits.every(({ title }) => title.length > 0)).toBe(true)
    },
    bad: [
      {},
      { conference: null, text: 'x', limit: 0 },
      { conference: null, text: 'x', limit: 201 },
      { conference: null, text: 'x'.repeat(501), limit: 5 },
      { conference: null, text: 'x', limit: 5, exactOnly: 1 },
    ],
  },
  'search.correct': {
    good: () => ({ text: 'Budapset convention' }),
    answers: (corrected) => expect(corrected).toBe('budapest convention'),
    bad: [{}, { text: 'x'.repeat(501) }],
  },
  'search.kept': {
    good: () => ({}),
    answers: (searches) => expect(searches).toEqual({ recent: [], saved: [] }),
    bad: [{ list: 'recent' }],
  },
  'search.keep': {
    good: () => ({ list: 'saved', text: 'type:note evidence' }),
    answers: (value) => expect(value).toBeNull(),
    bad: [{}, { list: 'old', text: 'x' }, { list: 'saved', text: '' }],
  },
  'search.forget': {
    good: () => ({ list: 'recent', text: 'evidence' }),
    answers: (value) => expect(value).toBeNull(),
    bad: [{}, { list: 'old', text: 'x' }],
  },
  'search.glossary': {
    good: () => ({}),
    answers: (glossary) => expect(glossary).toEqual({ text: '' }),
    bad: [{ text: '' }],
  },
  'search.setGlossary': {
    good: () => ({ text: 'pier | quai' }),
    answers: (value) => expect(value).toBeNull(),
    bad: [{}, { text: 1 }, { text: 'x'.repeat(200_001) }],
  },
}

checkCalls(cases)
