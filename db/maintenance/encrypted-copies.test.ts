/** Temporary unencrypted copies do not stay on the disk. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openConnection } from '../store/open.ts'
import { makeCrashedCopy } from '../testing/crashed-profiles.ts'
import { encrypt, findWords, grantRead, unlock } from '../testing/encrypted.ts'
import {
  createTempFolder,
  createTempStore,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

vi.mock('node:crypto', async (original) =>
  (await import('../testing/cheap-scrypt.ts')).withCheapScrypt(await original()),
)

let onCopied = (_copy: string) => {}
vi.mock('./health.ts', async (original) => {
  const health = await original<typeof import('./health.ts')>()
  const verifyBackup: typeof health.verifyBackup = (file, ...more) => {
    onCopied(file)
    return health.verifyBackup(file, ...more)
  }
  return { ...health, verifyBackup }
})
vi.mock('./check-log.ts', async (original) => {
  const checks = await original<typeof import('./check-log.ts')>()
  const checkLog: typeof checks.checkLog = (file, ...more) => {
    onCopied(`${file}-wal`)
    return checks.checkLog(file, ...more)
  }
  return { ...checks, checkLog }
})

const WORDS = ['Said in confidence']

/** Adds hard links to temporary copies, through which their blocks can be read after they were deleted. */
function holdCopies(): string {
  const held = createTempFolder()
  onTestFinished(() => {
    onCopied = () => {}
  })
  onCopied = (copy) => linkSync(copy, join(held, String(readdirSync(held).length)))
  return held
}

function openEncrypted(): TestStore {
  const store = createTempStore()
  encrypt(store)
  unlock(store)
  return store
}

test('no unencrypted copy is left after an encrypted notebook compares or refuses an unencrypted file', () => {
  const plain = createTempStore()
  saveNote(plain, 'Said in confidence')
  const inUse = makeCrashedCopy(plain.database)
  const refused = join(createTempFolder(), 'newer.db')
  plain.close()
  copyFileSync(plain.database, refused)
  const connection = openConnection(refused)
  connection.db.pragma('user_version = 99')
  connection.close()
  const store = openEncrypted()
  const held = holdCopies()
  const compare = (path: string) => store.call('backups.compareFile', { grant: grantRead(store, path) })
  expect(unwrap(compare(inUse.database))).toMatchObject({ holds: { notes: 1 }, isLogIncomplete: false })
  expect(unwrapError(compare(refused)).code).toBe('newer-version')
  expect(readdirSync(held)).toHaveLength(3)
  expect(findWords(held, WORDS)).toEqual([])
})

test('a copy that a killed process left is overwritten', () => {
  const store = openEncrypted()
  const left = join(store.folder, 'rapporteur-encrypted.db.12345.part')
  writeFileSync(left, WORDS.join())
  const held = createTempFolder()
  linkSync(left, join(held, 'copy'))
  const dayBefore = new Date(Date.now() - 24 * 60 * 60 * 1000)
  utimesSync(left, dayBefore, dayBefore)
  const other = join(createTempFolder(), 'other.db')
  createTempStore().lifecycle.copyTo(other)
  unwrap(store.call('backups.compareFile', { grant: grantRead(store, other) }))
  expect(existsSync(left)).toBe(false)
  expect(findWords(held, WORDS)).toEqual([])
})

test('a copy that a killed check left in the temporary folder is removed by the next check', () => {
  const store = createTempStore()
  saveNote(store, 'Said in confidence')
  const { folder } = makeCrashedCopy(store.database)
  const { pid } = spawnSync(process.execPath, ['--version'])
  const left = mkdtempSync(join(tmpdir(), `rapporteur-check-${pid}-`))
  writeFileSync(join(left, 'copy.db'), WORDS.join())
  createTempStore({ folder })
  expect(existsSync(left)).toBe(false)
})
