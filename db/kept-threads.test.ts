import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test, vi } from 'vitest'
import { giveBackThread, startThread, type ThreadKind, takeThread } from './kept-threads.ts'
import { createTempFolder } from './testing/temp-store.ts'

/** A thread that sends every message back. */
function createEchoKind(): ThreadKind {
  const script = join(createTempFolder(), 'echo.mjs')
  writeFileSync(
    script,
    "import { parentPort } from 'node:worker_threads'\nparentPort.on('message', (message) => parentPort.postMessage(message))\n",
  )
  return { script: pathToFileURL(script), megabytes: 64 }
}
const ask = (thread: Worker, message: string) =>
  new Promise((resolve, reject) => {
    thread.on('message', resolve)
    thread.on('error', reject)
    thread.postMessage(message)
  })

test('a returned thread is used again, and answers only its current user', async () => {
  const kind = createEchoKind()
  const first = takeThread(kind)
  onTestFinished(() => void first.terminate())
  const heard: unknown[] = []
  first.on('message', (message) => heard.push(message))
  expect(await ask(first, 'one')).toBe('one')
  giveBackThread(kind, first)
  const second = takeThread(kind)
  expect(second).toBe(first)
  expect(await ask(second, 'two')).toBe('two')
  expect(heard).toEqual(['one'])
})

test('two concurrent users get two threads, of which one is kept', async () => {
  const kind = createEchoKind()
  const [first, second] = [takeThread(kind), takeThread(kind)]
  onTestFinished(() => void first.terminate())
  expect(second).not.toBe(first)
  expect(await Promise.all([ask(first, 'one'), ask(second, 'two')])).toEqual(['one', 'two'])
  const ends = vi.spyOn(second, 'terminate')
  giveBackThread(kind, first)
  giveBackThread(kind, second)
  expect(ends).toHaveBeenCalledOnce()
  expect(takeThread(kind)).toBe(first)
})

test('a thread that is not used for a while is ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const kind = createEchoKind()
  const thread = takeThread(kind)
  await ask(thread, 'one')
  const ends = vi.spyOn(thread, 'terminate')
  giveBackThread(kind, thread)
  vi.advanceTimersByTime(9_000)
  expect(ends).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2_000)
  expect(ends).toHaveBeenCalledOnce()
  const next = takeThread(kind)
  onTestFinished(() => void next.terminate())
  expect(next).not.toBe(thread)
})

test('a thread started ahead is used next, and waits longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const kind = createEchoKind()
  startThread(kind)
  const spare = takeThread(createEchoKind())
  onTestFinished(() => void spare.terminate())
  vi.advanceTimersByTime(50_000)
  // Starting the thread again prolongs the wait.
  startThread(kind)
  vi.advanceTimersByTime(50_000)
  const thread = takeThread(kind)
  onTestFinished(() => void thread.terminate())
  // Threads are numbered when they start.
  expect(thread.threadId).toBeLessThan(spare.threadId)
  expect(await ask(thread, 'one')).toBe('one')
  const next = takeThread(kind)
  onTestFinished(() => void next.terminate())
  expect(next).not.toBe(thread)
})

test('a thread that fails while it waits is logged and never used', async () => {
  const script = join(createTempFolder(), 'broken.mjs')
  writeFileSync(script, "throw new Error('broken')\n")
  const kind = { script: pathToFileURL(script), megabytes: 64 }
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => log.mockRestore())
  startThread(kind)
  await vi.waitFor(() => expect(log).toHaveBeenCalledWith(expect.stringContaining('broken')), 30_000)
  const next = takeThread(kind)
  await expect(ask(next, 'one')).rejects.toThrow('broken')
})
