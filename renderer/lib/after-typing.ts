/**
 * Every save of a note makes lists and counts stale, and refreshing them would delay the next key. While the delegate types,
 * refreshing waits for a pause.
 */

const PAUSE_MS = 250
/** Refreshes at least this often during typing without a pause. */
const MAX_DELAY_MS = 5_000

let lastKeyAt = Number.NEGATIVE_INFINITY
let pendingRefresh: { topics: Set<string>; since: number } | null = null

window.addEventListener(
  'keydown',
  ({ target }) => {
    if (target instanceof HTMLElement && target.isContentEditable) lastKeyAt = performance.now()
  },
  { capture: true, passive: true },
)

/** Calls `refresh` with the topics: at once, or, during typing, at the next pause with all topics collected until then. */
export function refreshAfterTyping(
  topics: ReadonlySet<string>,
  refresh: (topics: ReadonlySet<string>) => void,
): void {
  if (pendingRefresh) {
    for (const topic of topics) pendingRefresh.topics.add(topic)
    return
  }
  if (performance.now() - lastKeyAt >= PAUSE_MS) {
    refresh(topics)
    return
  }
  pendingRefresh = { topics: new Set(topics), since: performance.now() }
  const refreshAtPause = () => {
    if (!pendingRefresh) return
    const now = performance.now()
    const msUntilPause = PAUSE_MS - (now - lastKeyAt)
    if (msUntilPause > 0 && now - pendingRefresh.since < MAX_DELAY_MS) {
      setTimeout(refreshAtPause, msUntilPause)
      return
    }
    const { topics: gathered } = pendingRefresh
    pendingRefresh = null
    refresh(gathered)
  }
  setTimeout(refreshAtPause, PAUSE_MS)
}
