import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTempStore, octopus, saveNote, unwrap, unwrapError } from '../../testing/temp-store.ts'
import { createStoreWith, getText, toInput } from '../testing/sample.ts'

/** A note that takes seconds to read. */
const long = 'One *more* [thing](https://example.org) with **marks**.\n\n'.repeat(8_000)

function createStoreWithLongNotes() {
  const store = createTempStore()
  for (let index = 0; index < 3; index++) saveNote(store, `${index}. ${long}`)
  const job = randomUUID()
  const path = join(store.folder, 'report.docx')
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'write' })
  const saving = store.request('export.save', { options: toInput({ format: 'docx' }), grant, job })
  return { store, job, path, saving }
}

test('the store answers while a report is rendered, and the file is written', async () => {
  const { store, job, path, saving } = createStoreWithLongNotes()
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(3)
  expect(unwrap(store.call('export.progress', { job }))).toBe(0)
  let seen = 0
  const following = setInterval(() => {
    seen = Math.max(seen, unwrap(store.call('export.progress', { job })) ?? 0)
  }, 10)
  unwrap(await saving)
  clearInterval(following)
  expect(seen).toBeGreaterThan(0)
  expect(existsSync(path)).toBe(true)
  expect(unwrap(store.call('export.progress', { job }))).toBeNull()
})

test('a cancelled export writes nothing, and the next one works', async () => {
  const { store, job, path, saving } = createStoreWithLongNotes()
  unwrap(store.call('export.cancel', { job }))
  expect(unwrapError(await saving).code).toBe('cancelled')
  expect(existsSync(path)).toBe(false)
  saveNote(store, 'after')
  const preview = unwrap(await store.request('export.preview', toInput({ format: 'md', title: 'After' })))
  expect(preview.fileName).toBe('After.md')
})

test('a failure in the thread fails the call, and the thread continues', async () => {
  const store = createTempStore()
  expect(unwrapError(await store.request('export.preview', toInput({ format: 'nope' }))).code).toBe(
    'not-found',
  )
  expect(unwrap(await store.request('export.preview', toInput({ format: 'ics' }))).text?.beginning).toContain(
    'BEGIN:VEVENT',
  )
})

test('a changed note is read again despite the cache', async () => {
  const store = createTempStore()
  const { id, revision } = saveNote(store, 'first text')
  const text = () => getText(store, { format: 'txt' })
  expect(await text()).toContain('first text')
  saveNote(store, 'second text', { id, baseRevision: revision })
  expect(await text()).toMatch(/second text/)
  expect(await text()).not.toMatch(/first text/)
})

test('the preview of a long data file is its beginning, in whole lines', async () => {
  const store = createStoreWith('One more thing was said.\n\n'.repeat(20_000))
  const { text } = unwrap(await store.request('export.preview', toInput({ format: 'json' })))
  expect(text?.isCut).toBe(true)
  expect(text?.beginning.length).toBeLessThan(200_001)
  expect(await getText(store, { format: 'json' })).toMatch(/\}\n$/)
  const short = unwrap(await store.request('export.preview', toInput({ format: 'contacts-csv' })))
  expect(short.text).toMatchObject({ isCut: false, beginning: expect.stringContaining('Name') })
})
