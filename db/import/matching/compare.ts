/** Compares a newer programme with the stored one, field by field. Pure; both must be in stored form (stored-programme.ts). */
import type {
  ChangedFact,
  ChangedField,
  FieldChange,
  ListChange,
  ProgrammeChanges,
  SessionChange,
} from '../../contract/index.ts'
import { BundleSession, type ConferenceBundle, type PackFile } from '../../model.ts'
import type { StructuredColumn } from '../../sql/sessions.ts'

type Bundle = ConferenceBundle
type Session = Bundle['sessions'][number]

export type Comparison = {
  /** Changed sessions only, by time and room as in the agenda. Sessions missing from the file keep their old time. */
  sessions: SessionChange[]
  otherChanges: OtherChanges
}
/** Changes outside the sessions. */
export type OtherChanges = Omit<ProgrammeChanges, 'sessions'>

type ShowField = (session: Session, names: Names) => string[]
/**
 * The fields that a reader sees, in the order of the list of changes. Invisible changes do not count. Text columns that are not listed here
 * come last. Any other column that is not listed is a compile error.
 */
const showFields: Record<StructuredColumn, ShowField> & Partial<Record<ChangedField, ShowField>> = {
  start: ({ start }) => [start],
  end: ({ end }) => toShownList(end),
  day: ({ day }) => [day],
  room: ({ room }, { rooms }) => toShownList(room === null ? null : (rooms.get(room) ?? room)),
  title: ({ title }) => [title],
  label: ({ label }) => toShownList(label),
  speakers: ({ speakers }, names) => speakers.map((guid) => names.speakers.get(guid) ?? guid),
  languages: ({ languages }) => languages,
  kind: ({ kind }) => [kind],
  type: ({ type }) => toShownList(type),
  status: ({ status }) => [status],
  track: ({ track }) => toShownList(track),
  recording: ({ recording }) => (recording?.optOut ? ['opt-out'] : toShownList(recording?.licence ?? null)),
  links: ({ links }) => links.map(({ title, url }) => [title, url].filter(Boolean).join(' · ')),
  description: ({ description }) => toShownList(description),
}
const sessionFields = new Map(Object.entries(showFields) as [ChangedField, ShowField][])
for (const field of BundleSession.omit({ guid: true }).keyof().options) {
  if (!sessionFields.has(field))
    sessionFields.set(field, (session) => toShownList(session[field] as string | null))
}

const factNames: readonly Exclude<ChangedFact, 'text' | 'version'>[] = [
  'title',
  'subtitle',
  'startDate',
  'endDate',
  'timeZone',
  'venue',
  'city',
  'country',
  'edition',
  'url',
]

type Names = { rooms: ReadonlyMap<string, string>; speakers: ReadonlyMap<string, string> }

export function compareProgrammes(before: Bundle, after: Bundle): Comparison {
  const oldNames = getNames(before)
  const newNames = getNames(after)
  const oldSessions = new Map<string, Session>(before.sessions.map((session) => [session.guid, session]))
  const changed: [Session, SessionChange][] = []
  const addChange = (
    session: Session,
    kind: SessionChange['kind'],
    names: Names,
    fields: FieldChange<ChangedField>[],
  ) => changed.push([session, describeChange(session, kind, names, fields)])
  for (const session of after.sessions) {
    const previous = oldSessions.get(session.guid)
    oldSessions.delete(session.guid)
    if (!previous) {
      addChange(session, 'added', newNames, [])
      continue
    }
    const fields = [...sessionFields].flatMap(([field, show]) => {
      const from = show(previous, oldNames)
      const to = show(session, newNames)
      return isSameList(from, to) ? [] : [{ field, from, to }]
    })
    if (fields.length === 0) continue
    const isCancelled = session.status === 'cancelled' && previous.status !== 'cancelled'
    addChange(session, isCancelled ? 'cancelled' : 'changed', newNames, fields)
  }
  for (const session of oldSessions.values()) {
    if (session.status !== 'cancelled') addChange(session, 'missing', oldNames, [])
  }
  const comparison = {
    sessions: sortByTime(changed, [...after.rooms, ...before.rooms]),
    otherChanges: compareOtherParts(before, after),
  }
  if (isUnchanged(comparison)) comparison.otherChanges.facts.push(...getVersion(before, after))
  return comparison
}

/**
 * The version is reported if nothing else changed. A version that is too high by mistake blocks all later versions, so it must be visible,
 * and Undo must be possible.
 */
function getVersion(before: Bundle, after: Bundle): FieldChange<ChangedFact>[] {
  const from = before.conference.revision
  const to = after.conference.revision
  return from === to ? [] : [{ field: 'version', from: [String(from)], to: [String(to)] }]
}

/** Stored times share one format, so comparing them as text is enough. */
function sortByTime(
  changes: readonly [Session, SessionChange][],
  rooms: readonly { guid: string }[],
): SessionChange[] {
  // The order is reversed so that the first of two rooms with the same guid counts.
  const places = new Map(rooms.map(({ guid }, index) => [guid, index] as const).reverse())
  const getPlace = ({ room }: Session) => (room === null ? -1 : (places.get(room) ?? -1))
  const compareText = (a: string, b: string) => (a < b ? -1 : Number(a > b))
  return [...changes]
    .sort(
      ([a], [b]) => compareText(a.day, b.day) || compareText(a.start, b.start) || getPlace(a) - getPlace(b),
    )
    .map(([, change]) => change)
}

export function compareOtherParts(before: Bundle, after: Bundle): OtherChanges {
  const compareFiles = (kind: PackFile['role']) => {
    const listFiles = ({ files = [] }: Bundle) => files.filter(({ role }) => role === kind)
    return compareLists(listFiles(before), listFiles(after), ({ title }) => title)
  }
  return {
    facts: getFacts(before.conference, after.conference),
    speakers: compareSpeakers(before.speakers, after.speakers),
    keyMessages: compareLists(
      before.keyMessages.flatMap(listMessageAndPoints),
      after.keyMessages.flatMap(listMessageAndPoints),
      ({ number, lead }) => `${number}. ${lead}`,
    ),
    directory: compareLists(before.directory, after.directory, ({ name }) => name),
    floorPlans: compareFiles('floor-plan'),
    documents: compareFiles('document'),
  }
}

export function isUnchanged({ sessions, otherChanges: { facts, ...lists } }: Comparison): boolean {
  const names = Object.values(lists).flatMap(({ added, changed, removed }) => [added, changed, removed])
  return [sessions, facts, ...names].every((list) => list.length === 0)
}

export const noOtherChanges: OtherChanges = {
  facts: [],
  speakers: { added: [], changed: [], removed: [] },
  keyMessages: { added: [], changed: [], removed: [] },
  directory: { added: [], changed: [], removed: [] },
  floorPlans: { added: [], changed: [], removed: [] },
  documents: { added: [], changed: [], removed: [] },
}

function describeChange(
  { guid, label, title, start, room }: Session,
  kind: SessionChange['kind'],
  { rooms }: Names,
  fields: FieldChange<ChangedField>[],
): SessionChange {
  return {
    guid,
    kind,
    label,
    title,
    start,
    room: room === null ? null : (rooms.get(room) ?? room),
    fields,
  }
}

function getFacts(before: Bundle['conference'], after: Bundle['conference']): FieldChange<ChangedFact>[] {
  const facts = factNames.flatMap((field): FieldChange<ChangedFact>[] => {
    const from = toShownList(before[field])
    const to = toShownList(after[field])
    return isSameList(from, to) ? [] : [{ field, from, to }]
  })
  const joinTexts = ({ introduction, keyMessagesHeading, closing }: Bundle['conference']) =>
    JSON.stringify([introduction, keyMessagesHeading, closing])
  // These texts are too long to show here. Readers find them on the page of key messages.
  if (joinTexts(before) !== joinTexts(after)) facts.push({ field: 'text', from: [], to: [] })
  return facts
}

type Point = Omit<Bundle['keyMessages'][number], 'points'>
function listMessageAndPoints({ points, ...message }: Bundle['keyMessages'][number]): Point[] {
  return [message, ...points]
}

function compareLists<T extends { guid: string }>(
  before: readonly T[],
  after: readonly T[],
  getName: (item: T) => string,
): ListChange {
  const oldItems = new Map(before.map((item) => [item.guid, item]))
  const change: ListChange = { added: [], changed: [], removed: [] }
  for (const item of after) {
    const previous = oldItems.get(item.guid)
    oldItems.delete(item.guid)
    if (!previous) change.added.push(getName(item))
    else if (serialise(previous) !== serialise(item)) change.changed.push(getName(item))
  }
  change.removed.push(...[...oldItems.values()].map(getName))
  return change
}

/** Finds changed biographies. Added, removed and renamed speakers are reported with their sessions. */
function compareSpeakers(before: Bundle['speakers'], after: Bundle['speakers']): ListChange {
  const oldBiographies = new Map<string, string>()
  for (const { guid, name, biography } of before) {
    oldBiographies.set(guid, biography)
    oldBiographies.set(`name ${name}`, biography)
  }
  const changed = after.filter(({ guid, name, biography }) => {
    const oldBiography = oldBiographies.get(guid) ?? oldBiographies.get(`name ${name}`)
    return oldBiography !== undefined && oldBiography !== biography
  })
  return { added: [], changed: changed.map(({ name }) => name), removed: [] }
}

/** The same text for items that differ only in the order of their fields. */
function serialise(item: object): string {
  return JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function getNames({ rooms, speakers }: Bundle): Names {
  return {
    rooms: new Map(rooms.map(({ guid, name }) => [guid, name])),
    speakers: new Map(speakers.map(({ guid, name }) => [guid, name])),
  }
}

/** An empty value is shown as no value. */
function toShownList(value: string | null): string[] {
  return value === null || value === '' ? [] : [value]
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
