/**
 * Warnings, collected while a file is read: each kind once, with the names of all that it concerns; what weighs most first, since a list
 * that is long is read at its beginning.
 */
import { inEnglish, listed, type Said, said, saidAbout } from '../../core/message.ts'

/** Beyond that a file is made to flood; the count still tells how many. */
const NAMED = 200

/** time: it may stand at a wrong time. loss: something of the file is not there. repair: what is there was understood all the same. */
const weights = ['time', 'loss', 'repair'] as const
export type Weight = (typeof weights)[number]

export type Problems = {
  /** `kind` is a sentence without its full stop, `subject` what it concerns: `“Opening” (line 12)`. */
  add(kind: Said, subject?: Said | string, weight?: Weight): void
  list(): Said[]
}

export function collectProblems(): Problems {
  const kinds = new Map<string, Kind>()
  return {
    add: (kind, subject, weight = 'repair') => {
      const key = inEnglish(kind)
      const known = kinds.get(key) ?? { kind, weight, subjects: new Map(), count: 0 }
      kinds.set(key, known)
      if (subject === undefined) return
      known.count += 1
      const name = typeof subject === 'string' ? subject : inEnglish(subject)
      const named = known.subjects.get(name)
      if (named) named.times += 1
      else if (known.subjects.size < NAMED) known.subjects.set(name, { subject, times: 1 })
    },
    list: () =>
      [...kinds.values()].sort((a, b) => weights.indexOf(a.weight) - weights.indexOf(b.weight)).map(describe),
  }
}

/** `subjects`: the first of them, by their names: the occurrences of a series have one, which is not said two hundred times. */
type Kind = { kind: Said; weight: Weight; subjects: Map<string, Subject>; count: number }
type Subject = { subject: Said | string; times: number }

function describe({ kind, subjects, count }: Kind): Said {
  if (count === 0) return kind.about ? saidAbout(kind.about, said`${kind}.`) : said`${kind}.`
  const named = [...subjects.values()]
  const more = count - named.reduce((sum, { times }) => sum + times, 0)
  const names = listed(named.map(({ subject, times }) => (times > 1 ? said`${subject} × ${times}` : subject)))
  return more > 0
    ? said`${kind} (${count}): ${names}; and ${more} more.`
    : said`${kind} (${count}): ${names}.`
}
