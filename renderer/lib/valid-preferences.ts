/** The preferences, and checks of those that are stored, which may come from another version or be truncated. Values of a wrong type are dropped. */
import { isLanguage, isTheme, type Language, type Theme } from '../../core/desktop.ts'
import type { DismissedReminder } from '../../core/reminder.ts'
import type { Guid } from '../../db/model.ts'

/** The grouping of the agenda's list. */
export type Grouping = 'time' | 'tracks' | 'speakers' | 'rooms'

/** The agenda's filters in the form of features/schedule/filters.ts, possibly of another version. */
export type StoredFilters = Readonly<Record<string, readonly string[] | boolean>>

/** What the agenda leaves out. Tracks are identified by name. */
export type Hidden = { sessions: readonly Guid[]; rooms: readonly Guid[]; tracks: readonly string[] }

export type Preferences = {
  theme: Theme
  language: Language
  /** Slug of the conference on screen; null for the first one. */
  conference: string | null
  /** The last open route. */
  route: string
  /** Whether a session was ever opened here; until then the agenda shows the welcome (features/welcome). */
  welcomed: boolean
  /** Width of the list pane by screen, in CSS pixels. */
  listWidths: Record<string, number>
  /** Milliseconds added to the computer's clock during a rehearsal. */
  rehearseOffset: number | null
  /** When the rehearsal began, on the computer's clock. */
  rehearsedSince: string | null
  /** Order of the list of all notes. */
  notesSort: 'session' | 'changed'
  actionsOrder: 'due' | 'person' | 'session'
  /** Whether search and the list of notes cover all conferences, and not only the conference on the screen. */
  searchEverywhere: boolean
  notesEverywhere: boolean
  /** Whether search finds only the words as typed. */
  searchExactOnly: boolean
  agendaView: 'list' | 'grid'
  agendaGrouping: Grouping
  /** The agenda's filters by slug of the conference. */
  agendaFilters: Record<string, StoredFilters>
  /** What the delegate has hidden, by slug of the conference. */
  hidden: Record<string, Hidden>
  /** Conflicting pairs of starred sessions that the delegate chose to keep. */
  keptConflicts: string[]
  /** Most recently dismissed reminders, newest last. */
  dismissedReminders: readonly DismissedReminder[]
}

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isBoolean: Check = (value) => typeof value === 'boolean'
const isOneOf =
  (...names: string[]): Check =>
  (value) =>
    isText(value) && names.includes(value as string)
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const isRecordOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check)

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isFilters: Check = (value) =>
  isObject(value) &&
  Object.entries(value).every(([name, choice]) =>
    ['starred', 'noted', 'uncovered'].includes(name) ? isBoolean(choice) : isListOf(isText)(choice),
  )

const isHidden: Check = (value) =>
  isObject(value) && [value.sessions, value.rooms, value.tracks].every(isListOf(isText))

const isDismissed: Check = (value) =>
  isObject(value) &&
  [value.conference, value.session, value.start, value.at].every(isText) &&
  isBoolean(value.rehearsed)

/** A check for each stored preference: one without a check would be dropped. The preferences of a rehearsal are stored separately. */
const checks: Record<Exclude<keyof Preferences, 'rehearseOffset' | 'rehearsedSince'>, Check> = {
  theme: isTheme,
  language: isLanguage,
  conference: (value) => value === null || isText(value),
  route: (value) => isText(value) && (value as string).startsWith('/'),
  welcomed: isBoolean,
  listWidths: isRecordOf(Number.isFinite),
  notesSort: isOneOf('session', 'changed'),
  actionsOrder: isOneOf('due', 'person', 'session'),
  searchEverywhere: isBoolean,
  searchExactOnly: isBoolean,
  notesEverywhere: isBoolean,
  agendaView: isOneOf('list', 'grid'),
  agendaGrouping: isOneOf('time', 'tracks', 'speakers', 'rooms'),
  agendaFilters: isRecordOf(isFilters),
  hidden: isRecordOf(isHidden),
  keptConflicts: isListOf(isText),
  dismissedReminders: isListOf(isDismissed),
}

export function keepValid(stored: unknown): Record<string, unknown> {
  if (!isObject(stored)) return {}
  return Object.fromEntries(
    Object.entries(checks).flatMap(([name, check]) =>
      Object.hasOwn(stored, name) && check(stored[name]) ? [[name, stored[name]]] : [],
    ),
  )
}
