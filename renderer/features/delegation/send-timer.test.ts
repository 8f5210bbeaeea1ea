/** The delegate's edits are sent to colleagues after a pause. */
import { expect, test } from 'vitest'
import { createSendTimer } from './send-timer.ts'

test('edits are sent after a pause, and every fifteen seconds while somebody types', () => {
  let time = 0
  const timer = createSendTimer(() => time)
  const checkAt = (at: number, mark: string | null) => {
    time = at * 1_000
    const isDue = timer.isDue(mark)
    if (isDue) timer.markSent()
    return isDue
  }
  expect(checkAt(0, null)).toBe(false)
  // The first edit after a long time is sent at once.
  expect(checkAt(1, 'a')).toBe(true)
  expect([checkAt(2, 'b'), checkAt(4, 'b'), checkAt(5, 'b')]).toEqual([false, false, true])
  const typing = Array.from({ length: 16 }, (_, second) => checkAt(6 + second, `typed ${second}`))
  expect(typing.indexOf(true)).toBe(15)
})
