/** Spelling: the language of each note, the delegate's own words, and what the dictionaries say. */
import { z } from 'zod'
import { LONGEST_WORD, type NoteLanguage, noteLanguages, spellingLanguages } from '../../core/spelling.ts'
import { ConferenceSlug, NoteId } from '../model.ts'
import { type Calls, mutation, nothing, ofConference, query } from './call.ts'

const word = z.string().min(1).max(LONGEST_WORD)
const language = z.enum(spellingLanguages)
const ofNote = z.strictObject({ note: NoteId })
const languageOfNote = ofNote.extend({ language: z.enum(noteLanguages) })

export const spellingCalls = {
  'spelling.note': query(ofNote, 'spelling').returns<NoteSpelling>(),
  /** Notes of which nothing is said yet are checked in it too, from then on. */
  'spelling.choose': mutation(languageOfNote, 'spelling').returns<null>(),
  /** Says in which language a note is written, if that was not said yet. */
  'spelling.settle': mutation(languageOfNote, 'spelling').returns<null>(),
  /** `ignored` false is the undo. */
  'spelling.ignore': mutation(ofNote.extend({ word, ignored: z.boolean() }), 'spelling').returns<null>(),

  /** The delegate's own, in alphabetical order. */
  'spelling.words': query(nothing, 'spelling').returns<OwnWord[]>(),
  /** `known` false takes it out again. `conference`: in whose notes it was met; with them it goes after the event. */
  'spelling.teach': mutation(
    z.strictObject({ word, conference: ConferenceSlug, known: z.boolean() }),
    'spelling',
  ).returns<null>(),
  /** Words that name people, organisations, rooms and places of the conference, and its acronyms: no mistakes in any language. */
  'spelling.names': query(ofConference, 'programme', 'contacts', 'people').returns<string[]>(),

  /** Those of the words that the language does not have, as they were asked. */
  'spelling.check': {
    ...query(z.strictObject({ language, words: z.array(word).max(5_000) })).returns<string[]>(),
    takesLong: true,
  },
  /** At most five, the likeliest first. */
  'spelling.suggest': { ...query(z.strictObject({ language, word })).returns<string[]>(), takesLong: true },
} as const satisfies Calls

/** `language` null: not said yet, and then `last` holds, the one that was chosen last for any note. `ignored`: in this note only. */
export type NoteSpelling = { language: NoteLanguage | null; last: NoteLanguage | null; ignored: string[] }
export type OwnWord = { word: string; conference: ConferenceSlug }
