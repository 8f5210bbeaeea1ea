/**
 * Synonyms and translations. A glossary is a text file with one concept a line: English | French | Spanish | Russian, with
 * synonyms and abbreviations after semicolons (assets/glossaries/).
 */
import { getStems, toTerms } from './stems.ts'

export type Concept = {
  /** Every term of the concept in every language, as terms of the index. */
  terms: string[][]
}

export type Glossary = {
  /** @returns the concepts that this sequence of terms names */
  find(terms: readonly string[]): Concept[]
  /** The number of terms in the longest entry. */
  longest: number
  concepts: readonly Concept[]
}

/** Parses the lines of glossaries; blank lines and comments are ignored. */
export function createGlossary(texts: readonly string[]): Glossary {
  const byKey = new Map<string, Set<Concept>>()
  const concepts: Concept[] = []
  let longest = 1
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const entries = line
      .replace(/#.*/, '')
      .split(/[|;]/)
      .map((entry) => toTerms(entry))
      .filter((terms) => terms.length > 0)
    if (entries.length < 2) continue
    const concept: Concept = { terms: dropRepeats(entries) }
    concepts.push(concept)
    for (const terms of concept.terms) {
      longest = Math.max(longest, terms.length)
      for (const key of getKeys(terms)) byKey.set(key, (byKey.get(key) ?? new Set()).add(concept))
    }
  }
  return {
    find: (terms) => [...new Set(getKeys(terms).flatMap((key) => [...(byKey.get(key) ?? [])]))],
    longest,
    concepts,
  }
}

function dropRepeats(entries: string[][]): string[][] {
  return [...new Map(entries.map((terms) => [terms.join(' '), terms])).values()]
}

/** The minimum length of a stem. With a shorter stem an abbreviation would match an article: "LEAs" is not "le". */
const SHORTEST_STEM = 3

/** @returns several keys for an entry. Two inflected forms of an entry have at least one key in common. */
function getKeys(terms: readonly string[]): string[] {
  const stems = terms.map(getStems)
  const languages = Math.max(...stems.map(({ length }) => length))
  const keys = Array.from({ length: languages }, (_, language) =>
    terms.map((term, index) => {
      // Terms with only one stem are abbreviations, numbers and words in Cyrillic.
      const stem = stems[index]?.[language] ?? stems[index]?.[0] ?? term
      return stem.length < SHORTEST_STEM ? term : stem
    }),
  )
  return [...new Set(keys.map((key) => key.join(' ')))]
}
