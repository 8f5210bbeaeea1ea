/**
 * The RPC client: typed calls over the port to the store process. After a restart of the store, calls in progress fail with `store-gone`,
 * and later ones wait for the new port.
 */
import { STORE_PORT } from '../../core/desktop.ts'
import type { Message } from '../../core/i18n/message.ts'
import type { ErrorCode, FromStore, Request } from '../../core/wire.ts'
import type { CallName, Input, Output, Topic } from '../../db/contract/index.ts'

/** An error reported by the store. `message` is in English; `details` can be translated, or is null. */
export class StoreError extends Error {
  readonly code: ErrorCode
  readonly details: Message | null
  constructor(code: ErrorCode, message: string, details: Message | null = null) {
    super(message)
    this.name = 'StoreError'
    this.code = code
    this.details = details
  }
}

type Pending = { call: CallName; resolve: (value: unknown) => void; reject: (error: StoreError) => void }

let port: MessagePort | null = null
let nextId = 1
const pendingCalls = new Map<number, Pending>()
const waitingRequests: Request[] = []
const topicsByCall = new Map<string, readonly string[]>()
const announcementListeners = new Set<(topics: ReadonlySet<string>) => void>()
const reconnectListeners = new Set<() => void>()

/** @returns the topics on which a query's answer depends, from its last reply; an empty list before the first reply */
export function getTopicsReadBy(call: string): readonly string[] {
  return topicsByCall.get(call) ?? []
}

export function onAnnouncement(listener: (topics: ReadonlySet<string>) => void): void {
  announcementListeners.add(listener)
}

/** Calls the listener when a restarted store has connected. */
export function onReconnect(listener: () => void): () => void {
  reconnectListeners.add(listener)
  return () => reconnectListeners.delete(listener)
}

function receive(message: FromStore): void {
  if ('topics' in message) {
    const topics = new Set<Topic | string>(message.topics)
    for (const listener of announcementListeners) listener(topics)
    return
  }
  const request = pendingCalls.get(message.id)
  if (!request) return
  pendingCalls.delete(message.id)
  if (!message.ok) {
    const { code, message: text, details } = message.error
    request.reject(new StoreError(code, text, details))
    return
  }
  if (message.reads) topicsByCall.set(request.call, message.reads)
  request.resolve(message.value)
}

let hasConnected = false

function takePort(next: MessagePort): void {
  losePort()
  port = next
  port.onmessage = (event: MessageEvent<FromStore>) => receive(event.data)
  // Chromium closes the port if the other end is gone: the store process has died.
  port.addEventListener('close', () => {
    if (port === next) losePort()
  })
  for (const request of waitingRequests.splice(0)) port.postMessage(request)
  if (hasConnected) for (const listener of reconnectListeners) listener()
  hasConnected = true
}

/** Rejects calls in progress, since they will get no answer. Calls that wait for a port keep waiting. */
function losePort(): void {
  port?.close()
  port = null
  const waitingIds = new Set(waitingRequests.map(({ id }) => id))
  for (const [id, request] of pendingCalls) {
    if (waitingIds.has(id)) continue
    pendingCalls.delete(id)
    request.reject(new StoreError('store-gone', 'The store was restarted before it answered.'))
  }
}

/** Waits for the port to the store. Call once, before the first `call`. */
export function connect(): void {
  window.addEventListener('message', (event) => {
    const [first] = event.ports
    if (event.source === window && event.data === STORE_PORT && first) takePort(first)
  })
  window.desktop.connectStore()
}

/** Sends a call to the store. Rejects with a StoreError whose message can be shown to the delegate. */
export function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
  return new Promise<unknown>((resolve, reject) => {
    const request: Request = { id: nextId++, call: name, input }
    pendingCalls.set(request.id, { call: name, resolve, reject })
    if (port) port.postMessage(request)
    else waitingRequests.push(request)
  }) as Promise<Output<N>>
}
