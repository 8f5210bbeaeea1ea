/** A note saver on a real store; only the connection to it and the clock are simulated. */
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { Input, Output } from '../../../../../db/contract/index.ts'
import type { NoteId } from '../../../../../db/model.ts'
import {
  createTempStore,
  newNoteId,
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
export const nothing = { markdown: '', revision: 0 }

/** A connection that delays messages by `delay` each way, and can simulate a lost store or a full disk. */
export function connectTo(store: TestStore, delay = 1) {
  const line = {
    saves: [] as { at: number; markdown: string }[],
    underWay: 0,
    mostUnderWay: 0,
    fault: null as null | 'disk-full' | 'busy' | 'internal' | 'reply-lost',
    async save(input: Input<'notes.save'>): Promise<Output<'notes.save'>> {
      line.underWay += 1
      line.mostUnderWay = Math.max(line.mostUnderWay, line.underWay)
      try {
        await wait(delay)
        line.saves.push({ at: performance.now(), markdown: input.markdown })
        if (line.fault !== null && line.fault !== 'reply-lost') throw new StoreError(line.fault, 'Not now.')
        const reply = unwrap(store.call('notes.save', input))
        await wait(delay)
        if (line.fault === 'reply-lost') {
          line.fault = null
          throw new StoreError('store-gone', 'The store was restarted before it answered.')
        }
        return reply
      } finally {
        line.underWay -= 1
      }
    },
  }
  return line
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

export function getStoredText(store: TestStore, id: NoteId): string | null {
  const result = store.call('notes.get', { id })
  return result.ok ? result.value.markdown : null
}

export function start(delay?: number) {
  const store = createTempStore()
  const line = connectTo(store, delay)
  const saver = createNoteSaver(line.save)
  const id = newNoteId()
  saver.open(id, home, nothing)
  return { store, line, saver, id }
}
