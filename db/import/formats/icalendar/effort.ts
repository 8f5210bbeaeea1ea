/** What all repetitions of a calendar may cost together: a file of costly ones is made to take time, and is refused soon. */
import { message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'

/** Far above any conference. Of what is taken out of repetitions, there is no more than of what is put in. */
const MAX_REPETITIONS = 20_000
/**
 * Processor time that a sensible rule takes for each time that it gives, and once more, also on a slow computer. Only what goes beyond counts:
 * a rule that searches long for a day that hardly ever comes, not a long series. A thousand of them are refused within two seconds.
 */
const USUAL_MS = 0.3
const MOST_MS = 800

/** Each throws StoreError `bad-file` that names the line at which it became too much. */
export type Effort = {
  /** Before the times are read, where they can be counted: reading a million of them takes longer than a file has. */
  repeats(at: Place, times: number): void
  excludes(at: Place, times: number): void
  /** A rule was worked out in so many milliseconds (processorTime), and gave so many times. */
  took(at: Place, milliseconds: number, times: number): void
}
type Place = { line: number }

export function createEffort(): Effort {
  let [repetitions, exclusions, excess] = [0, 0, 0]
  return {
    repeats: ({ line }, times) => {
      repetitions += times
      if (repetitions > MAX_REPETITIONS) {
        throw new StoreError(
          'bad-file',
          message('calendar.too-many-repetitions', { line, limit: MAX_REPETITIONS }),
        )
      }
    },
    excludes: ({ line }, times) => {
      exclusions += times
      if (exclusions > MAX_REPETITIONS) {
        throw new StoreError(
          'bad-file',
          message('calendar.too-many-exceptions', { line, limit: MAX_REPETITIONS }),
        )
      }
    },
    took: ({ line }, milliseconds, times) => {
      excess += Math.max(0, milliseconds - (times + 1) * USUAL_MS)
      if (excess > MOST_MS) {
        throw new StoreError('bad-file', message('calendar.too-slow', { line }))
      }
    },
  }
}

/** In milliseconds. By the clock, a computer busy with other programs would refuse a sensible calendar. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
