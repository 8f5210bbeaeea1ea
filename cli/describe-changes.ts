/** Describes an update for the terminal: counts by kind, then one line per session. */
import {
  type ChangeKind,
  changeKinds,
  countKinds,
  findAddedAndRemoved,
  isMine,
  sortByKind,
} from '../core/programme-changes.ts'
import { findTextChange, type TextPart } from '../core/text-change.ts'
import { createTimeFormat } from '../core/time.ts'
import type {
  ChangedFact,
  ChangedField,
  FieldChange,
  ListChange,
  OtherChangeCounts,
  ProgrammeChanges,
  SessionChange,
  SessionCounts,
} from '../db/contract/index.ts'
import { type CliKey, t } from './texts.ts'

const MAX_VALUE_LENGTH = 60
type Field = ChangedField | ChangedFact
/** The maximum number of lines for other sessions, and for each other list. */
const MAX_LINES = 20

/**
 * Orders changes as the window does: the delegate's own sessions first, by importance, then by time. Lists the delegate's own sessions in
 * full, and others up to a limit unless `all` is set.
 */
export function describeChanges(changes: ProgrammeChanges, timeZone: string, { all = false } = {}): string[] {
  const sessions = sortByKind(changes.sessions)
  const { facts, speakers, keyMessages, directory, floorPlans, documents } = changes
  const describeChange = (change: SessionWithMine) =>
    [describeSession(change), ...change.fields.map((field) => describeField(field, timeZone))].join('; ')
  const limitLines = (lines: string[], leftOutKey: CliKey = 'changes.moreChanges') => {
    // Mentioning a single omitted line would take a line too.
    if (all || lines.length <= MAX_LINES + 1) return lines
    return [...lines.slice(0, MAX_LINES), t(leftOutKey, { count: lines.length - MAX_LINES })]
  }
  return [
    ...(sessions.length > 1 ? [describeKinds(sessions)] : []),
    ...sessions.filter(isMine).map(describeChange),
    ...facts.map((fact) => t('changes.ofConference', { change: describeField(fact, timeZone) })),
    ...limitLines(sessions.filter((change) => !isMine(change)).map(describeChange), 'changes.moreSessions'),
    ...limitLines(describeList('changes.lists.biography', speakers)),
    ...limitLines(describeList('changes.lists.keyMessage', keyMessages)),
    ...limitLines(describeList('changes.lists.organisation', directory)),
    ...limitLines(describeList('changes.lists.floorPlan', floorPlans)),
    ...limitLines(describeList('changes.lists.document', documents)),
  ]
}

type SessionWithMine = ProgrammeChanges['sessions'][number]

const kindCounts: Record<ChangeKind, CliKey> = {
  cancelled: 'changes.counts.cancelled',
  reinstated: 'changes.counts.reinstated',
  moved: 'changes.counts.moved',
  retitled: 'changes.counts.retitled',
  speakers: 'changes.counts.speakers',
  changed: 'changes.counts.changed',
  added: 'changes.counts.added',
}

/** “900 sessions: 2 cancelled (1 left out of the file), 12 moved, 890 retitled”. A session can be both moved and retitled. */
function describeKinds(sessions: readonly SessionWithMine[]): string {
  const counts = new Map(countKinds(sessions).map(({ kind, count }) => [kind, count]))
  const leftOut = sessions.filter(({ kind }) => kind === 'missing').length
  const kinds = changeKinds.flatMap((kind) => {
    const count = counts.get(kind)
    if (count === undefined) return []
    const counted = t(kindCounts[kind], { count })
    const isSplit = kind === 'cancelled' && leftOut > 0
    return isSplit ? t('changes.withLeftOut', { counted, count: leftOut }) : counted
  })
  return t('changes.summary', {
    sessions: t('count.sessions', { count: sessions.length }),
    kinds: kinds.join(', '),
  })
}

/** Formats one line for each change. `key`: the text that names what is listed. */
export function describeList(key: CliKey, { added, changed, removed }: ListChange): string[] {
  const list = t(key)
  return [
    ...added.map((item) => t('changes.itemAdded', { list, item })),
    ...changed.map((item) => t('changes.itemChanged', { list, item })),
    ...removed.map((item) => t('changes.itemRemoved', { list, item })),
  ]
}

/** Counts sessions by kind of change, and lists other changes: “1 added, 0 changed, 0 cancelled, “Guide” changed”. */
export function describeCounts(
  { added, changed, cancelled }: SessionCounts,
  otherChanges: OtherChangeCounts,
): string {
  const others = [
    { count: otherChanges.facts, key: 'changes.besides.facts' },
    { count: otherChanges.speakers, key: 'changes.besides.speakers' },
    { count: otherChanges.keyMessages, key: 'changes.besides.keyMessages' },
    { count: otherChanges.contacts, key: 'changes.besides.organisations' },
  ] as const
  return [
    t('changes.sessionCounts', { added, changed, cancelled }),
    ...others.filter(({ count }) => count > 0).map(({ count, key }) => t(key, { count })),
    ...(otherChanges.files.length > 0
      ? [t('changes.besides.files', { files: describeFiles(otherChanges.files) })]
      : []),
  ].join(', ')
}

/** The number of floor plans and documents to name. */
const MAX_NAMED_FILES = 3

function describeFiles(files: readonly string[]): string {
  const leftOutCount = files.length - MAX_NAMED_FILES
  const named = files
    .slice(0, MAX_NAMED_FILES)
    .map((name) => t('quoted', { name }))
    .join(', ')
  return leftOutCount > 0 ? t('changes.andMoreFiles', { named, count: leftOutCount }) : named
}

const sessionKinds: Record<SessionChange['kind'], CliKey> = {
  added: 'changes.kinds.added',
  changed: 'changes.kinds.changed',
  cancelled: 'changes.kinds.cancelled',
  missing: 'changes.kinds.missing',
}

function describeSession(change: SessionWithMine): string {
  const { kind, label, title } = change
  const kindName = t(sessionKinds[kind])
  return t('changes.session', {
    what: isMine(change) ? t('changes.mine', { what: kindName }) : kindName,
    title: label === null ? title : `${label}, ${title}`,
  })
}

function describeField(change: FieldChange<string>, timeZone: string): string {
  const { field, from, to } = change
  if (field === 'links') return describeLinks(change)
  const name = t(`fields.${field as Field}`)
  const [before = ''] = from
  const [after = ''] = to
  const isSingle = from.length === 1 && to.length === 1
  if (isSingle && Math.max(before.length, after.length) > MAX_VALUE_LENGTH)
    return `${name} ${describeText(before, after)}`
  const isTime = field === 'start' || field === 'end'
  const formatInstant = createTimeFormat(
    isTime ? [...from, ...to] : [],
    timeZone,
    (date, time) => `${date} ${time}`,
  )
  // Values are shortened, since the window shows them in full.
  const showValues = (values: string[]) =>
    values.length === 0
      ? t('changes.none')
      : values.map((value) => (isTime ? formatInstant(value) : shorten(value))).join(', ')
  return `${name} ${showValues(from)} → ${showValues(to)}`
}

/** Shows only the part of a long text that differs, as the window does. */
function describeText(oldText: string, newText: string): string {
  const parts = findTextChange(oldText, newText, MAX_VALUE_LENGTH)
  if (!parts) return t('changes.onlySpaces')
  const showPart = ({ before, changed, after }: TextPart) => `${before}${shorten(changed)}${after}`
  return `${showPart(parts[0])} → ${showPart(parts[1])}`
}

/** Shows only added and removed links, because a session can have many. */
function describeLinks(change: FieldChange<string>): string {
  const links = findAddedAndRemoved(change).map(
    ({ what, item }) => `${what === 'added' ? '+' : '−'} ${shorten(item)}`,
  )
  return links.length === 0 ? t('changes.linksReordered') : `${t('fields.links')} ${links.join(', ')}`
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= MAX_VALUE_LENGTH ? line : `${line.slice(0, MAX_VALUE_LENGTH)}…`
}
