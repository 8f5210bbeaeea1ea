import { listWords, type NoteLanguage } from '../../core/spelling.ts'
import { addChoice, listChoices, removeChoice } from '../sql/note-choices.ts'
import { getSetting, putSetting } from '../sql/settings.ts'
import {
  forgetWord,
  listOwnWords,
  listTextsWithAcronyms,
  listTextsWithNames,
  setNoteLanguage,
  teachWord,
} from '../sql/spelling.ts'
import type { HandlersOf } from './context.ts'

const MAX_SUGGESTIONS = 5
const LAST_LANGUAGE = 'spelling_language'

export const spelling: HandlersOf<'spelling'> = {
  'spelling.note': ({ sql }, { note }) => {
    const [language = null] = listChoices(sql, 'language', note) as NoteLanguage[]
    const last = getSetting(sql, LAST_LANGUAGE) as NoteLanguage | null
    return { language, last, ignored: listChoices(sql, 'ignored', note) }
  },

  'spelling.choose': ({ sql }, { note, language }) => {
    setNoteLanguage(sql, note, language)
    putSetting(sql, LAST_LANGUAGE, language)
    return null
  },

  'spelling.settle': ({ sql }, { note, language }) => {
    addChoice(sql, 'language', note, language)
    return null
  },

  'spelling.ignore': ({ sql }, { note, word, ignored }) => {
    if (ignored) addChoice(sql, 'ignored', note, word)
    else removeChoice(sql, 'ignored', note, word)
    return null
  },

  'spelling.words': ({ sql }) => listOwnWords(sql),

  'spelling.teach': ({ sql, now }, { word, conference, known }) => {
    if (known) teachWord(sql, { word, conference, addedAt: now() })
    else forgetWord(sql, word)
    return null
  },

  'spelling.names': ({ sql }, { conference }) => [
    ...new Set([
      ...listTextsWithNames(sql, conference).flatMap((text) => listWords(text).map(({ text }) => text)),
      ...listTextsWithAcronyms(sql, conference).flatMap((text) =>
        listWords(text).flatMap(({ text }) => (/.\p{Lu}/u.test(text) ? [text] : [])),
      ),
    ]),
  ],

  'spelling.check': ({ speller }, { language, words }) => speller.findMisspelt(language, words),

  'spelling.suggest': async ({ speller }, { language, word }) =>
    (await speller.suggest(language, word)).slice(0, MAX_SUGGESTIONS),
}
