/** Tests each call about spelling with a valid and an invalid request. A missing call is a compile error. */
import { expect } from 'vitest'
import { badConference, type Case, checkCalls, createOctopusInput } from '../testing/calls.ts'
import { createNoteId, octopus, saveNote, unwrap } from '../testing/temp-store.ts'
import type { spellingCalls } from './spelling.ts'

const cases: { [N in keyof typeof spellingCalls]: Case<N> } = {
  'spelling.note': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      unwrap(store.call('spelling.choose', { note, language: 'fr' }))
      unwrap(store.call('spelling.ignore', { note, word: 'Errur', ignored: true }))
      return { note }
    },
    answers: (spelling) => expect(spelling).toEqual({ language: 'fr', last: 'fr', ignored: ['Errur'] }),
    bad: [{}, { note: 'x' }],
  },
  'spelling.choose': {
    good: (store) => ({ note: saveNote(store, 'One.').id, language: 'off' }),
    answers: (_, store) =>
      expect(unwrap(store.call('spelling.note', { note: createNoteId() }))).toEqual({
        language: null,
        last: 'off',
        ignored: [],
      }),
    bad: [{}, { note: createNoteId(), language: 'de' }, { note: createNoteId() }],
  },
  'spelling.settle': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      unwrap(store.call('spelling.settle', { note, language: 'es' }))
      return { note, language: 'ru' }
    },
    answers: (_, store) =>
      expect(store.lifecycle.ready().connection.sql('SELECT language FROM note_language').all()).toEqual([
        { language: 'es' },
      ]),
    bad: [{}, { note: createNoteId(), language: '' }],
  },
  'spelling.ignore': {
    good: (store) => {
      const note = saveNote(store, 'One.').id
      unwrap(store.call('spelling.ignore', { note, word: 'Errur', ignored: true }))
      return { note, word: 'Errur', ignored: false }
    },
    answers: (_, store) =>
      expect(store.lifecycle.ready().connection.sql('SELECT * FROM ignored_word').all()).toEqual([]),
    bad: [{}, { note: createNoteId(), word: '', ignored: true }, { note: createNoteId(), word: 'x' }],
  },
  'spelling.words': {
    good: (store) => {
      for (const word of ['zebru', 'Errur'])
        unwrap(store.call('spelling.teach', { word, conference: octopus, known: true }))
      return {}
    },
    answers: (words) =>
      expect(words).toEqual([
        { word: 'Errur', conference: octopus },
        { word: 'zebru', conference: octopus },
      ]),
    bad: [{ extra: 1 }, null],
  },
  'spelling.teach': {
    good: (store) => {
      unwrap(store.call('spelling.teach', { word: 'Errur', conference: octopus, known: true }))
      return { word: 'Errur', conference: octopus, known: false }
    },
    answers: (_, store) => expect(unwrap(store.call('spelling.words', {}))).toEqual([]),
    bad: [
      {},
      { word: '', conference: octopus, known: true },
      { word: 'x'.repeat(61), conference: octopus, known: true },
    ],
  },
  'spelling.names': {
    good: createOctopusInput,
    answers: (names) => expect(names).toEqual(expect.arrayContaining(['EUROJUST', 'Strasbourg'])),
    bad: badConference,
  },
  'spelling.check': {
    good: () => ({ language: 'en', words: ['evidence', 'evidance'] }),
    answers: (misspelt) => expect(misspelt).toEqual(['evidance']),
    bad: [{}, { language: 'off', words: [] }, { language: 'en', words: ['x'.repeat(61)] }],
  },
  'spelling.suggest': {
    good: () => ({ language: 'fr', word: 'demende' }),
    answers: (suggestions) => expect(suggestions).toContain('demande'),
    bad: [{}, { language: 'en', word: '' }],
  },
}

checkCalls(cases)
