/**
 * Collects warnings while a file is read: each kind once, with the names of everything that it affects. The most serious come first, since
 * people read only the start of a long list.
 */
import { type Message, message } from '../../core/i18n/message.ts'

/** Names at most this many subjects; the rest are only counted. No honest file has more. */
const MAX_NAMED_SUBJECTS = 200

/** time: a session may have the wrong time. loss: something in the file was not imported. repair: faulty data was corrected. */
const severities = ['time', 'loss', 'repair'] as const
export type Severity = (typeof severities)[number]

export type Problems = {
  /** `subject`: the affected item, such as `“Opening” (line 12)`. The text of a kind with subjects must not end with a full stop. */
  add(kind: Message, subject?: Message | string, severity?: Severity): void
  list(): Message[]
}

export function collectProblems(): Problems {
  const problemsByKey = new Map<string, Problem>()
  return {
    add: (kind, subject, severity = 'repair') => {
      const key = JSON.stringify(kind)
      const problem = problemsByKey.get(key) ?? { kind, severity, subjects: new Map(), count: 0 }
      problemsByKey.set(key, problem)
      if (subject === undefined) return
      problem.count += 1
      const name = JSON.stringify(subject)
      const counted = problem.subjects.get(name)
      if (counted) counted.times += 1
      else if (problem.subjects.size < MAX_NAMED_SUBJECTS) problem.subjects.set(name, { subject, times: 1 })
    },
    list: () =>
      [...problemsByKey.values()]
        .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
        .map(describeProblem),
  }
}

/** `subjects`: the first affected items, by name. The occurrences of a series share a name, which is listed once. */
type Problem = { kind: Message; severity: Severity; subjects: Map<string, Subject>; count: number }
type Subject = { subject: Message | string; times: number }

function describeProblem({ kind, subjects, count }: Problem): Message {
  if (count === 0) return kind
  const namedSubjects = [...subjects.values()]
  const unnamed = count - namedSubjects.reduce((sum, { times }) => sum + times, 0)
  const names = namedSubjects.map(({ subject, times }) =>
    times > 1 ? message('common.times', { name: subject, times }) : subject,
  )
  return unnamed > 0
    ? message('common.problem-with-more', { problem: kind, total: count, names, unnamed })
    : message('common.problem-with-names', { problem: kind, total: count, names })
}
