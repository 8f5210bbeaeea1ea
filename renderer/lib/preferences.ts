/**
 * How this computer's delegate likes the interface: theme, language, pane widths, where they were.
 * Kept in localStorage since the first frame needs them; losing them loses no work. A rehearsal ends with the window.
 * What is changed in one window holds in the others at once.
 */
import { type Language, languages, type Theme } from '../../core/desktop.ts'
import type { Dismissed } from '../../core/reminder.ts'
import type { Guid, LanguageTag, PlainDate, Session } from '../../db/model.ts'
import { createStore } from './create-store.ts'
import { keepSound } from './sound-preferences.ts'

/** What the agenda's list is by. */
export type Grouping = 'time' | 'tracks' | 'speakers' | 'rooms'

/** Which sessions of a programme are shown: any of the chosen within a group, all groups together. */
export type Filters = {
  /** Of the programme. */
  days: readonly PlainDate[]
  rooms: readonly Guid[]
  /** Names, as the sessions have them. */
  tracks: readonly string[]
  /** Of interpretation. */
  languages: readonly LanguageTag[]
  kinds: readonly Session['kind'][]
  /** The same by the organiser's words, where the conference has any: see getType. */
  types: readonly string[]
  /** Names, as the sessions have them. */
  speakers: readonly string[]
  /** The delegate's own: those with a star, and those with notes. Both together are their agenda. */
  starred: boolean
  noted: boolean
}

export type Preferences = {
  theme: Theme
  language: Language
  /** Slug of the conference on screen; null: the first one. */
  conference: string | null
  /** The route that was open last. */
  route: string
  /** Whether a session was ever opened here: until then the agenda greets (features/welcome). */
  welcomed: boolean
  /** Width of the list pane by screen, in CSS pixels. */
  listWidths: Record<string, number>
  /** Added to the computer's clock, in milliseconds, while a rehearsal is on. */
  rehearseOffset: number | null
  /** On the computer's clock, the instant at which the rehearsal began. */
  rehearsedSince: string | null
  /** Order of the list of all notes. */
  notesSort: 'session' | 'changed'
  actionsOrder: 'due' | 'person' | 'session'
  /** Whether search and the list of notes look at every conference on this computer, or at the one on screen. */
  searchEverywhere: boolean
  notesEverywhere: boolean
  agendaView: 'list' | 'grid'
  agendaGrouping: Grouping
  /** Which sessions the agenda shows, by slug of the conference. */
  agendaFilters: Record<string, Filters>
  /** Pairs of starred sessions that clash and that the delegate keeps all the same (parts/conflicts.ts). */
  keptConflicts: string[]
  /** The last ones, newest last. */
  dismissedReminders: readonly Dismissed[]
}

const KEY = 'preferences'
/** Of this window only: whoever rehearsed last week must find the true time on the day. */
const REHEARSAL_KEY = 'rehearsal'

function systemLanguage(): Language {
  const tag = window.desktop.locale.slice(0, 2)
  return languages.find((language) => language === tag) ?? 'en'
}

function load(): Preferences {
  const defaults: Preferences = {
    theme: 'system',
    language: systemLanguage(),
    conference: null,
    route: '/agenda',
    welcomed: false,
    listWidths: {},
    rehearseOffset: null,
    rehearsedSince: null,
    notesSort: 'session',
    actionsOrder: 'due',
    searchEverywhere: false,
    notesEverywhere: false,
    agendaView: 'list',
    agendaGrouping: 'time',
    agendaFilters: {},
    keptConflicts: [],
    dismissedReminders: [],
  }
  try {
    const stored = keepSound(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
    const rehearsal: unknown = JSON.parse(sessionStorage.getItem(REHEARSAL_KEY) ?? '{}')
    const { rehearseOffset, rehearsedSince } = defaults
    return {
      ...defaults,
      ...(stored as Partial<Preferences>),
      // What an older Rapporteur left there.
      rehearseOffset,
      rehearsedSince,
      ...(rehearsal as Partial<Preferences>),
    }
  } catch {
    // Not ours or cut short: preferences start anew, nothing of the delegate's is in them.
    return defaults
  }
}

const store = createStore(load())

export const preferences = store.get
export const onPreferences = store.subscribe

export function setPreferences(change: Partial<Preferences>): void {
  take({ ...preferences(), ...change })
  const { rehearseOffset: _, rehearsedSince: __, ...lasting } = preferences()
  localStorage.setItem(KEY, JSON.stringify(lasting))
  others.postMessage(preferences())
}

function take(changed: Preferences): void {
  const { rehearseOffset, rehearsedSince } = changed
  sessionStorage.setItem(REHEARSAL_KEY, JSON.stringify({ rehearseOffset, rehearsedSince }))
  store.set(changed)
}

/** The app's other windows: each change goes to all of them, and one that opens asks for the rehearsal that may be on. */
const others = new BroadcastChannel('preferences')
others.addEventListener('message', ({ data }: MessageEvent<Preferences | 'asked'>) => {
  if (data === 'asked') others.postMessage(preferences())
  else take(data)
})
if (window.desktop.note) others.postMessage('asked')

/** Draws again only what shows this one. */
export function usePreference<Key extends keyof Preferences>(key: Key): Preferences[Key] {
  return store.use((current) => current[key])
}
