/** Real stores in temporary folders, with a clock that tests turn. */
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

/** The project: its migrations and its bundled conference. */
export const resources = fileURLToPath(new URL('../..', import.meta.url))

export const octopus = ConferenceSlug.parse('octopus-2016')
export const guid = (text: string) => text as Guid
export const newNoteId = () => NoteId.parse(randomUUID())
export const newContactId = () => ContactId.parse(randomUUID())

/** When something that a test made is taken away: by default when the test ends. */
type AtEnd = (clean: () => void) => void

export function tempFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-test-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type Clock = { now: () => string; pass: (duration: Temporal.DurationLike) => void }

export function clockAt(instant: string): Clock {
  let current = Temporal.Instant.from(instant)
  return {
    now: () => toInstantString(current),
    pass: (duration) => {
      current = current.add(duration)
    },
  }
}

const USUAL_START = '2016-11-17T13:30:00Z'

export type TestStore = Store & { folder: string; clock: Clock; database: string }

/** Closed when the test ends. Pass `folder` to open the same profile again. */
export function tempStore(options: { folder?: string; clock?: Clock; resources?: string } = {}): TestStore {
  const isUsual = Object.keys(options).length === 0
  return isUsual ? openPrepared() : open(options)
}

/** As tempStore(), but the store makes its database itself: for tests of the start, the migrations or the bundled conference. */
export function freshStore(): TestStore {
  return open({})
}

/** One store for all tests of a file, which leave it as it was. Called where they are declared; what it returns, in a test. */
export function sharedStore(): () => TestStore {
  let store: TestStore | undefined
  const atEnd: (() => void)[] = []
  beforeAll(() => {
    store = openPrepared((clean) => atEnd.push(clean))
  })
  afterAll(() => {
    for (const clean of atEnd.reverse()) clean()
  })
  return () => {
    if (!store) throw new Error('the store is there in tests only')
    return store
  }
}

function openPrepared(atEnd?: AtEnd): TestStore {
  const folder = tempFolder(atEnd)
  copyStarted(folder)
  return open({ folder }, atEnd)
}

/** Makes the folder a profile in which the app was started before. */
export function copyStarted(folder: string): void {
  copyPrepared(join(folder, 'rapporteur.db'), resources, clockAt(USUAL_START).now())
}

function open(
  options: { folder?: string; clock?: Clock; resources?: string },
  atEnd: AtEnd = onTestFinished,
): TestStore {
  const folder = options.folder ?? tempFolder(atEnd)
  const clock = options.clock ?? clockAt(USUAL_START)
  const store = openStore({ folder, resources: options.resources ?? resources, now: clock.now })
  atEnd(() => store.close())
  return { ...store, folder, clock, database: join(folder, 'rapporteur.db') }
}

/** The value of a call that must succeed. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** The failure of a call that must fail. */
export function mustFail(result: Result<unknown>) {
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value)}`)
  return result.error
}

export function saveNote(
  store: Store,
  markdown: string,
  more: { id?: NoteId; session?: string | null; keyMessage?: string | null; baseRevision?: number } = {},
) {
  const id = more.id ?? newNoteId()
  const saved = must(
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
