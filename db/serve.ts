/**
 * Serves one request: validates, runs it in a transaction, replies and announces the changed topics. The app, the command line and the
 * tests share it.
 */
import { message } from '../core/i18n/message.ts'
import type { Announcement, Failure, Reply, Request } from '../core/wire.ts'
import {
  type CallName,
  contract,
  type Input,
  type Output,
  type PromptCallName,
  type Topic,
} from './contract/index.ts'
import { isDamage, logProblem, StoreError, toFailure, toLogText } from './errors.ts'
import { describeIssues } from './formats/validation.ts'
import type { Context } from './handlers/context.ts'
import { handlers } from './handlers/index.ts'
import type { Announcer } from './store/context.ts'
import { runWithShortTimeout } from './store/open.ts'

export type Result<T> = { ok: true; value: T; reads?: readonly Topic[] } | { ok: false; error: Failure }

/** The methods that Electron's MessagePortMain and a wrapped MessagePort share. */
export type PortLike = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
}

export type Server = Announcer & {
  /** Runs a prompt call synchronously. */
  call<N extends PromptCallName>(name: N, input: Input<N>): Result<Output<N>>
  /** Runs any call, including slow ones. */
  request<N extends CallName>(name: N, input: Input<N>): Promise<Result<Output<N>>>
  attach(port: PortLike): void
}

/** The reply to a call, and the topics to announce after it. */
type Answer = { result: Result<unknown>; changes: readonly Topic[] }

export type Gate = {
  /** @returns the reason why calls cannot be answered at present, or null if they can */
  getUnavailableReason(): Failure | null
  isReadOnly(): boolean
  /** Call before a change. Throws if the file was replaced and has not been restored. */
  expectWritable(): void
  /** Call after a change, before it is acknowledged. Throws if the path does not lead to the open file. */
  expectNotReplaced(): void
  /** Called when SQLite reports damage while the store is running. */
  onDamage(error: unknown): void
}

export function createServer(context: Context, gate: Gate): Server {
  const listeners = new Set<(topics: readonly Topic[]) => void>()
  let lastRequestAt = Number.NEGATIVE_INFINITY

  function announceChanges(topics: readonly Topic[]): void {
    if (topics.length === 0) return
    for (const listener of listeners) listener(topics)
  }

  function toFailedAnswer(error: unknown): Answer {
    if (isDamage(error)) gate.onDamage(error)
    return { result: { ok: false, error: toFailure(error) }, changes: [] }
  }

  /** Answers synchronously, except for slow calls. */
  function handleCall(name: string, input: unknown): Answer | Promise<Answer> {
    try {
      if (!isCall(name)) throw new StoreError('not-found', toLogText(`The store has no call “${name}”.`))
      const call = contract[name]
      const unavailable = 'duringRecovery' in call ? null : gate.getUnavailableReason()
      if (unavailable) return { result: { ok: false, error: unavailable }, changes: [] }
      const checked = call.input.safeParse(input)
      if (!checked.success)
        throw new StoreError(
          'invalid-input',
          message('common.with-detail', { name, detail: describeIssues(checked.error) }),
        )
      const changes = 'changes' in call ? call.changes : []
      const reads = 'reads' in call ? { reads: call.reads } : {}
      const toAnswer = (value: unknown): Answer => ({ result: { ok: true, value, ...reads }, changes })
      const value = runHandler(name, checked.data, changes.length > 0)
      return value instanceof Promise ? value.then(toAnswer).catch(toFailedAnswer) : toAnswer(value)
    } catch (error) {
      return toFailedAnswer(error)
    }
  }

  /** A query reads one consistent state of the database; a change is one transaction, synced when it returns. */
  function runHandler(name: CallName, input: unknown, writes: boolean): unknown {
    const handler = handlers[name] as (context: Context, input: unknown) => unknown
    const call = contract[name]
    const needsWriting = writes && !('evenReadOnly' in call)
    if (needsWriting && gate.isReadOnly())
      throw new StoreError('read-only', message('database.opened-read-only'))
    const isDurable = needsWriting && !('duringRecovery' in call)
    if (isDurable) gate.expectWritable()
    const value = runInTransaction(name, writes, () => handler(context, input))
    if (!isDurable) return value
    if (!(value instanceof Promise)) return checkNotReplaced(value)
    return value.then(checkNotReplaced)
  }

  function runInTransaction(name: CallName, writes: boolean, work: () => unknown): unknown {
    if ('takesLong' in contract[name] || 'transaction' in contract[name]) return work()
    if (!writes) return context.db.transaction(work).deferred()
    const transaction = context.db.transaction(work)
    // The caller retries, so the call does not wait for the lock.
    return 'isRetried' in contract[name]
      ? runWithShortTimeout(context.db, () => transaction.immediate())
      : transaction.immediate()
  }

  function checkNotReplaced<T>(value: T): T {
    gate.expectNotReplaced()
    return value
  }

  function attach(port: PortLike): void {
    const forward = (topics: readonly Topic[]) =>
      port.postMessage({ topics: [...topics] } satisfies Announcement)
    listeners.add(forward)
    port.on('close', () => listeners.delete(forward))
    port.on('message', ({ data }) => {
      if (!isRequest(data)) {
        logProblem(new Error('A message that is not a request was ignored.'))
        return
      }
      const reply = ({ result, changes }: Answer) => {
        port.postMessage({ id: data.id, ...result } satisfies Reply)
        announceChanges(changes)
      }
      const answered = handleCall(data.call, data.input)
      lastRequestAt = performance.now()
      if (answered instanceof Promise) void answered.then(reply)
      else reply(answered)
    })
    port.start()
  }

  return {
    // The handlers' types are tied to the contract's in handlers/index.ts.
    call: (name, input) => {
      const answered = handleCall(name, input)
      if (answered instanceof Promise) throw new TypeError(`${name} takes long: request it`)
      announceChanges(answered.changes)
      return answered.result as Result<Output<typeof name>>
    },
    request: async (name, input) => {
      const { result, changes } = await handleCall(name, input)
      announceChanges(changes)
      return result as Result<Output<typeof name>>
    },
    attach,
    announceChanges,
    getIdleTime: () => performance.now() - lastRequestAt,
    onChanges: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(contract, name)
}

function isRequest(data: unknown): data is Request {
  return (
    typeof data === 'object' &&
    data !== null &&
    'id' in data &&
    typeof data.id === 'number' &&
    'call' in data &&
    typeof data.call === 'string' &&
    'input' in data
  )
}
