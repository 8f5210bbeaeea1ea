/**
 * Caches the programme that was shown last, so that the agenda can be read before the store has opened the database. The store is queried
 * all the same, and its answers replace the cached ones (stale-while-revalidate in TanStack Query).
 *
 * Of a large programme, only the part that the agenda's list shows first is cached, and it is used only if the list will show it. The cache
 * contains the conference's own data and the stars: nothing that the delegate wrote is copied out of the database.
 */
import type { QueryKey } from '@tanstack/react-query'
import type { Guid, Session } from '../../../db/model.ts'
import { now } from '../../lib/clock.ts'
import { preferences } from '../../lib/preferences.ts'
import { queryClient } from '../../lib/queries.ts'
import { parseRoute } from '../../lib/router.ts'
import { isFiltering, restoreFilters } from '../schedule/index.ts'
import { containsPresent, findPartAround, type ProgrammePart } from './programme-cache-part.ts'

const STORAGE_KEY = 'programme'
const SESSIONS = 'sessions.list'
const cachedCalls: readonly unknown[] = ['conferences.list', 'conferences.get', SESSIONS, 'stars.list']
/** Maximum length in UTF-16 code units; reading more would take longer than asking the store. */
const MAX_LENGTH = 1_000_000
/** A programme with more sessions than this always exceeds MAX_LENGTH. */
const MANY_SESSIONS = 2_000

let isCleared = false

/**
 * `code` identifies the version that wrote the cache, because other versions may expect data of another form. `part` replaces the list of
 * all sessions.
 */
type CachedProgramme = {
  code: string
  answers: [QueryKey, unknown][]
  part: { key: QueryKey; content: ProgrammePart } | null
}

/** Call before the first render and the first query. @returns false if nothing is cached */
export function readProgrammeCache(): boolean {
  const text = localStorage.getItem(STORAGE_KEY)
  if (text === null) return false
  try {
    const { code, answers, part } = JSON.parse(text) as CachedProgramme
    if (code !== import.meta.url || (part && !coversFirstFrame(part.content))) return false
    for (const [key, answer] of answers) queryClient.setQueryData(key, answer, { updatedAt: 0 })
    if (part) queryClient.setQueryData(part.key, part.content.sessions, { updatedAt: 0 })
    // A note's own window prefetches nothing. It must ask for the stars again, or it would miss reminders.
    if (window.desktop.note) void queryClient.invalidateQueries({ refetchType: 'none' })
    return true
  } catch {
    // The cache is damaged, or another version wrote it. The store has all of its data.
    localStorage.removeItem(STORAGE_KEY)
    return false
  }
}

/** Clears the cache after data was deleted from this computer, and keeps it from being written again when the window closes. */
export function clearProgrammeCache(): void {
  localStorage.removeItem(STORAGE_KEY)
  isCleared = true
}

/** Whether the first frame shows only this part: the unfiltered list by time, around the present or the open session. */
function coversFirstFrame(part: ProgrammePart): boolean {
  const { agendaView, agendaGrouping, agendaFilters, conference } = preferences()
  const { path, id } = getCurrentRoute()
  return (
    !window.desktop.note &&
    path === 'agenda' &&
    agendaView === 'list' &&
    agendaGrouping === 'time' &&
    !isFiltering(restoreFilters(agendaFilters[conference ?? ''])) &&
    containsPresent(part, now()) &&
    (id === undefined || part.sessions.some(({ guid }) => guid === id))
  )
}

/** @returns the current route, or, at the start, the route to be restored */
function getCurrentRoute() {
  return parseRoute(location.hash.slice(1) || preferences().route)
}

/** Starts to cache the store's answers in idle time. */
export function writeProgrammeCacheOnChange(getShownConference: () => string | null): void {
  let isWritePending = false
  const write = () => {
    isWritePending = false
    isCleared = false
    const queries = queryClient
      .getQueryCache()
      .getAll()
      .filter(({ queryKey: [call], state }) => cachedCalls.includes(call) && state.data !== undefined)
      .filter(({ queryKey }) => isOfConference(getShownConference(), queryKey))
    // Wait for the store's answers: a part read from the cache must not be taken for the whole programme.
    if (queries.some(({ state }) => state.dataUpdatedAt === 0)) return
    const answers = queries.map(({ queryKey, state }): [QueryKey, unknown] => [
      queryKey,
      queryKey[0] === SESSIONS ? (state.data as Session[]).filter(({ own }) => !own) : state.data,
    ])
    const text = serialiseWhole(answers) ?? serialisePart(answers)
    if (text.length <= MAX_LENGTH) localStorage.setItem(STORAGE_KEY, text)
    else localStorage.removeItem(STORAGE_KEY)
  }
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    if (isWritePending || !cachedCalls.includes(event.query.queryKey[0])) return
    isWritePending = true
    requestIdleCallback(write, { timeout: 2_000 })
  })
  // The next start shows the session that is open when the window closes.
  window.addEventListener('pagehide', () => {
    if (!isWritePending && !isCleared) write()
  })
}

function serialiseWhole(answers: [QueryKey, unknown][]): string | null {
  const isTooLarge = answers.some(
    ([[call], answer]) => call === SESSIONS && (answer as Session[]).length > MANY_SESSIONS,
  )
  if (isTooLarge) return null
  const text = JSON.stringify({ code: import.meta.url, answers, part: null } satisfies CachedProgramme)
  return text.length <= MAX_LENGTH ? text : null
}

function serialisePart(answers: [QueryKey, unknown][]): string {
  const sessions = answers.find(([[call]]) => call === SESSIONS)
  const part = sessions && {
    key: sessions[0],
    content: findPartAround(sessions[1] as Session[], now(), getCurrentRoute().id as Guid | undefined),
  }
  const otherAnswers = answers.filter(([[call]]) => call !== SESSIONS)
  return JSON.stringify({
    code: import.meta.url,
    answers: otherAnswers,
    part: part ?? null,
  } satisfies CachedProgramme)
}

function isOfConference(conference: string | null, [, input]: QueryKey): boolean {
  const { conference: slug } = input as { conference?: string }
  return slug === undefined || slug === conference
}
