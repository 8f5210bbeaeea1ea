/** Spelling: the language of each note, the delegate's own words, and the dictionaries' answers. */
import { z } from 'zod'
import { MAX_WORD_LENGTH, type NoteLanguage, noteLanguages, spellingLanguages } from '../../core/spelling.ts'
import { ConferenceSlug, NoteId } from '../model.ts'
import { type Calls, conferenceInput, mutation, noInput, query } from './call.ts'

const word = z.string().min(1).max(MAX_WORD_LENGTH)
const language = z.enum(spellingLanguages)
const noteInput = z.strictObject({ note: NoteId })
const noteLanguageInput = noteInput.extend({ language: z.enum(noteLanguages) })

export const spellingCalls = {
  'spelling.note': query(noteInput, 'spelling').returns<NoteSpelling>(),
  /** Sets the language of a note, and the default for notes without one. */
  'spelling.choose': mutation(noteLanguageInput, 'spelling').returns<null>(),
  /** Sets the language of a note that has none. */
  'spelling.settle': mutation(noteLanguageInput, 'spelling').returns<null>(),
  /** Ignores the word in this note. `ignored: false` undoes that. */
  'spelling.ignore': mutation(noteInput.extend({ word, ignored: z.boolean() }), 'spelling').returns<null>(),

  /** The delegate's own words, in alphabetical order. */
  'spelling.words': query(noInput, 'spelling').returns<OwnWord[]>(),
  /**
   * Adds the word to the delegate's own words. `known: false` removes it. `conference`: the conference in whose notes the word was added.
   * Deleting these notes after the event also removes the word.
   */
  'spelling.teach': mutation(
    z.strictObject({ word, conference: ConferenceSlug, known: z.boolean() }),
    'spelling',
  ).returns<null>(),
  /** Words in names of people, organisations, rooms and places of the conference, and acronyms, which are correct in every language. */
  'spelling.names': query(conferenceInput, 'programme', 'contacts', 'people').returns<string[]>(),

  /** The words that are misspelt, in the given order. */
  'spelling.check': {
    ...query(z.strictObject({ language, words: z.array(word).max(5_000) })).returns<string[]>(),
    takesLong: true,
  },
  /** At most five suggestions, the likeliest first. */
  'spelling.suggest': { ...query(z.strictObject({ language, word })).returns<string[]>(), takesLong: true },
} as const satisfies Calls

/** `language`: null if not chosen; then `last`, the last choice for any note, applies. `ignored`: in this note only. */
export type NoteSpelling = { language: NoteLanguage | null; last: NoteLanguage | null; ignored: string[] }
export type OwnWord = { word: string; conference: ConferenceSlug }
