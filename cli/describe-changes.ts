/** Describes an update for the terminal: counts by kind, then one line per session. */
import {
  byKind,
  type ChangeKind,
  changeKinds,
  countKinds,
  findAddedAndRemoved,
  isMine,
} from '../core/programme-changes.ts'
import { type TextPart, textChange } from '../core/text-change.ts'
import { changeFormat } from '../core/time.ts'
import type {
  BesideCounts,
  FieldChange,
  ListChange,
  ProgrammeChanges,
  SessionChange,
  SessionCounts,
} from '../db/contract/index.ts'
import { formatCount } from './counted.ts'

const LONGEST = 60
/** Most lines shown for other sessions, and for each other list. */
const MOST = 20

/**
 * Orders changes as the window does: the delegate's own sessions first, by importance, then by time. Lists those in full, and others up to
 * a limit unless `all` is set.
 */
export function describeChanges(changes: ProgrammeChanges, timeZone: string, all: boolean): string[] {
  const sessions = byKind(changes.sessions)
  const { facts, speakers, keyMessages, directory, floorPlans, documents } = changes
  const line = (change: SessionWithMine) =>
    [describeSession(change), ...change.fields.map((field) => describeField(field, timeZone))].join('; ')
  const few = (lines: string[], name: string) => {
    // A single omitted line would take a line to mention.
    if (all || lines.length <= MOST + 1) return lines
    return [...lines.slice(0, MOST), `… and ${formatCount(lines.length - MOST, name)} more: --all shows them`]
  }
  return [
    ...(sessions.length > 1 ? [describeKinds(sessions)] : []),
    ...sessions.filter(isMine).map(line),
    ...facts.map((fact) => `conference: ${describeField(fact, timeZone)}`),
    ...few(sessions.filter((change) => !isMine(change)).map(line), 'session'),
    ...few(describeList('biography', speakers), 'change'),
    ...few(describeList('key message', keyMessages), 'change'),
    ...few(describeList('organisation', directory), 'change'),
    ...few(describeList('floor plan', floorPlans), 'change'),
    ...few(describeList('document', documents), 'change'),
  ]
}

type SessionWithMine = ProgrammeChanges['sessions'][number]

const kindWords: Record<ChangeKind, string> = {
  cancelled: 'cancelled',
  reinstated: 'on again',
  moved: 'moved',
  retitled: 'retitled',
  speakers: 'with other speakers',
  changed: 'changed otherwise',
  added: 'added',
}

/** “900 sessions: 2 cancelled (1 left out of the file), 12 moved, 890 retitled”. A session can be both moved and retitled. */
function describeKinds(sessions: readonly SessionWithMine[]): string {
  const counts = new Map(countKinds(sessions).map(({ kind, count }) => [kind, count]))
  const leftOut = sessions.filter(({ kind }) => kind === 'missing').length
  const kinds = changeKinds.flatMap((kind) => {
    const count = counts.get(kind)
    if (count === undefined) return []
    const why = kind === 'cancelled' && leftOut > 0 ? ` (${leftOut} left out of the file)` : ''
    return `${count} ${kindWords[kind]}${why}`
  })
  return `${formatCount(sessions.length, 'session')}: ${kinds.join(', ')}`
}

function describeList(name: string, { added, changed, removed }: ListChange): string[] {
  return [
    ...added.map((item) => `${name} added: ${item}`),
    ...changed.map((item) => `${name} changed: ${item}`),
    ...removed.map((item) => `${name} removed: ${item}`),
  ]
}

/** Counts sessions by kind of change, and lists other changes: “1 added, 0 changed, 0 cancelled, “Guide” changed”. */
export function describeCounts({ added, changed, cancelled }: SessionCounts, beside: BesideCounts): string {
  const others = [
    [beside.facts, 'conference detail'],
    [beside.speakers, 'speaker'],
    [beside.keyMessages, 'key message'],
    [beside.contacts, 'organisation'],
  ] as const
  return [
    `${added} added, ${changed} changed, ${cancelled} cancelled`,
    ...others.filter(([count]) => count > 0).map(([count, name]) => `${formatCount(count, name)} changed`),
    ...(beside.files.length > 0 ? [`${describeFiles(beside.files)} changed`] : []),
  ].join(', ')
}

/** The number of floor plans and documents to name. */
const FILES = 3

function describeFiles(files: readonly string[]): string {
  const more = files.length - FILES
  const named = files
    .slice(0, FILES)
    .map((file) => `“${file}”`)
    .join(', ')
  return more > 0 ? `${named} and ${more} more` : named
}

const words: Record<SessionChange['kind'], string> = {
  added: 'added',
  changed: 'changed',
  cancelled: 'cancelled',
  missing: 'left out',
}

function describeSession(change: SessionWithMine): string {
  const { kind, label, title } = change
  const own = isMine(change) ? ' (mine)' : ''
  return `${words[kind]}${own}: ${label === null ? title : `${label}, ${title}`}`
}

function describeField(change: FieldChange<string>, timeZone: string): string {
  const { field, from, to } = change
  if (field === 'links') return describeLinks(change)
  const [[before, ...more], [after, ...others]] = [from, to]
  const isText = before !== undefined && after !== undefined && more.length + others.length === 0
  if (isText && Math.max(before.length, after.length) > LONGEST)
    return `${field} ${describeText(before, after)}`
  const isTime = field === 'start' || field === 'end'
  const moment = changeFormat(isTime ? [...from, ...to] : [], timeZone, (date, time) => `${date} ${time}`)
  // A text that changed is not repeated in full.
  const show = (values: string[]) =>
    values.length === 0 ? 'none' : values.map((value) => (isTime ? moment(value) : shorten(value))).join(', ')
  return `${field} ${show(from)} → ${show(to)}`
}

/** Shows only the part of a long text that differs, as the window does. */
function describeText(from: string, to: string): string {
  const parts = textChange(from, to, LONGEST)
  if (!parts) return 'changed in spaces and line breaks only'
  const show = ({ before, changed, after }: TextPart) => `${before}${shorten(changed)}${after}`
  return `${show(parts[0])} → ${show(parts[1])}`
}

/** Shows only added and removed links, because a session can have many. */
function describeLinks(change: FieldChange<string>): string {
  const links = findAddedAndRemoved(change).map(
    ({ what, item }) => `${what === 'added' ? '+' : '−'} ${shorten(item)}`,
  )
  return links.length === 0 ? 'links in another order' : `links ${links.join(', ')}`
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`
}
