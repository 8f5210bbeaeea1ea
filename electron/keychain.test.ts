import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Ipc } from './ipc.ts'
import { findKeychainSecret, serveKeychain } from './keychain.ts'
import type { StoreHost } from './store-host.ts'
import type { Keychain } from './store-messages.ts'

/** A keychain that reverses texts. `computer`: the keychain of another computer refuses texts that this computer encrypted. */
const system = vi.hoisted(() => ({ backend: 'gnome_libsecret', computer: 'this', isAsync: false }))
vi.mock('electron', () => {
  const seal = (text: string) => Buffer.from(`${system.computer} ${[...text].reverse().join('')}`)
  const open = (sealed: Buffer) => {
    const [computer, text = ''] = sealed.toString().split(' ')
    if (computer !== system.computer) throw new Error('cannot decrypt')
    return [...text].reverse().join('')
  }
  return {
    safeStorage: {
      getSelectedStorageBackend: () => system.backend,
      isEncryptionAvailable: () => true,
      encryptString: seal,
      decryptString: open,
      isAsyncEncryptionAvailable: async () => true,
      get encryptStringAsync() {
        return system.isAsync ? async (text: string) => seal(text) : undefined
      },
      decryptStringAsync: async (sealed: Buffer) => ({ result: open(sealed), shouldReEncrypt: false }),
    },
  }
})

let profile: string
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'rapporteur-keychain-'))
  Object.assign(system, { backend: 'gnome_libsecret', computer: 'this', isAsync: false })
})
afterEach(() => rmSync(profile, { recursive: true }))

/** The calls of the window, and a store that writes the slot into the vault. */
function serve() {
  const calls = new Map<string, (...input: unknown[]) => Promise<unknown>>()
  const ipc = { handle: (name: string, call: never) => calls.set(name, call), on: () => {} } as unknown as Ipc
  const given: (Keychain | null)[] = []
  const store = {
    setKeychain: async (keychain: Keychain | null) => {
      given.push(keychain)
      const slots = [
        { kind: 'passphrase' },
        ...(keychain ? [{ kind: 'keychain', sealed: keychain.sealed }] : []),
      ]
      writeFileSync(join(profile, 'vault.json'), JSON.stringify({ slots }))
    },
  } as unknown as StoreHost
  serveKeychain(ipc, store, profile)
  const call = (name: string, ...input: unknown[]) => calls.get(name)?.({}, ...input)
  return { given, getState: () => call('keychain'), set: (isOn: unknown) => call('setKeychain', isOn) }
}

test.each([false, true])(
  'the keychain keeps a random secret until it is switched off (async: %s)',
  async (isAsync) => {
    system.isAsync = isAsync
    const { given, getState, set } = serve()
    expect(await getState()).toBe('off')
    await set(true)
    expect(await getState()).toBe('on')
    expect(given[0]?.secret).toMatch(/^[0-9a-f]{64}$/)
    expect(given[0]?.sealed).not.toContain(given[0]?.secret)
    expect(await findKeychainSecret(profile)).toBe(given[0]?.secret)
    await set(true)
    expect(given[1]?.secret).not.toBe(given[0]?.secret)
    await set(false)
    expect(given[2]).toBeNull()
    expect(await getState()).toBe('off')
    expect(await findKeychainSecret(profile)).toBeNull()
  },
)

test('another computer does not open it, and a damaged vault counts as none', async () => {
  const { set } = serve()
  await set(true)
  system.computer = 'another'
  expect(await findKeychainSecret(profile)).toBeNull()
  writeFileSync(join(profile, 'vault.json'), '{"slots":')
  expect(await findKeychainSecret(profile)).toBeNull()
})

test.runIf(process.platform === 'linux').each(['basic_text', 'unknown'])(
  'on Linux “%s” is refused, since everybody knows its password',
  async (backend) => {
    const { given, getState, set } = serve()
    await set(true)
    system.backend = backend
    expect(await getState()).toBe('unavailable')
    await expect(set(true)).rejects.toThrow('no keychain')
    expect(await findKeychainSecret(profile)).toBeNull()
    expect(given).toHaveLength(1)
  },
)

test('only yes and no are accepted', async () => {
  const { set } = serve()
  await expect(set('yes')).rejects.toThrow('setKeychain')
})
