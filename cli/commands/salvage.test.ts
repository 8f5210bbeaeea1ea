import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { locateEncryptedProfile } from '../../db/store/profile.ts'
import { createTempFolder, unwrap } from '../../db/testing/temp-store.ts'
import { resources } from '../resources.ts'
import { prepareProfiles, profile, run } from '../testing/run.ts'

vi.mock('node:crypto', async (original) =>
  (await import('../../db/testing/cheap-scrypt.ts')).withCheapScrypt(await original()),
)

const passphrase = 'correct horse battery'
const text = 'Said in confidence.'

prepareProfiles()

/** Writes a note, encrypts the notebook and damages its first page. @returns the recovery code */
async function damageEncrypted(): Promise<string> {
  const note = write('note.md', text)
  expect((await run('note', 'add', '--session', 'workshop-8', '--file', note)).status).toBe(0)
  const store = openStore({ folder: profile, resources })
  const { recoveryCode } = unwrap(store.call('encryption.prepare', { passphrase }))
  unwrap(store.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
  unwrap(store.call('encryption.unlock', { secret: passphrase }))
  store.close()
  const { database } = locateEncryptedProfile(profile, resources)
  const bytes = readFileSync(database)
  bytes.fill(0x55, 0, 4096)
  writeFileSync(database, bytes)
  return recoveryCode
}

function write(name: string, content: string): string {
  const path = join(profile, name)
  writeFileSync(path, content)
  return path
}

/** @returns the exit code, the error and the texts of the notes */
async function salvage(file: string, secret: string) {
  const out = join(createTempFolder(), 'salvaged.zip')
  const from = write('secret', `${secret}\n`)
  const { status, stderr } = await run('salvage', file, '--out', out, '--notebook-passphrase-file', from)
  if (!existsSync(out)) return { status, stderr, notes: [] }
  const files = Object.entries(unzipSync(readFileSync(out)))
  const notes = files.filter(([name]) => name.endsWith('.md')).map(([, bytes]) => strFromU8(bytes).trim())
  return { status, stderr, notes }
}

test('a damaged encrypted file is read with the passphrase or the recovery code', async () => {
  const code = await damageEncrypted()
  const { database, vault, vaultCopy, backups } = locateEncryptedProfile(profile, resources)
  for (const secret of [passphrase, code])
    expect(await salvage(database, secret)).toMatchObject({ status: 0, notes: [text] })
  const wrong = await salvage(database, 'another one')
  expect(wrong).toMatchObject({ status: 1, notes: [] })
  expect(wrong.stderr).toContain('does not open the notebook')

  // The file is where the app puts a damaged file, and its vaults are damaged too: the vault beside a backup opens it.
  const aside = join(profile, 'damaged-encrypted', '2016-11-17T100000Z')
  mkdirSync(aside, { recursive: true })
  cpSync(database, join(aside, 'rapporteur-encrypted.db'))
  for (const path of [vault, vaultCopy]) writeFileSync(path, 'x')
  expect(readdirSync(backups).some((name) => name.endsWith('.vault.json'))).toBe(true)
  expect(await salvage(join(aside, 'rapporteur-encrypted.db'), passphrase)).toMatchObject({ notes: [text] })
  expect(existsSync(join(aside, 'rapporteur-encrypted.db-wal'))).toBe(false)
})

test('an encrypted file without any vault is refused with the name of the missing file', async () => {
  await damageEncrypted()
  const { backups } = locateEncryptedProfile(profile, resources)
  const [name = ''] = readdirSync(backups).filter((file) => file.endsWith('.db'))
  const alone = join(createTempFolder(), 'alone.db')
  cpSync(join(backups, name), alone)
  const { status, stderr } = await salvage(alone, passphrase)
  expect(status).toBe(1)
  expect(stderr).toContain('alone.vault.json')
})

test('an unencrypted file with a damaged header is read without a passphrase', async () => {
  const note = write('note.md', text)
  expect((await run('note', 'add', '--session', 'workshop-8', '--file', note)).status).toBe(0)
  const file = join(createTempFolder(), 'damaged.db')
  const bytes = readFileSync(join(profile, 'rapporteur.db'))
  bytes.fill(0x55, 0, 4096)
  writeFileSync(file, bytes)
  const out = join(createTempFolder(), 'salvaged.zip')
  expect((await run('salvage', file, '--out', out)).status).toBe(0)
  rmSync(out)
})
