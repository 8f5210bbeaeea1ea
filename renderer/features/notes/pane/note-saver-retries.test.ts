import { expect, test } from 'vitest'
import {
  CLOSING_TIMEOUT_MS,
  flushAll,
  flushWithTimeout,
  getSaveState,
  getUnsavedText,
} from '../../../lib/save-state.ts'
import { getStoredText, home, installFakeTimers, nothing, pass, start } from './testing/saver.ts'

installFakeTimers()

test('text that cannot be saved is kept, reported, shown again, retried, and saved in the end', async () => {
  const { store, line, saver, id } = start()
  line.fault = 'internal'
  saver.edit(id, () => 'precious')
  await pass(500)
  expect(getSaveState()).toMatchObject({ kind: 'failed', error: { code: 'internal' } })
  const closing = flushAll()
  await pass(10)
  expect(await closing, 'the window may not close').toBe(false)
  expect(getUnsavedText()).toBe('precious')
  expect(saver.getUnsavedText(id)).toBe('precious')
  // The delegate goes to another session and comes back, while the store does not have the note yet.
  expect(saver.open(id, home, nothing)).toBe('precious')

  const tries = line.saves.length
  await pass(3_500)
  expect(line.saves.length, 'tried again by itself, less and less often').toBeGreaterThan(tries)
  expect(line.saves.length).toBeLessThan(tries + 4)
  line.fault = null
  saver.edit(id, () => 'precious words')
  await pass(500)
  expect(getSaveState().kind, 'the next key tries at once').toBe('saved')
  expect(getStoredText(store, id)).toBe('precious words')
})

test.each(['busy', 'disk-full'] as const)(
  'however long the failure lasts, saving resumes within a second after it ends: %s',
  async (fault) => {
    const { store, line, saver, id } = start()
    line.fault = fault
    saver.edit(id, () => 'precious')
    await pass(60_000)
    expect(getSaveState()).toMatchObject({ kind: 'failed', error: { code: fault } })
    line.fault = null
    await pass(1_000)
    expect(getSaveState().kind).toBe('saved')
    expect(getStoredText(store, id)).toBe('precious')
  },
)

test('a closing window reports a store that does not answer, instead of waiting forever', async () => {
  const { store, line, saver, id } = start(60_000)
  saver.edit(id, () => 'precious')
  const closing = flushWithTimeout()
  await pass(CLOSING_TIMEOUT_MS)
  expect(CLOSING_TIMEOUT_MS).toBeLessThan(5_000)
  expect(await closing, 'the window may not close').toBe(false)
  expect(getUnsavedText()).toBe('precious')
  await pass(120_000)
  expect(line.saves).toHaveLength(1)
  expect(getStoredText(store, id), 'it is saved once the store answers').toBe('precious')
})

test('a full disk is not retried with every key', async () => {
  const { line, saver, id } = start()
  line.fault = 'disk-full'
  for (let key = 1; key <= 100; key++) {
    saver.edit(id, () => 'x'.repeat(key))
    await pass(50)
  }
  expect(line.saves.length, 'in five seconds of typing').toBeLessThan(10)
  line.fault = null
})

test('a successful save resets the delay between retries', async () => {
  const { line, saver, id } = start()
  line.fault = 'internal'
  saver.edit(id, () => 'first')
  await pass(20_000)
  line.fault = null
  await pass(20_000)
  expect(getSaveState().kind).toBe('saved')
  line.fault = 'internal'
  saver.edit(id, () => 'second')
  await pass(500)
  const tries = line.saves.length
  await pass(1_000)
  const afterASecond = line.saves.length
  line.fault = null
  expect(afterASecond).toBe(tries + 1)
})
