import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { expect, test, vi } from 'vitest'
import type { PromptCallName } from './contract/index.ts'
import type { PortLike } from './serve.ts'
import { openConnection } from './store/open.ts'
import { bundle } from './testing/bundles.ts'
import {
  createNoteId,
  createTempStore,
  octopus,
  saveNote,
  toGuid,
  unwrap,
  unwrapError,
} from './testing/temp-store.ts'

const star = (session: string) => ({ conference: octopus, session: toGuid(session), starred: true })

test('a change is announced after its reply, to every listener, with the contract’s topics', () => {
  const store = createTempStore()
  const heard: string[] = []
  const stop = store.onChanges((topics) => {
    heard.push(...topics)
    expect(unwrap(store.call('stars.list', { conference: octopus }))).toEqual(['workshop-1'])
  })
  unwrap(store.call('stars.set', star('workshop-1')))
  unwrap(store.call('stars.list', { conference: octopus }))
  expect(heard).toEqual(['stars'])
  stop()
  unwrap(store.call('stars.set', star('workshop-2')))
  expect(heard).toEqual(['stars'])
})

test('a failed change leaves nothing and is not announced', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Stays.')
  const heard = vi.fn()
  store.onChanges(heard)
  const failure = unwrapError(store.call('notes.remove', { ids: [id, createNoteId()] }))
  expect(failure.code).toBe('not-found')
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(1)
  expect(heard).not.toHaveBeenCalled()
})

test('an unknown call is refused, even if its name is a property of every object', () => {
  const store = createTempStore()
  for (const name of ['notes.burn', 'constructor', '__proto__', 'toString']) {
    expect(unwrapError(store.call(name as PromptCallName, {})).code).toBe('not-found')
  }
})

test('a query reports the topics that it reads', () => {
  expect(createTempStore().call('notes.list', { conference: octopus })).toMatchObject({ reads: ['notes'] })
})

test('while another process keeps writing, a change fails as busy, with advice', () => {
  const store = createTempStore()
  const other = openConnection(store.database)
  other.db.exec('BEGIN IMMEDIATE')
  store.lifecycle.backups()
  const failure = unwrapError(store.call('stars.set', star('workshop-1')))
  expect(failure).toMatchObject({ code: 'busy', message: expect.stringContaining('try again') })
  other.db.exec('ROLLBACK')
  other.close()
}, 15_000)

test('an autosave gives up soon if another process writes: it is retried, and other calls need not wait', () => {
  const store = createTempStore()
  const other = openConnection(store.database)
  other.db.exec('BEGIN IMMEDIATE')
  const { db } = store.lifecycle.ready().connection
  const getBusyTimeout = () => Number(db.pragma('busy_timeout', { simple: true }))
  const usualTimeout = getBusyTimeout()
  const pragma = vi.spyOn(db, 'pragma')
  const note = {
    id: createNoteId(),
    conference: octopus,
    session: null,
    keyMessage: null,
    markdown: 'Later.',
    baseRevision: 0,
  }
  expect(unwrapError(store.call('notes.save', note)).code).toBe('busy')
  const timeouts = pragma.mock.calls
    .flatMap(([text]) => /^busy_timeout = (\d+)$/.exec(text)?.[1] ?? [])
    .map(Number)
  pragma.mockRestore()
  expect(timeouts, 'shorter for the save, then the usual one again').toEqual([
    usualTimeout / 10,
    usualTimeout,
  ])
  expect(getBusyTimeout()).toBe(usualTimeout)
  other.db.exec('ROLLBACK')
  other.close()
  unwrap(store.call('notes.save', note))
})

test('after closing every call fails, and closing again does no harm', () => {
  const store = createTempStore()
  store.close()
  store.close()
  expect(unwrapError(store.call('notes.list', { conference: octopus })).code).toBe('store-gone')
})

// ── Over a real port ─────────────────────────────────────────────────────────

/** Electron's MessagePortMain wraps the data in an event; Node's does not. */
function asElectronPort(port: MessagePort): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      event === 'message'
        ? port.on('message', (data) => listener({ data }))
        : port.on('close', () => listener({ data: undefined })),
    start: () => port.start(),
  }
}

function connect(store: ReturnType<typeof createTempStore>) {
  const { port1, port2 } = new MessageChannel()
  store.attach(asElectronPort(port1))
  const received: unknown[] = []
  port2.on('message', (message) => received.push(message))
  return { port: port2, received, close: () => port2.close() }
}

test('replies carry the id of their request; announcements follow them, to other windows too', async () => {
  const store = createTempStore()
  const window = connect(store)
  const other = connect(store)
  window.port.postMessage({ id: 7, call: 'stars.set', input: star('workshop-1') })
  window.port.postMessage({ id: 8, call: 'stars.list', input: { conference: octopus } })
  window.port.postMessage({ id: 9, call: 'stars.list', input: {} })
  await vi.waitFor(() => expect(window.received).toHaveLength(4))
  expect(window.received).toMatchObject([
    { id: 7, ok: true, value: null },
    { topics: ['stars'] },
    { id: 8, ok: true, value: ['workshop-1'], reads: ['stars', 'programme'] },
    { id: 9, ok: false, error: { code: 'invalid-input' } },
  ])
  expect(other.received).toEqual([{ topics: ['stars'] }])
  window.close()
  other.close()
})

test('a slow call does not block other calls', async () => {
  const store = createTempStore()
  const path = join(store.folder, 'days.json')
  writeFileSync(path, JSON.stringify(bundle()))
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  const window = connect(store)
  window.port.postMessage({ id: 1, call: 'import.file', input: { grant } })
  window.port.postMessage({ id: 2, call: 'conferences.list', input: {} })
  await vi.waitFor(() => expect(window.received).toHaveLength(3), { timeout: 10_000 })
  expect(window.received).toMatchObject([
    { id: 2, ok: true },
    { id: 1, ok: true, value: { sessions: 2 } },
    { topics: ['programme', 'notes', 'stars', 'remarks', 'contacts', 'backups'] },
  ])
  window.close()
})

test('ignores messages that are not requests, and keeps the port working', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const store = createTempStore()
  const window = connect(store)
  for (const nonsense of [null, 5, 'text', [], {}, { id: 'x', call: 'notes.list', input: {} }]) {
    window.port.postMessage(nonsense)
  }
  window.port.postMessage({ id: 1, call: 'conferences.list', input: {} })
  await vi.waitFor(() => expect(window.received).toHaveLength(1))
  expect(window.received).toMatchObject([{ id: 1, ok: true }])
  expect(log).toHaveBeenCalledTimes(6)
  log.mockRestore()
  window.close()
})

// ── Grants ───────────────────────────────────────────────────────────────────

test('a path needs a grant, which is valid once and for one purpose', async () => {
  const store = createTempStore()
  expect(unwrapError(await store.request('import.file', { grant: randomUUID() })).code).toBe('file-access')
  const forWriting = randomUUID()
  store.grants.add(forWriting, { path: '/nowhere.json', mode: 'write' })
  expect(unwrapError(await store.request('import.file', { grant: forWriting })).code).toBe('file-access')
  const used = randomUUID()
  store.grants.add(used, { path: '/nowhere.json', mode: 'read' })
  expect(unwrapError(await store.request('import.file', { grant: used })).message).toContain(
    '/nowhere.json is not there',
  )
  expect(unwrapError(await store.request('import.file', { grant: used })).message).toContain(
    'Choose it again',
  )
})

test('a run that ends before the first upkeep is backed up at its end', () => {
  const store = createTempStore()
  const { close } = connect(store)
  saveNote(store, 'In a hurry.')
  expect(store.lifecycle.backups()).toEqual([])
  store.close()
  close()
  expect(store.lifecycle.backups()).toMatchObject([{ reason: 'daily' }])
})
