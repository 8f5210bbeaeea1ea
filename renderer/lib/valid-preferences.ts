/** Validates stored preferences, which may come from another version or be truncated. Values of a wrong type are dropped. */
import { isLanguage, isTheme } from '../../core/desktop.ts'
import type { Preferences } from './preferences.ts'

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
