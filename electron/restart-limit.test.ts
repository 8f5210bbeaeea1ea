import { expect, test } from 'vitest'
import { createRestartLimit } from './restart-limit.ts'

test('allows the limit within the period, and more once the first is older than the period', () => {
  const mayRestart = createRestartLimit(2, 1_000)
  expect([mayRestart(0), mayRestart(500), mayRestart(999)]).toEqual([true, true, false])
  expect([mayRestart(1_000), mayRestart(1_499), mayRestart(1_500)]).toEqual([true, false, true])
})
