import { parseQuery } from '../../core/search/query.ts'
import { correct } from '../sql/search/corrections.ts'
import { getOwnGlossary, setOwnGlossary } from '../sql/search/glossary-source.ts'
import { runSearch } from '../sql/search/run-search.ts'
import type { HandlersOf } from './context.ts'

export const search: HandlersOf<'search'> = {
  'search.query': ({ sql, now, glossary }, { text, exactOnly = false, ...input }) =>
    runSearch(sql, text, { ...input, now: now(), glossary: exactOnly ? null : glossary() }),

  'search.correct': ({ sql, glossary }, { text }) => correct(sql, text, parseQuery(text), glossary()),

  'search.glossary': ({ sql }) => ({ text: getOwnGlossary(sql) }),

  'search.setGlossary': ({ sql }, { text }) => {
    setOwnGlossary(sql, text)
    return null
  },
}
