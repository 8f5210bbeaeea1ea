import { parseQuery } from '../../core/search/query.ts'
import { correct } from '../sql/search/corrections.ts'
import { getOwnGlossary, setOwnGlossary } from '../sql/search/glossary-source.ts'
import { forgetSearch, getKeptSearches, keepSearch } from '../sql/search/kept-searches.ts'
import { runSearch } from '../sql/search/run-search.ts'
import type { HandlersOf } from './context.ts'

export const search: HandlersOf<'search'> = {
  'search.query': ({ sql, now, glossary }, { text, exactOnly = false, ...input }) =>
    runSearch(sql, text, { ...input, now: now(), glossary: exactOnly ? null : glossary(input.conference) }),

  'search.correct': ({ sql, glossary }, { text }) => correct(sql, text, parseQuery(text), glossary(null)),

  'search.kept': ({ sql }) => getKeptSearches(sql),

  'search.keep': ({ sql }, { list, text }) => {
    keepSearch(sql, list, text)
    return null
  },

  'search.forget': ({ sql }, { list, text }) => {
    forgetSearch(sql, list, text)
    return null
  },

  'search.glossary': ({ sql }) => ({ text: getOwnGlossary(sql) }),

  'search.setGlossary': ({ sql }, { text }) => {
    setOwnGlossary(sql, text)
    return null
  },
}
