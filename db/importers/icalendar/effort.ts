/** What all repetitions of a calendar may cost together: a file of costly ones is made to take time, and is refused soon. */
import { said } from '../../../core/said.ts'
import { StoreError } from '../../errors.ts'
import type { Component } from './content-lines.ts'

/** Far above any conference. */
const MAX_REPETITIONS = 20_000
/**
 * What a sensible rule takes for each time that it gives, and once more, also on a slow or busy computer. Only what goes beyond counts:
 * a rule that searches long for a day that hardly ever comes, not a long series. A thousand of them are refused within two seconds.
 */
const USUAL_MS = 0.3
const MOST_MS = 800

export type Effort = {
  /** Throws StoreError `bad-file` that names the rule at which it became too much. */
  add(event: Component, milliseconds: number, times: number): void
}

export function createEffort(): Effort {
  let [repetitions, excess] = [0, 0]
  return {
    add: ({ line }, milliseconds, times) => {
      repetitions += times
      excess += Math.max(0, milliseconds - (times + 1) * USUAL_MS)
      if (repetitions > MAX_REPETITIONS) {
        throw new StoreError(
          'bad-file',
          said`line ${line}: the calendar repeats its events more than ${MAX_REPETITIONS} times: no conference does.`,
        )
      }
      if (excess > MOST_MS) {
        throw new StoreError(
          'bad-file',
          said`line ${line}: the repetitions of the calendar take longer to work out than those of any conference.`,
        )
      }
    },
  }
}
