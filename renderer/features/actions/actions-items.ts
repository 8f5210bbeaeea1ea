/** Rows of the actions list (tasks, decisions, questions) in the chosen order and scope. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { NoteItems, TaskChange } from '../../../db/contract/index.ts'
import type { Instant, KeyMessage, NoteId, NoteItem, PlainDate, Session } from '../../../db/model.ts'
import { createTextFilter } from '../../lib/fold.ts'

export type ActionKind = NoteItem['kind']
export type ActionScope = 'open' | 'done' | 'all'
export type ActionOrder = 'due' | 'person' | 'session'
export type Action = {
  key: string
  note: NoteId
  /** As in NoteSummary. */
  createdBy: string | null
  item: NoteItem
  session: Session | null
  message: KeyMessage | null
  /** The time at which the action was written: the time of its entry, or else of its note. */
  at: Instant
  /** The names of those who are to do it, with a word for the delegate. */
  who: string[]
  isForMe: boolean
  /** Who in the delegation last changed what, newest first. `at` is on the conference clock. */
  changes: Pick<TaskChange, 'field' | 'person' | 'at'>[]
}
export type DueGroup = 'overdue' | 'week' | 'later' | 'none' | 'done'
export type ActionsItem =
  | { kind: 'due'; key: DueGroup }
  /** `name` is null for actions that name nobody. */
  | { kind: 'person'; key: string; name: string | null }
  | { kind: 'session'; key: string; session: Session }
  | { kind: 'withoutSession'; key: string }
  | { kind: 'action'; key: string; action: Action }

export function getKey(note: NoteId, { kind, index }: Pick<NoteItem, 'kind' | 'index'>): string {
  return `${note}.${kind}.${index}`
}

export function parseKey(key: string | undefined): { note: NoteId; kind: ActionKind; index: number } | null {
  const [, note, kind, index] = /^([0-9a-f-]{36})\.(task|decision|question)\.(\d+)$/.exec(key ?? '') ?? []
  return note ? { note: note as NoteId, kind: kind as ActionKind, index: Number(index) } : null
}

/** `toConferenceTime` converts a time of the computer to the conference clock. `you`: the word for the person `me`. */
export function getActions(
  lists: readonly NoteItems[],
  sessions: readonly Session[],
  messages: readonly KeyMessage[],
  toConferenceTime: (created: Instant) => Instant,
  { me, you, changes }: { me: string; you: string; changes: readonly TaskChange[] },
): Action[] {
  const changesByKey = Map.groupBy(changes, ({ note, index }) => getKey(note, { kind: 'task', index }))
  const sessionByGuid = new Map<string, Session>(sessions.map((session) => [session.guid, session]))
  const messageByGuid = new Map<string, KeyMessage>(messages.map((message) => [message.guid, message]))
  return lists.flatMap(({ note, session, keyMessage, createdAt, createdBy, items }) =>
    items.map((item) => ({
      key: getKey(note, item),
      note,
      createdBy,
      item,
      session: (session && sessionByGuid.get(session)) || null,
      message: (keyMessage && messageByGuid.get(keyMessage)) || null,
      at: item.at ?? toConferenceTime(createdAt),
      who: item.who.map((name, index) => (item.members[index] === me ? you : name)),
      isForMe: item.members.includes(me),
      changes: (changesByKey.get(getKey(note, item)) ?? [])
        .map(({ field, person, at }) => ({ field, person, at: toConferenceTime(at) }))
        .toSorted((a, b) => compare(b.at, a.at)),
    })),
  )
}

/** `justTicked`: keys of tasks that stay listed although they are done, so that nothing moves under the pointer. */
export function filterActions(
  actions: readonly Action[],
  kind: ActionKind,
  scope: ActionScope,
  query: string,
  justTicked: ReadonlySet<string>,
): Action[] {
  const matches = createTextFilter(query)
  return actions.filter(
    ({ key, item, who, session, message }) =>
      item.kind === kind &&
      (kind !== 'task' || scope === 'all' || justTicked.has(key) || item.done === (scope === 'done')) &&
      matches(item.text, ...who, ...item.who, session?.label, session?.title, message?.lead),
  )
}

/** Decisions and questions have no due date, so they are grouped by session instead. */
export function getRows(
  actions: readonly Action[],
  order: ActionOrder,
  context: {
    today: PlainDate
    sessions: readonly Session[]
    language: string
    justTicked: ReadonlySet<string>
    you: string
  },
): ActionsItem[] {
  if (order === 'person') return groupByPerson(actions, context)
  const hasOnlyTasks = actions.every(({ item }) => item.kind === 'task')
  return order === 'due' && hasOnlyTasks
    ? groupByDueDate(actions, context)
    : groupBySession(actions, context.sessions)
}

/** @returns the date on which a task is to be done, or else its due date */
function getDate({ planned, due }: NoteItem): PlainDate | null {
  return planned ?? due
}

function groupByDueDate(
  actions: readonly Action[],
  { today, justTicked }: { today: PlainDate; justTicked: ReadonlySet<string> },
): ActionsItem[] {
  const sunday = getEndOfWeek(today)
  const getGroup = ({ key, item }: Action): DueGroup => {
    if (item.done && !justTicked.has(key)) return 'done'
    if (item.due !== null && item.due < today) return 'overdue'
    const date = getDate(item)
    if (date === null) return 'none'
    return date <= sunday ? 'week' : 'later'
  }
  const groups = Map.groupBy(actions, getGroup)
  return (['overdue', 'week', 'later', 'none', 'done'] as const).flatMap((group) => {
    const inGroup = groups.get(group)
    if (!inGroup) return []
    const sorted = inGroup.toSorted(
      (a, b) => compare(getDate(a.item) ?? '', getDate(b.item) ?? '') || compareTimes(a, b),
    )
    return [{ kind: 'due' as const, key: group }, ...sorted.map((action) => getRow(action))]
  })
}

/** Groups actions by person. An action for several people is listed under each of them. The delegate's own actions come first. */
function groupByPerson(
  actions: readonly Action[],
  { language, you }: { language: string; you: string },
): ActionsItem[] {
  const people = new Map<string | null, Action[]>()
  for (const action of actions) {
    const names = action.who.length > 0 ? new Set(action.who) : [null]
    for (const name of names) {
      const actionsOfPerson = people.get(name)
      if (actionsOfPerson) actionsOfPerson.push(action)
      else people.set(name, [action])
    }
  }
  const named = [...people]
    .filter((entry): entry is [string, Action[]] => entry[0] !== null)
    .sort(([a], [b]) => Number(b === you) - Number(a === you) || a.localeCompare(b, language))
  const withoutPerson = people.get(null)
  return [...named, ...(withoutPerson ? [[null, withoutPerson] as const] : [])].flatMap(([name, theirs]) => [
    { kind: 'person' as const, key: `person ${name ?? ''}`, name },
    ...theirs
      .toSorted((a, b) => compare(getDate(a.item) ?? '9', getDate(b.item) ?? '9') || compareTimes(a, b))
      .map((action) => getRow(action, name ?? '')),
  ])
}

/** Groups actions by session, in programme order, followed by actions without a session. */
function groupBySession(actions: readonly Action[], sessions: readonly Session[]): ActionsItem[] {
  const groups = Map.groupBy(actions, ({ session }) => session)
  const inSessions = sessions.flatMap((session): ActionsItem[] => {
    const inSession = groups.get(session)
    if (!inSession) return []
    const heading = { kind: 'session' as const, key: `session ${session.guid}`, session }
    return [heading, ...inSession.toSorted(compareTimes).map((action) => getRow(action))]
  })
  const withoutSession = groups.get(null)
  if (!withoutSession) return inSessions
  const heading = { kind: 'withoutSession' as const, key: 'withoutSession' }
  return [...inSessions, heading, ...withoutSession.toSorted(compareTimes).map((action) => getRow(action))]
}

function getRow(action: Action, group = ''): ActionsItem {
  return { kind: 'action', key: `${action.key} ${group}`, action }
}

/** The Sunday of the current week, which starts on Monday (ISO 8601). */
function getEndOfWeek(today: PlainDate): PlainDate {
  const date = Temporal.PlainDate.from(today)
  return date.add({ days: date.daysInWeek - date.dayOfWeek }).toString()
}

function compareTimes(a: Action, b: Action): number {
  return compare(a.at, b.at) || a.item.index - b.item.index
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
