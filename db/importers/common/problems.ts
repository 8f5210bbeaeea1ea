/** Warnings, collected while a file is read: each kind once, with the names of all that it concerns. */
import { inEnglish, listed, type Said, said } from '../../../core/said.ts'

/** Beyond that a file is made to flood; the count still tells how many. */
const NAMED = 200

export type Problems = {
  /** `kind` is a sentence without its full stop, `subject` what it concerns: `“Opening” (line 12)`. */
  add(kind: Said, subject?: Said | string): void
  list(): Said[]
}

export function collectProblems(): Problems {
  const kinds = new Map<string, { kind: Said; subjects: (Said | string)[] }>()
  return {
    add: (kind, subject) => {
      const key = inEnglish(kind)
      const known = kinds.get(key) ?? { kind, subjects: [] }
      kinds.set(key, known)
      if (subject !== undefined) known.subjects.push(subject)
    },
    list: () => [...kinds.values()].map(({ kind, subjects }) => describe(kind, subjects)),
  }
}

function describe(kind: Said, subjects: readonly (Said | string)[]): Said {
  if (subjects.length === 0) return said`${kind}.`
  const more = subjects.length - NAMED
  const names = listed(subjects.slice(0, NAMED))
  return more > 0
    ? said`${kind} (${subjects.length}): ${names}; and ${more} more.`
    : said`${kind} (${subjects.length}): ${names}.`
}
