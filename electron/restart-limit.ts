/** Creates a check that allows at most `limit` restarts within `period` milliseconds. */
export function createRestartLimit(limit: number, period: number): (now: number) => boolean {
  let recent: number[] = []
  return (now) => {
    recent = recent.filter((at) => now - at < period)
    if (recent.length >= limit) return false
    recent.push(now)
    return true
  }
}
