/** What an update changes, for a terminal: a line for each session. */
import { formatTime } from '../core/time.ts'
import type { FieldChange, ProgrammeChanges, SessionChange } from '../db/contract/index.ts'

const LONGEST = 60

export function describeChanges(changes: ProgrammeChanges, timeZone: string): string[] {
  const { sessions, facts, keyMessages, directory, files } = changes
  const lists = [
    ['key message', keyMessages],
    ['contact', directory],
    ['document', files],
  ] as const
  return [
    ...sessions.map((change) => {
      const details = change.fields.map((field) => describeField(field, timeZone))
      return [describeSession(change), ...details].join('; ')
    }),
    ...facts.map((fact) => `conference: ${describeField(fact, timeZone)}`),
    ...lists.flatMap(([name, { added, changed, removed }]) => [
      ...added.map((item) => `${name} added: ${item}`),
      ...changed.map((item) => `${name} changed: ${item}`),
      ...removed.map((item) => `${name} removed: ${item}`),
    ]),
  ]
}

const words: Record<SessionChange['kind'], string> = {
  added: 'added',
  changed: 'changed',
  cancelled: 'cancelled',
  missing: 'left out',
}

function describeSession({ kind, label, title, mine }: ProgrammeChanges['sessions'][number]): string {
  const own = mine.starred || mine.notes > 0 ? ' (mine)' : ''
  return `${words[kind]}${own}: ${label === null ? title : `${label}, ${title}`}`
}

function describeField({ field, from, to }: FieldChange<string>, timeZone: string): string {
  const isTime = field === 'start' || field === 'end'
  // A text that changed is not repeated in full.
  const show = (values: string[]) =>
    values.length === 0
      ? 'none'
      : values.map((value) => (isTime ? formatTime(value, timeZone) : shorten(value))).join(', ')
  return `${field} ${show(from)} → ${show(to)}`
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`
}
