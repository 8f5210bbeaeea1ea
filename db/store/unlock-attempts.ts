/** Delays further attempts after wrong passphrases, a little longer each time. */
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

const FIRST_DELAY_MS = 1_000
const MAX_DELAY_MS = 60_000
/** The number of mistakes without a delay, since the first ones are probably typing errors. */
const FREE_MISTAKES = 2

export type Attempts = {
  /** @throws StoreError `busy` while the delay lasts, otherwise the error of `attempt` */
  guard<T>(attempt: () => T): T
}

export function createAttempts(clock: () => number = () => performance.now()): Attempts {
  let mistakes = 0
  let notBefore = 0
  return {
    guard(attempt) {
      const wait = notBefore - clock()
      if (wait > 0) throw new StoreError('busy', message('vault.wait', { seconds: Math.ceil(wait / 1000) }))
      try {
        const result = attempt()
        mistakes = 0
        return result
      } catch (error) {
        if (!(error instanceof StoreError && error.code === 'wrong-passphrase')) throw error
        mistakes += 1
        if (mistakes > FREE_MISTAKES) {
          notBefore = clock() + Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (mistakes - FREE_MISTAKES - 1))
        }
        throw error
      }
    },
  }
}
