/** A note saver on a real store; only the connection to it and the clock are simulated. */
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { Input, Output } from '../../../../../db/contract/index.ts'
import type { NoteId } from '../../../../../db/model.ts'
import {
  createNoteId,
  createTempStore,
  octopus,
  type TestStore,
  toGuid,
  unwrap,
} from '../../../../../db/testing/temp-store.ts'
import { getSaveState } from '../../../../lib/save-state.ts'
import { StoreError } from '../../../../lib/store-client.ts'
import { createNoteSaver } from '../note-saver.ts'

/** Gives every test of a file its own clock, and checks that nothing is unsaved at the end. */
export function installFakeTimers(): void {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(async () => {
    await vi.advanceTimersByTimeAsync(60_000)
    expect(getSaveState().kind, 'nothing is left behind').toBe('saved')
    vi.useRealTimers()
  })
}

export const home = { conference: octopus, session: toGuid('workshop-9'), keyMessage: null }
export const emptyNote = { markdown: '', revision: 0 }

/** A connection that delays messages by `delay` each way, and can simulate a lost store or a full disk. */
export function connectTo(store: TestStore, delay = 1) {
  const connection = {
    saves: [] as { at: number; markdown: string }[],
    underWay: 0,
    maxUnderWay: 0,
    fault: null as null | 'disk-full' | 'busy' | 'internal' | 'reply-lost',
    async save(input: Input<'notes.save'>): Promise<Output<'notes.save'>> {
      connection.underWay += 1
      connection.maxUnderWay = Math.max(connection.maxUnderWay, connection.underWay)
      try {
        await wait(delay)
        connection.saves.push({ at: performance.now(), markdown: input.markdown })
        if (connection.fault !== null && connection.fault !== 'reply-lost')
          throw new StoreError(connection.fault, 'The store cannot save now.')
        const reply = unwrap(store.call('notes.save', input))
        await wait(delay)
        if (connection.fault === 'reply-lost') {
          connection.fault = null
          throw new StoreError('store-gone', 'The store was restarted before it answered.')
        }
        return reply
      } finally {
        connection.underWay -= 1
      }
    },
  }
  return connection
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
export const passTime = (ms: number) => vi.advanceTimersByTimeAsync(ms)

export function getStoredText(store: TestStore, id: NoteId): string | null {
  const result = store.call('notes.get', { id })
  return result.ok ? result.value.markdown : null
}

export function startSaver(delay?: number) {
  const store = createTempStore()
  const connection = connectTo(store, delay)
  const saver = createNoteSaver(connection.save)
  const id = createNoteId()
  saver.open(id, home, emptyNote)
  return { store, connection, saver, id }
}
