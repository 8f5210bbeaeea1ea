/** Reduces terms of the search index to stems (https://snowballstem.org), so that "freeze" finds "freezing". */
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as russian } from '@orama/stemmers/russian'
import { stemmer as spanish } from '@orama/stemmers/spanish'

/** One stem for each language; the term itself for other scripts. Two terms are related if they have the same stem in some language. */
export type Stems = readonly string[]

const MAX_CACHED = 200_000
const cache = new Map<string, Stems>()

/** `term`: one of the terms that toTerms() returns. */
export function getStems(term: string): Stems {
  const cached = cache.get(term)
  if (cached) return cached
  if (cache.size >= MAX_CACHED) cache.clear()
  const stems = findStems(term)
  cache.set(term, stems)
  return stems
}

function findStems(term: string): Stems {
  if (term.length < 3 || /\d/.test(term)) return [term]
  if (/^\p{Script=Cyrillic}+$/u.test(term)) return [russian(term.replaceAll('ё', 'е'))]
  if (!/^\p{Script=Latin}+$/u.test(term)) return [term]
  return [english(term), french(term), spanish(addSpanishAccent(term))]
}

/** The index has no accents, but the Spanish stemmer removes only "-ción" and "-sión". */
function addSpanishAccent(term: string): string {
  return term.replace(/([cs])ion$/, '$1ión')
}

/** Text that needs no Unicode rules to be split. “…” and “·” are in most results, because the app adds them. */
const SIMPLE = /^[\p{ASCII}…·]*$/u

/** Splits a text as SQLite's unicode61 tokenizer does with `remove_diacritics 2`, which keeps й and ё. */
export function toTerms(text: string): string[] {
  if (SIMPLE.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/(?!\p{ASCII})\p{Script=Latin}/gu, (letter) =>
      letter.normalize('NFD').replaceAll(/\p{M}/gu, ''),
    )
  return plain.match(/[\p{L}\p{N}\p{Co}\p{M}]+/gu) ?? []
}
