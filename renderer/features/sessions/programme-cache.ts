/**
 * The programme as it was on screen last, so that the agenda can be read before the store has opened the database. The store is
 * asked all the same, and its answers take the place of these (TanStack Query: a stale answer while it revalidates).
 *
 * Of a large programme only the part that the agenda's list begins with; where that would show anything else, nothing.
 * Only what the conference ships and which sessions have a star: nothing that the delegate wrote is copied out of the database.
 */
import type { QueryKey } from '@tanstack/react-query'
import type { Guid, Session } from '../../../db/model.ts'
import { now } from '../../lib/clock.ts'
import { preferences } from '../../lib/preferences.ts'
import { queryClient } from '../../lib/queries.ts'
import { parseRoute } from '../../lib/router.ts'
import { isFiltering, noFilters } from '../schedule/index.ts'
import { containsPresent, findPartAround, type Part } from './programme-cache-part.ts'

const KEY = 'programme'
const SESSIONS = 'sessions.list'
const calls: readonly unknown[] = ['conferences.list', 'conferences.get', SESSIONS, 'stars.list']
/** Reading more than this back would take longer than asking the store. In UTF-16 code units. */
const MAX_LENGTH = 1_000_000
/** So many are never that short. */
const MANY_SESSIONS = 2_000

let forgotten = false

/** `code`: what wrote it. Another version of the interface may expect other shapes. `part`: in the place of all sessions. */
type Remembered = { code: string; answers: [QueryKey, unknown][]; part: { key: QueryKey; of: Part } | null }

/** Before the first render, and before anything is asked. False: nothing is remembered. */
export function recallProgramme(): boolean {
  const text = localStorage.getItem(KEY)
  if (text === null) return false
  try {
    const { code, answers, part } = JSON.parse(text) as Remembered
    if (code !== import.meta.url || (part && !isEnough(part.of))) return false
    for (const [key, answer] of answers) queryClient.setQueryData(key, answer, { updatedAt: 0 })
    if (part) queryClient.setQueryData(part.key, part.of.sessions, { updatedAt: 0 })
    return true
  } catch {
    // Cut short or not ours: the store knows it all.
    localStorage.removeItem(KEY)
    return false
  }
}

/** What was deleted from this computer is not remembered here either, nor written down again when the window goes. */
export function forgetProgramme(): void {
  localStorage.removeItem(KEY)
  forgotten = true
}

/** The agenda's list by time, unfiltered, at its present or at what is open: the rest of the programme is far from view. */
function isEnough(part: Part): boolean {
  const { agendaView, agendaGrouping, agendaFilters, conference } = preferences()
  const { path, id } = present()
  return (
    !window.desktop.note &&
    path === 'agenda' &&
    agendaView === 'list' &&
    agendaGrouping === 'time' &&
    !isFiltering({ ...noFilters, ...agendaFilters[conference ?? ''] }) &&
    containsPresent(part, now()) &&
    (id === undefined || part.sessions.some(({ guid }) => guid === id))
  )
}

/** Where the interface is, or is about to be. */
function present() {
  return parseRoute(location.hash.slice(1) || preferences().route)
}

/** From here on: what the store answers is written down when there is nothing else to do. `conference`: the one on screen. */
export function rememberProgramme(conference: () => string | null): void {
  let waiting = false
  const write = () => {
    waiting = false
    forgotten = false
    const known = queryClient
      .getQueryCache()
      .getAll()
      .filter(({ queryKey: [call], state }) => calls.includes(call) && state.data !== undefined)
      .filter(({ queryKey }) => isOf(conference(), queryKey))
    // Until the store has answered: a part that was recalled must not be taken for all.
    if (known.some(({ state }) => state.dataUpdatedAt === 0)) return
    const answers = known.map(({ queryKey, state }): [QueryKey, unknown] => [
      queryKey,
      queryKey[0] === SESSIONS ? (state.data as Session[]).filter(({ own }) => !own) : state.data,
    ])
    const text = whole(answers) ?? inPart(answers)
    if (text.length <= MAX_LENGTH) localStorage.setItem(KEY, text)
    else localStorage.removeItem(KEY)
  }
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    if (waiting || !calls.includes(event.query.queryKey[0])) return
    waiting = true
    requestIdleCallback(write, { timeout: 2_000 })
  })
  // What is open then is what the next start begins with.
  window.addEventListener('pagehide', () => {
    if (!waiting && !forgotten) write()
  })
}

function whole(answers: [QueryKey, unknown][]): string | null {
  const many = answers.some(
    ([[call], answer]) => call === SESSIONS && (answer as Session[]).length > MANY_SESSIONS,
  )
  if (many) return null
  const text = JSON.stringify({ code: import.meta.url, answers, part: null } satisfies Remembered)
  return text.length <= MAX_LENGTH ? text : null
}

function inPart(answers: [QueryKey, unknown][]): string {
  const sessions = answers.find(([[call]]) => call === SESSIONS)
  const part = sessions && {
    key: sessions[0],
    of: findPartAround(sessions[1] as Session[], now(), present().id as Guid | undefined),
  }
  const others = answers.filter(([[call]]) => call !== SESSIONS)
  return JSON.stringify({ code: import.meta.url, answers: others, part: part ?? null } satisfies Remembered)
}

function isOf(conference: string | null, [, input]: QueryKey): boolean {
  const { conference: slug } = input as { conference?: string }
  return slug === undefined || slug === conference
}
