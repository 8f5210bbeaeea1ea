/** Encrypted notebooks for tests. */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTempStore, octopus, type TestStore, unwrap } from './temp-store.ts'

export const passphrase = 'correct horse battery'

/** Switches the encryption of an open notebook on; it is then locked. @returns the recovery code */
export function encrypt(store: TestStore): string {
  const { recoveryCode } = unwrap(store.call('encryption.prepare', { passphrase }))
  unwrap(store.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
  return recoveryCode
}

export function unlock(store: TestStore, secret = passphrase) {
  return unwrap(store.call('encryption.unlock', { secret }))
}

/** Prepares a new recovery code, or a new key. @returns the new recovery code */
export function prepareNew(store: TestStore, what: 'recovery-code' | 'key', secret = passphrase): string {
  return unwrap(store.call('encryption.prepareNew', { what, secret })).recoveryCode
}

export function reopen(store: TestStore): TestStore {
  store.close()
  return createTempStore({ folder: store.folder, clock: store.clock })
}

export const getState = (store: TestStore) => unwrap(store.call('status.get', {})).state
export const getEncryption = (store: TestStore) => unwrap(store.call('status.get', {})).encryption
export const getMarkdowns = (store: TestStore) =>
  unwrap(store.call('notes.list', { conference: octopus })).map(
    ({ id }) => unwrap(store.call('notes.get', { id })).markdown,
  )

function addGrant(store: TestStore, path: string, mode: 'read' | 'write'): string {
  const token = randomUUID()
  store.grants.add(token, { path, mode })
  return token
}
export const grantRead = (store: TestStore, path: string) => addGrant(store, path, 'read')
export const grantWrite = (store: TestStore, path: string) => addGrant(store, path, 'write')

/** @returns the files that contain one of the words in UTF-8, UTF-16 or as bytes */
export function findWords(folder: string, words: string[]): string[] {
  const needles = words.flatMap((word) =>
    (['utf8', 'utf16le', 'latin1'] as const).map((encoding) => Buffer.from(word, encoding)),
  )
  return [...readAll(folder)]
    .filter(([, content]) => needles.some((needle) => Buffer.from(content, 'base64').includes(needle)))
    .map(([path]) => path)
}

/** @returns the content of each file in base64, by path */
export function readAll(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    files.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'base64'),
    ]),
  )
}
