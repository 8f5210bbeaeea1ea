/**
 * Switches the encryption of a notebook on, changes its passphrase and its key, and switches the encryption off. Then switches it on again
 * and deletes the note. All of this runs in a process that record.c records. The file `acknowledged` lists the completed steps. The test
 * derives from them which secrets may open the notebook. The file also contains the recovery codes, since these are random.
 *
 * node tests/crash/power-cut/encryption-workload.ts FOLDER RESOURCES
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../../db/open-store.ts'
import type { Result } from '../../../db/serve.ts'
import { FIRST, SECOND, WIPING, writeNote } from './encryption-texts.ts'

const [folder = '', resources = ''] = process.argv.slice(2)
const acknowledged = openSync(join(folder, 'acknowledged'), 'a')
const acknowledge = (line: string) => writeSync(acknowledged, `${line}\n`)

const store = openStore({ folder, resources })
writeNote(store)
unwrap(store.call('backups.create', {}))
acknowledge('written')
const { recoveryCode } = unwrap(store.call('encryption.prepare', { passphrase: FIRST }))
unwrap(store.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
unwrap(store.call('encryption.unlock', { secret: FIRST }))
acknowledge('encrypted')
unwrap(store.call('encryption.changePassphrase', { secret: FIRST, passphrase: SECOND }))
acknowledge('changed')
const nextCode = prepareKey(SECOND)
acknowledge(`re-keying ${recoveryCode} ${nextCode}`)
unwrap(store.call('encryption.changeKey', { recoveryCode: nextCode }))
acknowledge(`re-keyed ${nextCode}`)
unwrap(store.call('encryption.switchOff', { secret: SECOND }))
acknowledge('decrypted')
const again = unwrap(store.call('encryption.prepare', { passphrase: FIRST }))
unwrap(store.call('encryption.switchOn', { recoveryCode: again.recoveryCode, preferences: '{}' }))
unwrap(store.call('encryption.unlock', { secret: FIRST }))
const lastCode = prepareKey(FIRST)
acknowledge(`wiping ${again.recoveryCode} ${lastCode}`)
unwrap(await store.request('afterEvent.wipe', { ...WIPING, recoveryCode: lastCode }))
acknowledge(`wiped ${lastCode}`)
store.close()

function prepareKey(secret: string): string {
  return unwrap(store.call('encryption.prepareNew', { what: 'key', secret })).recoveryCode
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
