/** Gets the secret of an encrypted notebook for a command: from a file, or by asking on the terminal. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreError } from '../db/errors.ts'
import type { Store } from '../db/open-store.ts'
import { callStore, UsageError } from './command.ts'
import { formatFailure, t } from './texts.ts'

const ATTEMPTS = 3
const RETRY_DELAY_MS = 500

/** The secret never comes from an environment variable, which other programs can read. `secretFromFile`: null if no file was given. */
export async function unlock(store: Store, secretFromFile: string | null): Promise<void> {
  if (callStore(store, 'status.get', {}).state !== 'locked') return
  await tryWithSecret(secretFromFile, (secret) => callStore(store, 'encryption.unlock', { secret }))
}

/** Asks again after a wrong passphrase. `attempt` throws `wrong-passphrase`. */
export async function tryWithSecret<T>(
  secretFromFile: string | null,
  attempt: (secret: string) => T,
): Promise<T> {
  if (secretFromFile !== null) return attempt(secretFromFile)
  if (!process.stdin.isTTY) throw new UsageError(t('unlock.noTerminal'))
  for (let count = 1; ; count += 1) {
    try {
      return attempt(await askHidden(t('unlock.ask')))
    } catch (error) {
      const isRetried = error instanceof StoreError && error.code === 'wrong-passphrase' && count < ATTEMPTS
      if (!isRetried) throw error
      process.stderr.write(`${formatFailure(error)}\n`)
      await delay(RETRY_DELAY_MS * count)
    }
  }
}

/** Asks for the passphrase on standard error, because standard output may go to another program. Does not show what is typed. */
async function askHidden(question: string): Promise<string> {
  process.stderr.write(`${question} `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
