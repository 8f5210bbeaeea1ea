/** Real stores in temporary folders, with a clock that tests control. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { toInstantString } from '../../core/time.ts'
import { ConferenceSlug, ContactId, type Guid, NoteId } from '../model.ts'
import { openStore, type Store } from '../open-store.ts'
import type { Result } from '../serve.ts'
import { copyPrepared } from './prepared-profile.ts'

/** The project's root, with its migrations and bundled conference. */
export const resources = fileURLToPath(new URL('../..', import.meta.url))

export const octopus = ConferenceSlug.parse('octopus-2016')
export const toGuid = (text: string) => text as Guid
export const createNoteId = () => NoteId.parse(randomUUID())
export const createContactId = () => ContactId.parse(randomUUID())

/** Registers a cleanup, by default for the end of the test. */
type AtEnd = (clean: () => void) => void

export function createTempFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-test-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type Clock = { now: () => string; pass: (duration: Temporal.DurationLike) => void }

/** A clock that stands at this instant until a test lets time pass. */
export function createClock(instant: string): Clock {
  let current = Temporal.Instant.from(instant)
  return {
    now: () => toInstantString(current),
    pass: (duration) => {
      current = current.add(duration)
    },
  }
}

const DEFAULT_START = '2016-11-17T13:30:00Z'

export type TestStore = Store & { folder: string; clock: Clock; database: string }

/** A store that is closed when the test ends. Pass `folder` to reopen a profile. */
export function createTempStore(
  options: { folder?: string; clock?: Clock; resources?: string } = {},
): TestStore {
  const hasDefaults = Object.keys(options).length === 0
  return hasDefaults ? openPrepared() : open(options)
}

/** Like createTempStore(), but creates its database itself, for tests of the start, the migrations or the bundled conference. */
export function openUnpreparedStore(): TestStore {
  return open({})
}

/** A store shared by all tests of a file that do not change it. Call it at the top level, and the returned function in a test. */
export function createSharedStore(): () => TestStore {
  let store: TestStore | undefined
  const atEnd: (() => void)[] = []
  beforeAll(() => {
    store = openPrepared((clean) => atEnd.push(clean))
  })
  afterAll(() => {
    for (const clean of atEnd.reverse()) clean()
  })
  return () => {
    if (!store) throw new Error('The shared store exists only while tests run.')
    return store
  }
}

function openPrepared(atEnd?: AtEnd): TestStore {
  const folder = createTempFolder(atEnd)
  copyPreparedProfile(folder)
  return open({ folder }, atEnd)
}

/** Makes the folder a profile as after a first start. */
export function copyPreparedProfile(folder: string): void {
  copyPrepared(join(folder, 'rapporteur.db'), resources, createClock(DEFAULT_START).now())
}

function open(
  options: { folder?: string; clock?: Clock; resources?: string },
  atEnd: AtEnd = onTestFinished,
): TestStore {
  const folder = options.folder ?? createTempFolder(atEnd)
  const clock = options.clock ?? createClock(DEFAULT_START)
  const store = openStore({ folder, resources: options.resources ?? resources, now: clock.now })
  atEnd(() => store.close())
  return { ...store, folder, clock, database: join(folder, 'rapporteur.db') }
}

/** @returns the value of a call that must succeed */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** @returns the failure of a call that must fail */
export function unwrapError(result: Result<unknown>) {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value)}`)
  return result.error
}

export function saveNote(
  store: Store,
  markdown: string,
  more: { id?: NoteId; session?: string | null; keyMessage?: string | null; baseRevision?: number } = {},
) {
  const id = more.id ?? createNoteId()
  const saved = unwrap(
    store.call('notes.save', {
      id,
      conference: octopus,
      session: more.session ?? null,
      keyMessage: more.keyMessage ?? null,
      markdown,
      baseRevision: more.baseRevision ?? 0,
    }),
  )
  return { id, ...saved }
}

export const someone = {
  name: 'Ana Ferreira',
  organisation: 'EUROJUST',
  country: 'Portugal',
  role: 'Prosecutor',
  email: 'ana@example.org',
  telephone: '+351 21 000 00 00',
  metAt: null,
  note: '',
}
