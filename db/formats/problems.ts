/**
 * Collects warnings while a file is read: each kind once, with the names of everything that it affects. The most serious come first, since
 * only the start of a long list is read.
 */
import { type Message, message } from '../../core/i18n/message.ts'

/** A file with more was made to flood the list; the count includes all. */
const NAMED = 200

/** time: a session may have the wrong time. loss: something in the file was not imported. repair: faulty data was understood. */
const weights = ['time', 'loss', 'repair'] as const
export type Weight = (typeof weights)[number]

export type Problems = {
  /** `subject`: what is affected, such as `“Opening” (line 12)`. The text of a kind with subjects must not end with a full stop. */
  add(kind: Message, subject?: Message | string, weight?: Weight): void
  list(): Message[]
}

export function collectProblems(): Problems {
  const kinds = new Map<string, Kind>()
  return {
    add: (kind, subject, weight = 'repair') => {
      const key = JSON.stringify(kind)
      const known = kinds.get(key) ?? { kind, weight, subjects: new Map(), count: 0 }
      kinds.set(key, known)
      if (subject === undefined) return
      known.count += 1
      const name = JSON.stringify(subject)
      const named = known.subjects.get(name)
      if (named) named.times += 1
      else if (known.subjects.size < NAMED) known.subjects.set(name, { subject, times: 1 })
    },
    list: () =>
      [...kinds.values()].sort((a, b) => weights.indexOf(a.weight) - weights.indexOf(b.weight)).map(describe),
  }
}

/** `subjects`: the first ones, by name. The occurrences of a series share a name, which is listed once. */
type Kind = { kind: Message; weight: Weight; subjects: Map<string, Subject>; count: number }
type Subject = { subject: Message | string; times: number }

function describe({ kind, subjects, count }: Kind): Message {
  if (count === 0) return kind
  const named = [...subjects.values()]
  const more = count - named.reduce((sum, { times }) => sum + times, 0)
  const names = named.map(({ subject, times }) =>
    times > 1 ? message('common.times', { name: subject, times }) : subject,
  )
  return more > 0
    ? message('common.problem-with-more', { problem: kind, total: count, names, unnamed: more })
    : message('common.problem-with-names', { problem: kind, total: count, names })
}
