/** Files that were previewed: discarded without an import, or imported twice. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test, vi } from 'vitest'
import { bundle, getBytes, session } from '../../testing/bundles.ts'
import { createTempFolder, createTempStore, unwrap, unwrapError } from '../../testing/temp-store.ts'
import { apply, createReadGrant, preview, previewFile, slug } from '../testing/updates.ts'
import { createPendingImports } from './pending-imports.ts'

test('a file that is discarded while it is read is not read to the end', async () => {
  const store = createTempStore()
  const path = join(store.folder, 'long.json')
  writeFileSync(
    path,
    getBytes(
      bundle((b) => {
        for (let count = 0; count < 40_000; count += 1) b.sessions.push(session(`s-${count}`))
      }),
    ),
  )
  const grant = createReadGrant(store, path)
  const ends = vi.spyOn(Worker.prototype, 'terminate')
  onTestFinished(() => ends.mockRestore())
  const asked = store.request('import.preview', { grant })
  await new Promise((resolve) => setTimeout(resolve, 150))
  unwrap(await store.request('import.discard', { grant }))
  expect(unwrap(await asked)).toBeNull()
  // The thread of the file has ended too. Threads of earlier tests may end at the same time.
  expect(ends).toHaveBeenCalled()
  await Promise.all(ends.mock.results.map(({ value }) => value))
  expect(unwrapError(await apply(store, grant, { update: null })).code).toBe('file-access')
})

test('a file that is discarded while its programme waits to be written is cancelled', async () => {
  const store = createTempStore()
  const path = join(store.folder, 'long.xml')
  const abstract = `&lt;p&gt;${'word &lt;b&gt;more&lt;/b&gt; '.repeat(60)}&lt;/p&gt;`
  const events = Array.from(
    { length: 12_000 },
    (_, index) =>
      `<event guid="g${index}"><date>2025-03-08T10:00:00+01:00</date><title>T ${index}</title><abstract>${abstract}</abstract></event>`,
  )
  writeFileSync(
    path,
    `<schedule><conference><title>Long</title><time_zone_name>Europe/Berlin</time_zone_name></conference><day date="2025-03-08"><room name="A">${events.join('')}</room></day></schedule>`,
  )
  const { grant, suggested } = await previewFile(store, path)
  const applying = apply(store, grant, suggested)
  unwrap(await store.request('import.discard', { grant }))
  expect(unwrapError(await applying).code).toBe('cancelled')
  expect(unwrap(store.call('conferences.list', {}))).toHaveLength(1)
})

test('a file that is being imported cannot be imported again, which would create a second conference', async () => {
  const store = createTempStore()
  const before = unwrap(store.call('conferences.list', {})).length
  const shown = await preview(store, bundle())
  const [first, second] = await Promise.all([
    apply(store, shown.grant, { update: null }),
    apply(store, shown.grant, { update: null }),
  ])
  expect(unwrap(first).conference.slug).toBe(slug)
  expect(unwrapError(second).code).toBe('file-access')
  expect(unwrapError(await apply(store, shown.grant, { update: null })).code).toBe('file-access')
  expect(unwrap(store.call('conferences.list', {}))).toHaveLength(before + 1)
})

test('a file that is discarded while it is being read again is not kept', async () => {
  const imports = createPendingImports()
  const path = join(createTempFolder(), 'days.json')
  writeFileSync(path, getBytes(bundle()))
  const first = imports.read('token', () => path, {})
  const second = imports.read('token', () => path, {})
  await imports.discard('token')
  expect(await Promise.all([first, second])).toEqual([null, null])
  expect(() => imports.get('token')).toThrow('preview of this file has expired')
})

test('of several reads of one file, only the last one is kept', async () => {
  const imports = createPendingImports()
  const path = join(createTempFolder(), 'days.json')
  writeFileSync(path, getBytes(bundle()))
  const zones = ['Europe/Berlin', 'Europe/Paris', 'Europe/Rome']
  const read = zones.map((timeZone) => imports.read('token', () => path, { timeZone }))
  expect((await Promise.all(read)).map((file) => file !== null)).toEqual([false, false, true])
})

test('reading a file again does not cancel its import', async () => {
  const imports = createPendingImports()
  const path = join(createTempFolder(), 'days.json')
  writeFileSync(path, getBytes(bundle()))
  await imports.read('token', () => path, {})
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const written = imports.runWrite('token', ({ signal }) => {
    signal?.addEventListener('abort', () => reject(signal.reason))
    return promise
  })
  const reading = imports.read('token', () => path, { timeZone: 'Europe/Rome' })
  await expect(reading).rejects.toThrow('preview of this file has expired')
  resolve('written')
  expect(await written).toBe('written')
})
