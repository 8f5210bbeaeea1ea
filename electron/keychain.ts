/**
 * Lets the system's keychain open an encrypted notebook when the app starts. The vault keeps a secret that the keychain encrypted; main
 * decrypts it and gives it to the store. Passphrase and recovery code stay valid.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { VAULT_FILES } from '../core/desktop.ts'
import type { Ipc } from './ipc.ts'
import type { StoreHost } from './store-host.ts'

const SECRET_BYTES = 32
/** Without one of these, Chromium would encrypt with a password that everybody knows (`basic_text`). */
const LINUX_KEYCHAINS: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']

export function serveKeychain(ipc: Ipc, store: StoreHost, profile: string): void {
  ipc.handle('keychain', async () => {
    if (!(await isAvailable())) return 'unavailable'
    return readEncryptedSecret(profile) === null ? 'off' : 'on'
  })
  ipc.handle('setKeychain', async (_window, isOn) => {
    if (typeof isOn !== 'boolean') throw new TypeError('setKeychain: expected true or false')
    if (!isOn) return store.setKeychain(null)
    if (!(await isAvailable())) throw new Error('setKeychain: the system has no keychain')
    const secret = randomBytes(SECRET_BYTES).toString('hex')
    await store.setKeychain({ secret, sealed: (await encrypt(secret)).toString('base64') })
  })
}

/** @returns null if the notebook has no secret for this computer and user, or the keychain refuses it */
export async function findKeychainSecret(profile: string): Promise<string | null> {
  const sealed = readEncryptedSecret(profile)
  if (sealed === null || !(await isAvailable())) return null
  try {
    return await decrypt(Buffer.from(sealed, 'base64'))
  } catch (error) {
    // The keychain refuses, for example, the secret of a notebook that was copied from another computer.
    process.stderr.write(`the keychain does not open the notebook: ${String(error)}\n`)
    return null
  }
}

async function isAvailable(): Promise<boolean> {
  if (process.platform === 'linux' && !LINUX_KEYCHAINS.includes(safeStorage.getSelectedStorageBackend()))
    return false
  return hasAsyncApi() ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
}

/** Older versions of Electron have only the blocking functions. */
function hasAsyncApi(): boolean {
  return typeof safeStorage.encryptStringAsync === 'function'
}

async function encrypt(text: string): Promise<Buffer> {
  return hasAsyncApi() ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text)
}

async function decrypt(sealed: Buffer): Promise<string> {
  return hasAsyncApi()
    ? (await safeStorage.decryptStringAsync(sealed)).result
    : safeStorage.decryptString(sealed)
}

/** Reads only what the keychain needs; the store checks the whole vault. */
function readEncryptedSecret(profile: string): string | null {
  for (const name of VAULT_FILES) {
    try {
      const { slots } = JSON.parse(readFileSync(join(profile, name), 'utf8')) as {
        slots: { sealed?: unknown }[]
      }
      const sealed = slots.find((slot) => typeof slot.sealed === 'string')?.sealed
      if (typeof sealed === 'string') return sealed
    } catch {
      // Missing or damaged: the store reports this when the notebook is unlocked.
    }
  }
  return null
}
