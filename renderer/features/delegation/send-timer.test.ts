/** The delegate's edits are sent to colleagues after a pause. */
import { expect, test } from 'vitest'
import { createSendTimer } from './send-timer.ts'

test('edits are sent after a pause, and every fifteen seconds while somebody types', () => {
  let time = 0
  const timer = createSendTimer(() => time)
  const look = (at: number, mark: string | null) => {
    time = at * 1_000
    const isDue = timer.isDue(mark)
    if (isDue) timer.markSent()
    return isDue
  }
  expect(look(0, null)).toBe(false)
  // The first edit after a long time is sent at once.
  expect(look(1, 'a')).toBe(true)
  expect([look(2, 'b'), look(4, 'b'), look(5, 'b')]).toEqual([false, false, true])
  const typing = Array.from({ length: 16 }, (_, second) => look(6 + second, `typed ${second}`))
  expect(typing.indexOf(true)).toBe(15)
})
