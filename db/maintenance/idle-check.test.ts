import { expect, onTestFinished, test } from 'vitest'
import type { Failure } from '../../core/wire.ts'
import { createTempStore } from '../testing/temp-store.ts'
import { checkInIdleTime } from './idle-check.ts'

test('the check waits until the notebook is unlocked', async () => {
  const { lifecycle } = createTempStore()
  const asked = Promise.withResolvers<void>()
  const checked = Promise.withResolvers<void>()
  let failure: Failure | null = { code: 'locked', message: '' }
  const locked: typeof lifecycle = {
    ...lifecycle,
    getUnavailableReason: () => {
      asked.resolve()
      return failure
    },
    isUnchecked: () => true,
    setChecked: checked.resolve,
  }
  const server = { announceChanges: () => {}, getIdleTime: () => Number.POSITIVE_INFINITY }
  onTestFinished(checkInIdleTime(locked, server, { afterStart: 0, betweenTables: 0, afterCall: 0 }))
  await asked.promise
  failure = null
  await expect(checked.promise).resolves.toBeUndefined()
})
