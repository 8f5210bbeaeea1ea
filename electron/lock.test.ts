import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LockAfter } from '../core/desktop.ts'
import type { Ipc } from './ipc.ts'
import { serveLock } from './lock.ts'
import type { ShellStateFile } from './windows/shell-state.ts'

const system = vi.hoisted(() => ({ idleSeconds: 0, monitor: null as unknown as EventEmitter }))
vi.mock('electron', () => ({
  get powerMonitor() {
    return system.monitor
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  system.idleSeconds = 0
  system.monitor = Object.assign(new EventEmitter(), { getSystemIdleTime: () => system.idleSeconds })
})
afterEach(() => vi.useRealTimers())

function serve({ lockAfter = 15 as LockAfter, canSave = true } = {}) {
  const steps: string[] = []
  const state = { isUnlocked: true, canSave }
  const shellState = { state: { lockAfter }, save: () => {} } as unknown as ShellStateFile
  const ipc = { handle: () => {}, on: () => {} } as unknown as Ipc
  const { lock, watchIdleTime } = serveLock(ipc, {
    shellState,
    isUnlocked: () => state.isUnlocked,
    save: async () => {
      steps.push('save')
      return state.canSave
    },
    end: async () => {
      steps.push('end')
      state.isUnlocked = false
    },
  })
  watchIdleTime()
  return { lock, steps, state, watchIdleTime }
}

test.each(['suspend', 'lock-screen'])('text is saved and the notebook locked on “%s”', async (event) => {
  const { steps } = serve()
  system.monitor.emit(event)
  await vi.advanceTimersByTimeAsync(0)
  expect(steps).toEqual(['save', 'end'])
})

test('the notebook is locked after the chosen time without input, once', async () => {
  const { steps } = serve({ lockAfter: 5 })
  system.idleSeconds = 60
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(steps).toEqual([])
  system.idleSeconds = 5 * 60 - 1
  await vi.advanceTimersByTimeAsync(4 * 60_000)
  expect(steps).toEqual([])
  system.idleSeconds = 5 * 60
  await vi.advanceTimersByTimeAsync(60_000)
  expect(steps).toEqual(['save', 'end'])
  await vi.advanceTimersByTimeAsync(60 * 60_000)
  expect(steps).toEqual(['save', 'end'])
})

test('a notebook that is unlocked after a long time without input stays open for the chosen time', async () => {
  system.idleSeconds = 60 * 60
  const { steps } = serve({ lockAfter: 5 })
  await vi.advanceTimersByTimeAsync(5 * 60_000 - 1)
  expect(steps).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(steps).toEqual(['save', 'end'])
})

test('while the notebook is open, the system is asked only when it may be time to lock', async () => {
  const asked = vi.spyOn(system.monitor as unknown as { getSystemIdleTime(): number }, 'getSystemIdleTime')
  serve({ lockAfter: 15 })
  asked.mockClear()
  for (let minute = 0; minute < 60; minute += 1) await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.mock.calls.length).toBeLessThanOrEqual(4)
})

test('no timer runs while the notebook is locked, not encrypted, or never locked by itself', async () => {
  const { state, watchIdleTime } = serve()
  expect(vi.getTimerCount()).toBe(1)
  state.isUnlocked = false
  watchIdleTime()
  expect(vi.getTimerCount()).toBe(0)
  serve({ lockAfter: null })
  expect(vi.getTimerCount()).toBe(0)
})

test('after text could not be saved, locking is tried again without any input', async () => {
  const { steps, state } = serve({ lockAfter: 5, canSave: false })
  system.idleSeconds = 5 * 60
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(steps).toEqual(['save'])
  state.canSave = true
  await vi.advanceTimersByTimeAsync(10_000)
  expect(steps).toEqual(['save', 'save', 'end'])
})

test('the notebook is locked after a sleep that the system did not announce', async () => {
  const { steps } = serve({ lockAfter: 5 })
  vi.setSystemTime(Date.now() + 6 * 60_000)
  system.monitor.emit('resume')
  await vi.advanceTimersByTimeAsync(0)
  expect(steps).toEqual(['save', 'end'])
})

test('the notebook is never locked by itself if the delegate chose so', async () => {
  const { steps } = serve({ lockAfter: null })
  system.idleSeconds = 24 * 60 * 60
  await vi.advanceTimersByTimeAsync(60_000)
  expect(steps).toEqual([])
})

test('the notebook stays open while text cannot be saved, and is locked at the next attempt', async () => {
  const { lock, steps, state } = serve({ canSave: false })
  await lock()
  expect(steps).toEqual(['save'])
  state.canSave = true
  await Promise.all([lock(), lock()])
  expect(steps).toEqual(['save', 'save', 'end'])
})

test('nothing happens while the notebook is locked or not encrypted', async () => {
  const { lock, steps, state } = serve()
  state.isUnlocked = false
  system.idleSeconds = 24 * 60 * 60
  await lock()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(steps).toEqual([])
})
