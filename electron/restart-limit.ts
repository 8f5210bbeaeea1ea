/** Creates a check that allows at most `limit` restarts within the period. `now`: the current time in milliseconds. */
export function createRestartLimit(limit: number, periodMs: number): (now: number) => boolean {
  let recentTimes: number[] = []
  return (now) => {
    recentTimes = recentTimes.filter((time) => now - time < periodMs)
    if (recentTimes.length >= limit) return false
    recentTimes.push(now)
    return true
  }
}
