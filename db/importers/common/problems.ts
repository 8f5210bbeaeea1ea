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
  const kinds = new Map<string, Kind>()
  return {
    add: (kind, subject) => {
      const key = inEnglish(kind)
      const known = kinds.get(key) ?? { kind, subjects: [], count: 0 }
      kinds.set(key, known)
      if (subject === undefined) return
      known.count += 1
      if (known.count <= NAMED) known.subjects.push(subject)
    },
    list: () => [...kinds.values()].map(describe),
  }
}

/** `subjects`: the first of them. */
type Kind = { kind: Said; subjects: (Said | string)[]; count: number }

function describe({ kind, subjects, count }: Kind): Said {
  if (count === 0) return said`${kind}.`
  const more = count - subjects.length
  const names = listed(subjects)
  return more > 0
    ? said`${kind} (${count}): ${names}; and ${more} more.`
    : said`${kind} (${count}): ${names}.`
}
