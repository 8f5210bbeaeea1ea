import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { eraseStorage, hasVault } from './erase-storage.ts'

let openElsewhere: string | null = null

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const openSync: typeof fs.openSync = (path, ...more) => {
    if (path === openElsewhere) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' })
    return fs.openSync(path, ...more)
  }
  return { ...fs, openSync }
})

test('what the window stored is erased, and nothing else', () => {
  const profile = mkdtempSync(join(tmpdir(), 'rapporteur-erase-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
  const stored = join(profile, 'Local Storage', 'leveldb')
  mkdirSync(stored, { recursive: true })
  writeFileSync(join(stored, '000003.log'), 'workshop-9')
  mkdirSync(join(profile, 'backups'))
  writeFileSync(join(profile, 'backups', 'kept.db'), 'kept')
  eraseStorage(profile)
  expect(existsSync(join(profile, 'Local Storage'))).toBe(false)
  expect(existsSync(join(profile, 'backups', 'kept.db'))).toBe(true)
})

test('a file that another program has open does not keep the app from starting, and is erased at the next start', () => {
  const profile = mkdtempSync(join(tmpdir(), 'rapporteur-erase-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
  for (const folder of ['Local Storage', 'Session Storage']) {
    mkdirSync(join(profile, folder))
    writeFileSync(join(profile, folder, 'LOCK'), 'workshop-9')
  }
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  openElsewhere = join(profile, 'Local Storage', 'LOCK')
  eraseStorage(profile)
  expect(logged).toHaveBeenCalledOnce()
  expect(existsSync(openElsewhere)).toBe(true)
  expect(existsSync(join(profile, 'Session Storage'))).toBe(false)
  openElsewhere = null
  eraseStorage(profile)
  expect(existsSync(join(profile, 'Local Storage'))).toBe(false)
})

test('a notebook is encrypted while one of the two vaults exists', () => {
  const profile = mkdtempSync(join(tmpdir(), 'rapporteur-erase-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
  expect(hasVault(profile)).toBe(false)
  writeFileSync(join(profile, 'vault-copy.json'), '{}')
  expect(hasVault(profile)).toBe(true)
})
