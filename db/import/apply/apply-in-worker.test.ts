/** Writes a large programme in a worker: its progress, its cancellation, and the answers of the store meanwhile. */
import { expect, test } from 'vitest'
import { ConferenceSlug } from '../../model.ts'
import { openConnection } from '../../store/open.ts'
import { bundle, getBytes, session } from '../../testing/bundles.ts'
import { getGrant } from '../../testing/packs.ts'
import {
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../../testing/temp-store.ts'
import { readProgramme } from '../matching/stored-programme.ts'

const slug = ConferenceSlug.parse('testing-days')
const large = (count: number, title: string) =>
  getBytes(
    bundle((b) => {
      b.conference.revision = title === 'old' ? 1 : 2
      for (let index = 0; index < count; index += 1)
        b.sessions.push(session(`s-${index}`, { title: `${title} ${index}` }))
    }),
  )

function getState(store: TestStore) {
  const { db, sql, close } = openConnection(store.database)
  const state = {
    programme: readProgramme(sql, slug),
    updates: sql('SELECT id, applied_at, programme_before FROM programme_update').all(),
    found: sql('SELECT count(*) AS hits FROM session_search WHERE session_search MATCH ?').get('new'),
    check: db.pragma('integrity_check'),
  }
  close()
  return state
}

async function prepare(store: TestStore, title: string, count = 6_000) {
  const grant = getGrant(store, large(count, title), `${title}.json`)
  const preview = unwrap(await store.request('import.preview', { grant }))
  if (!preview || 'problem' in preview) throw new Error('the file was not read')
  return { grant, choice: preview.suggested }
}

test('a large programme is written after a backup and can be searched', async () => {
  const store = createTempStore()
  saveNote(store, 'Mine')
  const { grant, choice } = await prepare(store, 'new')
  const result = unwrap(await store.request('import.apply', { grant, choice }))
  expect(result).toMatchObject({ sessions: 6_002, changes: { added: 6_002 } })
  expect(unwrap(store.call('backups.list', {})).map(({ reason }) => reason)).toContain('import')
  expect(getState(store).found).toEqual({ hits: 6_000 })
})

test.each(['a new conference', 'an update'])(
  '%s is cancelled midway: the database is as it was',
  async (kind) => {
    const store = createTempStore()
    if (kind === 'an update') {
      const { grant, choice } = await prepare(store, 'old')
      unwrap(await store.request('import.apply', { grant, choice }))
    }
    const before = getState(store)
    const { grant, choice } = await prepare(store, 'new', 20_000)
    const applying = store.request('import.apply', { grant, choice })
    let progress: number | null = null
    while (progress === null) {
      progress = unwrap(store.call('import.progress', { grant }))
      // The store answers other requests meanwhile.
      expect(unwrap(store.call('sessions.list', { conference: octopus })).length).toBe(13)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(progress).toBeGreaterThan(0)
    expect(progress).toBeLessThan(1)
    unwrap(await store.request('import.discard', { grant }))
    expect(unwrapError(await applying)).toMatchObject({ code: 'cancelled' })
    expect(getState(store)).toEqual(before)
    expect(unwrap(store.call('import.progress', { grant }))).toBeNull()
    // The same file can be imported afterwards.
    const again = await prepare(store, 'new')
    unwrap(await store.request('import.apply', again))
  },
)

test('if the backup fails, nothing changes', async () => {
  const store = createTempStore()
  saveNote(store, 'Mine')
  const before = getState(store)
  const { grant, choice } = await prepare(store, 'new')
  Object.assign(store.lifecycle, {
    backup: () => {
      throw new Error('no room')
    },
  })
  expect(unwrapError(await store.request('import.apply', { grant, choice })).message).toContain('no room')
  expect(getState(store)).toEqual(before)
})
