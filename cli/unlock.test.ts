import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../db/open-store.ts'
import { unwrap } from '../db/testing/temp-store.ts'
import { resources } from './resources.ts'
import { prepareProfiles, profile, run, runCliProcess } from './testing/run.ts'

const passphrase = 'correct horse battery'

prepareProfiles()

async function encrypt(): Promise<void> {
  const file = write('note.md', 'Said in confidence.')
  expect((await run('note', 'add', '--session', 'workshop-8', '--file', file)).status).toBe(0)
  const store = openStore({ folder: profile, resources })
  const { recoveryCode } = unwrap(store.call('encryption.prepare', { passphrase }))
  unwrap(store.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
  store.close()
}

function write(name: string, text: string): string {
  const path = join(profile, name)
  writeFileSync(path, text)
  return path
}

test('a command on an encrypted notebook takes the passphrase from a file, and refuses a wrong one', async () => {
  await encrypt()
  const right = write('right', `${passphrase}\n`)
  const wrong = write('wrong', 'another one\n')
  const found = await run('search', 'confidence', '--notebook-passphrase-file', right)
  expect(found.stdout).toContain('Said in confidence')
  expect(found.status).toBe(0)
  const refused = await run('search', 'confidence', '--notebook-passphrase-file', wrong, '--json')
  expect(refused.status).toBe(1)
  expect(JSON.parse(refused.stdout).error.code).toBe('wrong-passphrase')
  expect(refused.stdout).not.toContain('confidence')
})

test('without a file and a terminal it says what is missing, and an environment variable is not read', async () => {
  await encrypt()
  const { status, stderr, stdout } = runCliProcess(['search', 'confidence', '--profile', profile], {
    env: { RAPPORTEUR_PASSPHRASE: passphrase, PASSPHRASE: passphrase },
  })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('--notebook-passphrase-file')
})

test('a damaged encrypted notebook is replaced by its own encrypted backup', async () => {
  await encrypt()
  const right = write('right', `${passphrase}\n`)
  const unlocked = (...args: string[]) => run(...args, '--notebook-passphrase-file', right, '--json')
  const { path } = JSON.parse((await unlocked('backup', join(profile, 'copies'))).stdout)
  writeFileSync(join(profile, 'rapporteur-encrypted.db'), Buffer.alloc(8192, 'x'))
  expect((await unlocked('search', 'confidence')).status).toBe(1)
  expect(await unlocked('restore', path)).toMatchObject({ status: 0, stderr: '' })
  expect((await unlocked('search', 'confidence')).stdout).toContain('Said in confidence')
})
