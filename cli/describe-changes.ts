/** What an update changes, for a terminal: a line for each session. */
import { byKind, comeAndGone, isMine } from '../core/programme-changes.ts'
import { dateOf, formatTime } from '../core/time.ts'
import type {
  BesideCounts,
  FieldChange,
  ProgrammeChanges,
  SessionChange,
  SessionCounts,
} from '../db/contract/index.ts'
import { counted } from './counted.ts'

const LONGEST = 60

/** As the window lists them: what is the delegate's first, by what matters most, then in order of time. */
export function describeChanges(changes: ProgrammeChanges, timeZone: string): string[] {
  const sessions = byKind(changes.sessions)
  const { facts, keyMessages, directory, files } = changes
  const lists = [
    ['key message', keyMessages],
    ['organisation', directory],
    ['document', files],
  ] as const
  return [
    ...[...sessions.filter(isMine), ...sessions.filter((change) => !isMine(change))].map((change) => {
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

/** Sessions by what became of them, and what else changed: “1 added, 0 changed, 0 cancelled, 2 documents changed”. */
export function describeCounts({ added, changed, cancelled }: SessionCounts, beside: BesideCounts): string {
  const others = [
    [beside.facts, 'conference detail'],
    [beside.keyMessages, 'key message'],
    [beside.contacts, 'organisation'],
    [beside.files, 'document'],
  ] as const
  return [
    `${added} added, ${changed} changed, ${cancelled} cancelled`,
    ...others.filter(([count]) => count > 0).map(([count, name]) => `${counted(count, name)} changed`),
  ].join(', ')
}

const words: Record<SessionChange['kind'], string> = {
  added: 'added',
  changed: 'changed',
  cancelled: 'cancelled',
  missing: 'left out',
}

function describeSession(change: ProgrammeChanges['sessions'][number]): string {
  const { kind, label, title } = change
  const own = isMine(change) ? ' (mine)' : ''
  return `${words[kind]}${own}: ${label === null ? title : `${label}, ${title}`}`
}

function describeField(change: FieldChange<string>, timeZone: string): string {
  const { field, from, to } = change
  if (field === 'links') return describeLinks(change)
  const isTime = field === 'start' || field === 'end'
  const days = new Set(isTime ? [...from, ...to].map((at) => dateOf(at, timeZone)) : [])
  const moment = (at: string) =>
    days.size > 1 ? `${dateOf(at, timeZone)} ${formatTime(at, timeZone)}` : formatTime(at, timeZone)
  // A text that changed is not repeated in full.
  const show = (values: string[]) =>
    values.length === 0 ? 'none' : values.map((value) => (isTime ? moment(value) : shorten(value))).join(', ')
  return `${field} ${show(from)} → ${show(to)}`
}

/** A session can have ten, of which one is new. */
function describeLinks(change: FieldChange<string>): string {
  const links = comeAndGone(change).map(
    ({ what, item }) => `${what === 'added' ? '+' : '−'} ${shorten(item)}`,
  )
  return links.length === 0 ? 'links in another order' : `links ${links.join(', ')}`
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`
}
