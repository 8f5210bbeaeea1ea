/**
 * Interface preferences on this computer: theme, language, pane widths, last route.
 * Kept in localStorage because the first frame needs them; losing them loses no work. A rehearsal ends with the window.
 * If the notebook is encrypted, it stores the preferences itself, since localStorage then lasts only until the notebook is locked.
 * Changes apply to all windows at once.
 */
import { type Language, languages } from '../../core/desktop.ts'
import { createStore } from './create-store.ts'
import { call } from './store-client.ts'
import { keepValid, type Preferences } from './valid-preferences.ts'

export type { Grouping, Hidden, StoredFilters } from './valid-preferences.ts'

const KEY = 'preferences'
/** Stored for this window only, so that an old rehearsal cannot falsify the time on the day. */
const REHEARSAL_KEY = 'rehearsal'

function getInitialLanguage(): Language {
  if (window.desktop.language) return window.desktop.language
  const tag = window.desktop.locale.slice(0, 2)
  return languages.find((language) => language === tag) ?? 'en'
}

function load(): Preferences {
  const defaults: Preferences = {
    theme: window.desktop.theme,
    language: getInitialLanguage(),
    conference: null,
    route: '/agenda',
    welcomed: false,
    listWidths: {},
    rehearseOffset: null,
    rehearsedSince: null,
    notesSort: 'session',
    actionsOrder: 'due',
    searchEverywhere: false,
    searchExactOnly: false,
    notesEverywhere: false,
    agendaView: 'list',
    agendaGrouping: 'time',
    agendaFilters: {},
    hidden: {},
    keptConflicts: [],
    dismissedReminders: [],
  }
  try {
    const stored = keepValid(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
    const rehearsal: unknown = JSON.parse(sessionStorage.getItem(REHEARSAL_KEY) ?? '{}')
    return {
      ...defaults,
      ...(stored as Partial<Preferences>),
      ...(rehearsal as Partial<Preferences>),
    }
  } catch {
    // The stored text is invalid or truncated. The app starts with defaults, since preferences contain none of the delegate's work.
    return defaults
  }
}

const store = createStore(load())

export const preferences = store.get
export const onPreferences = store.subscribe

/** Whether this computer has stored preferences. */
export const hasStoredPreferences = () => localStorage.getItem(KEY) !== null

export function setPreferences(change: Partial<Preferences>): void {
  applyPreferences({ ...preferences(), ...change })
  localStorage.setItem(KEY, getLastingPreferences())
  otherWindows.postMessage(preferences())
  if (window.desktop.isEncrypted) saveInNotebook()
}

/** @returns all preferences except those of a rehearsal, as JSON */
export function getLastingPreferences(): string {
  const { rehearseOffset: _, rehearsedSince: __, ...lasting } = preferences()
  return JSON.stringify(lasting)
}

/** Applies the preferences that the notebook has stored. */
export function restorePreferences(stored: string | null): void {
  if (stored === null) return
  applyPreferences({ ...preferences(), ...(keepValid(JSON.parse(stored)) as Partial<Preferences>) })
  localStorage.setItem(KEY, getLastingPreferences())
}

const SAVE_AFTER_MS = 500
let saveTimer: ReturnType<typeof setTimeout> | undefined

function saveInNotebook(): void {
  clearTimeout(saveTimer)
  saveTimer = setTimeout(() => {
    // Saving fails while the notebook is locked or cannot be written. This window keeps its preferences.
    call('preferences.save', { preferences: getLastingPreferences() }).catch(console.error)
  }, SAVE_AFTER_MS)
}

function applyPreferences(next: Preferences): void {
  const { rehearseOffset, rehearsedSince } = next
  sessionStorage.setItem(REHEARSAL_KEY, JSON.stringify({ rehearseOffset, rehearsedSince }))
  store.set(next)
}

/** Sends each change to the app's other windows; a new window asks them whether a rehearsal is running. */
const otherWindows = new BroadcastChannel('preferences')
otherWindows.addEventListener('message', ({ data }: MessageEvent<Preferences | 'asked'>) => {
  if (data === 'asked') otherWindows.postMessage(preferences())
  else applyPreferences(data)
})
if (window.desktop.note) otherWindows.postMessage('asked')

/** Re-renders only when this preference changes. */
export function usePreference<Key extends keyof Preferences>(key: Key): Preferences[Key] {
  return store.use((current) => current[key])
}
