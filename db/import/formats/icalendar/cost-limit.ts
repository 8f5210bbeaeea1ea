/** Limits the total cost of a calendar's repetitions, so that a malicious file is refused soon. */
import { message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'

/** Far above what any conference needs. Excluded dates are counted separately, with the same limit. */
const MAX_REPETITIONS = 20_000
/**
 * The processor time that a normal rule takes on a slow computer, for each occurrence and once for the rule. Only time above this counts,
 * so that a rule with a long search for a rare day is refused, but a long series is not.
 */
const USUAL_MS_PER_STEP = 0.3
const MAX_MS = 800

/** Each method throws StoreError `bad-file` with the line that exceeded the limit. */
export type CostLimit = {
  /** Called before the times are read, if they can be counted first, because reading a million takes too long. */
  addRepetitions(place: Place, times: number): void
  addExclusions(place: Place, times: number): void
  /** `milliseconds`: the processor time for expanding a rule. `times`: the number of its occurrences. */
  addTime(place: Place, milliseconds: number, times: number): void
}
type Place = { line: number }

export function createCostLimit(): CostLimit {
  let repetitions = 0
  let exclusions = 0
  let excessMs = 0
  return {
    addRepetitions: ({ line }, times) => {
      repetitions += times
      if (repetitions > MAX_REPETITIONS) {
        throw new StoreError(
          'bad-file',
          message('calendar.too-many-repetitions', { line, limit: MAX_REPETITIONS }),
        )
      }
    },
    addExclusions: ({ line }, times) => {
      exclusions += times
      if (exclusions > MAX_REPETITIONS) {
        throw new StoreError(
          'bad-file',
          message('calendar.too-many-exceptions', { line, limit: MAX_REPETITIONS }),
        )
      }
    },
    addTime: ({ line }, milliseconds, times) => {
      excessMs += Math.max(0, milliseconds - (times + 1) * USUAL_MS_PER_STEP)
      if (excessMs > MAX_MS) {
        throw new StoreError('bad-file', message('calendar.too-slow', { line }))
      }
    },
  }
}

/** In milliseconds. Elapsed time would refuse normal calendars on a busy computer. */
export function getProcessorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
