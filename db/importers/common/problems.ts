/** Warnings, collected while a file is read: each kind once, with the names of all that it concerns. */

/** Beyond that a file is made to flood; the count still tells how many. */
const NAMED = 200

export type Problems = {
  /** `kind` is a sentence without its full stop, `subject` what it concerns: `“Opening” (line 12)`. */
  add(kind: string, subject?: string): void
  list(): string[]
}

export function collectProblems(): Problems {
  const kinds = new Map<string, string[]>()
  return {
    add: (kind, subject) => {
      const subjects = kinds.get(kind) ?? []
      kinds.set(kind, subjects)
      if (subject !== undefined) subjects.push(subject)
    },
    list: () => [...kinds].map(([kind, subjects]) => describe(kind, subjects)),
  }
}

function describe(kind: string, subjects: readonly string[]): string {
  if (subjects.length === 0) return `${kind}.`
  const more = subjects.length - NAMED
  const names = subjects.slice(0, NAMED).join('; ')
  return `${kind} (${subjects.length}): ${names}${more > 0 ? `; and ${more} more` : ''}.`
}
