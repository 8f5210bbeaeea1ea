import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTempStore, resources, unwrap } from '../testing/temp-store.ts'

test('a folder with samples is created where the delegate chose, and never in place of other files', () => {
  const store = createTempStore()
  const path = join(store.folder, 'my-conference')
  const create = () => {
    const grant = crypto.randomUUID()
    store.grants.add(grant, { path, mode: 'write' })
    return store.call('packs.create', { grant })
  }
  expect(unwrap(create())).toEqual({ path })
  const template = join(resources, 'assets', 'pack-template')
  expect(readdirSync(path)).toEqual(readdirSync(template))
  const table = (folder: string) => readFileSync(join(folder, 'programme.csv'))
  expect(table(path)).toEqual(table(template))
  writeFileSync(join(path, 'programme.csv'), 'mine')
  expect(create()).toMatchObject({ ok: false, error: { code: 'occupied' } })
  expect(table(path).toString()).toBe('mine')
})
