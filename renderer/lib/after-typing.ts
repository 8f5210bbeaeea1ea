/**
 * Every save of a note makes lists and counts stale, and refreshing them would delay the next key. While the delegate types,
 * refreshing waits for a pause.
 */

const PAUSE_MS = 250
/** Refreshes at least this often during typing without a pause. */
const MAX_DELAY_MS = 5_000

let lastKey = Number.NEGATIVE_INFINITY
let waiting: { topics: Set<string>; since: number } | null = null

window.addEventListener(
  'keydown',
  ({ target }) => {
    if (target instanceof HTMLElement && target.isContentEditable) lastKey = performance.now()
  },
  { capture: true, passive: true },
)

/** Calls `refresh` with the topics: at once, or, during typing, at the next pause with all topics collected until then. */
export function refreshAfterTyping(
  topics: ReadonlySet<string>,
  refresh: (topics: ReadonlySet<string>) => void,
): void {
  if (waiting) {
    for (const topic of topics) waiting.topics.add(topic)
    return
  }
  if (performance.now() - lastKey >= PAUSE_MS) {
    refresh(topics)
    return
  }
  waiting = { topics: new Set(topics), since: performance.now() }
  const refreshAtPause = () => {
    if (!waiting) return
    const now = performance.now()
    const untilPause = PAUSE_MS - (now - lastKey)
    if (untilPause > 0 && now - waiting.since < MAX_DELAY_MS) {
      setTimeout(refreshAtPause, untilPause)
      return
    }
    const { topics: gathered } = waiting
    waiting = null
    refresh(gathered)
  }
  setTimeout(refreshAtPause, PAUSE_MS)
}
