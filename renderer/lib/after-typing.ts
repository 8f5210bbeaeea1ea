/**
 * Every save of a note makes lists and counts stale, and asking for them again takes the window's thread from the next key. While one
 * types it waits for the next pause: nobody reads a list while they write.
 */

const PAUSE_MS = 250
/** Who types without a pause gets them all the same, this often. */
const LONGEST_MS = 5_000

let lastKey = Number.NEGATIVE_INFINITY
let waiting: { topics: Set<string>; since: number } | null = null

window.addEventListener(
  'keydown',
  ({ target }) => {
    if (target instanceof HTMLElement && target.isContentEditable) lastKey = performance.now()
  },
  { capture: true, passive: true },
)

/** Runs `refresh` with the topics: at once, or with all that gathered by the next pause. */
export function afterTyping(
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
  const look = () => {
    if (!waiting) return
    const now = performance.now()
    const left = PAUSE_MS - (now - lastKey)
    if (left > 0 && now - waiting.since < LONGEST_MS) {
      setTimeout(look, left)
      return
    }
    const { topics: gathered } = waiting
    waiting = null
    refresh(gathered)
  }
  setTimeout(look, PAUSE_MS)
}
