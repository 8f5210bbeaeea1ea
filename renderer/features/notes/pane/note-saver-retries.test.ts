import { expect, test } from 'vitest'
import {
  CLOSING_TIMEOUT_MS,
  flushAll,
  flushWithTimeout,
  getSaveState,
  getUnsavedText,
} from '../../../lib/save-state.ts'
import { emptyNote, getStoredText, home, installFakeTimers, passTime, startSaver } from './testing/saver.ts'

installFakeTimers()

test('text that cannot be saved is kept, reported, shown again, retried, and saved in the end', async () => {
  const { store, connection, saver, id } = startSaver()
  connection.fault = 'internal'
  saver.edit(id, () => 'precious')
  await passTime(500)
  expect(getSaveState()).toMatchObject({ kind: 'failed', error: { code: 'internal' } })
  const closing = flushAll()
  await passTime(10)
  expect(await closing, 'the window may not close').toBe(false)
  expect(getUnsavedText()).toBe('precious')
  expect(saver.getUnsavedText(id)).toBe('precious')
  // The delegate goes to another session and comes back, while the store does not have the note yet.
  expect(saver.open(id, home, emptyNote)).toBe('precious')

  const tries = connection.saves.length
  await passTime(3_500)
  expect(connection.saves.length, 'tried again by itself, less and less often').toBeGreaterThan(tries)
  expect(connection.saves.length).toBeLessThan(tries + 4)
  connection.fault = null
  saver.edit(id, () => 'precious words')
  await passTime(500)
  expect(getSaveState().kind, 'the next key tries at once').toBe('saved')
  expect(getStoredText(store, id)).toBe('precious words')
})

test.each(['busy', 'disk-full'] as const)(
  'however long the failure lasts, saving resumes within a second after it ends: %s',
  async (fault) => {
    const { store, connection, saver, id } = startSaver()
    connection.fault = fault
    saver.edit(id, () => 'precious')
    await passTime(60_000)
    expect(getSaveState()).toMatchObject({ kind: 'failed', error: { code: fault } })
    connection.fault = null
    await passTime(1_000)
    expect(getSaveState().kind).toBe('saved')
    expect(getStoredText(store, id)).toBe('precious')
  },
)

test('a closing window reports a store that does not answer, instead of waiting forever', async () => {
  const { store, connection, saver, id } = startSaver(60_000)
  saver.edit(id, () => 'precious')
  const closing = flushWithTimeout()
  await passTime(CLOSING_TIMEOUT_MS)
  expect(CLOSING_TIMEOUT_MS).toBeLessThan(5_000)
  expect(await closing, 'the window may not close').toBe(false)
  expect(getUnsavedText()).toBe('precious')
  await passTime(120_000)
  expect(connection.saves).toHaveLength(1)
  expect(getStoredText(store, id), 'it is saved once the store answers').toBe('precious')
})

test('a full disk is not retried with every key', async () => {
  const { connection, saver, id } = startSaver()
  connection.fault = 'disk-full'
  for (let key = 1; key <= 100; key++) {
    saver.edit(id, () => 'x'.repeat(key))
    await passTime(50)
  }
  expect(connection.saves.length, 'in five seconds of typing').toBeLessThan(10)
  connection.fault = null
})

test('a successful save resets the delay between retries', async () => {
  const { connection, saver, id } = startSaver()
  connection.fault = 'internal'
  saver.edit(id, () => 'first')
  await passTime(20_000)
  connection.fault = null
  await passTime(20_000)
  expect(getSaveState().kind).toBe('saved')
  connection.fault = 'internal'
  saver.edit(id, () => 'second')
  await passTime(500)
  const tries = connection.saves.length
  await passTime(1_000)
  const afterASecond = connection.saves.length
  connection.fault = null
  expect(afterASecond).toBe(tries + 1)
})
