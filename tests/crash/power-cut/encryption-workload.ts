/**
 * Switches the encryption of a notebook on, changes its passphrase and switches it off again, in a process that record.c records. The file
 * `acknowledged` says which secrets may open the notebook from then on.
 *
 * node tests/crash/power-cut/encryption-workload.ts FOLDER RESOURCES
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../../db/open-store.ts'
import type { Result } from '../../../db/serve.ts'
import { FIRST, SECOND, writeNote } from './encryption-texts.ts'

const [folder = '', resources = ''] = process.argv.slice(2)
const acknowledged = openSync(join(folder, 'acknowledged'), 'a')
const acknowledge = (line: string) => writeSync(acknowledged, `${line}\n`)

const store = openStore({ folder, resources })
writeNote(store)
must(store.call('backups.create', {}))
acknowledge('written')
const { recoveryCode } = must(store.call('encryption.prepare', { passphrase: FIRST }))
must(store.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
must(store.call('encryption.unlock', { secret: FIRST }))
acknowledge('encrypted')
must(store.call('encryption.changePassphrase', { secret: FIRST, passphrase: SECOND }))
acknowledge('changed')
must(store.call('encryption.switchOff', { secret: SECOND }))
acknowledge('decrypted')
store.close()

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
