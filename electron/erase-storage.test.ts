import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { eraseStorage, hasVault } from './erase-storage.ts'

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

test('a notebook is encrypted while one of the two vaults exists', () => {
  const profile = mkdtempSync(join(tmpdir(), 'rapporteur-erase-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
  expect(hasVault(profile)).toBe(false)
  writeFileSync(join(profile, 'vault-copy.json'), '{}')
  expect(hasVault(profile)).toBe(true)
})
