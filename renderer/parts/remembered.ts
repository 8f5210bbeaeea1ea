/**
 * The programme as it was on screen last, so that the agenda can be read before the store has opened the database. The store is
 * asked all the same, and its answers take the place of these (TanStack Query: a stale answer while it revalidates).
 *
 * Only what the conference ships and which sessions have a star: nothing that the delegate wrote is copied out of the database.
 */
import type { QueryKey } from '@tanstack/react-query'
import { queryClient } from '../data.ts'

const KEY = 'programme'
const calls: readonly unknown[] = ['conferences.list', 'conferences.get', 'sessions.list', 'stars.list']
/** Reading more than this back would take longer than asking the store. In UTF-16 code units. */
const MAX_LENGTH = 1_000_000

/** `code`: what wrote it. Another version of the interface may expect other shapes. */
type Remembered = { code: string; answers: [QueryKey, unknown][] }

/** Before the first render, and before anything is asked. False: nothing is remembered. */
export function recallProgramme(): boolean {
  const text = localStorage.getItem(KEY)
  if (text === null) return false
  try {
    const { code, answers } = JSON.parse(text) as Remembered
    if (code !== import.meta.url) return false
    for (const [key, answer] of answers) queryClient.setQueryData(key, answer, { updatedAt: 0 })
    return true
  } catch {
    // Cut short or not ours: the store knows it all.
    localStorage.removeItem(KEY)
    return false
  }
}

/** What was deleted from this computer is not remembered here either. */
export function forgetProgramme(): void {
  localStorage.removeItem(KEY)
}

/** From here on: what the store answers is written down when there is nothing else to do. `conference`: the one on screen. */
export function rememberProgramme(conference: () => string | null): void {
  let waiting = false
  const write = () => {
    waiting = false
    const answers = queryClient
      .getQueryCache()
      .getAll()
      .filter(({ queryKey: [call], state }) => calls.includes(call) && state.data !== undefined)
      .filter(({ queryKey }) => isOf(conference(), queryKey))
      .map(({ queryKey, state }): [QueryKey, unknown] => [queryKey, state.data])
    const text = JSON.stringify({ code: import.meta.url, answers } satisfies Remembered)
    if (text.length <= MAX_LENGTH) localStorage.setItem(KEY, text)
    else localStorage.removeItem(KEY)
  }
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    if (waiting || !calls.includes(event.query.queryKey[0])) return
    waiting = true
    requestIdleCallback(write, { timeout: 2_000 })
  })
}

function isOf(conference: string | null, [, input]: QueryKey): boolean {
  const { conference: slug } = input as { conference?: string }
  return slug === undefined || slug === conference
}
