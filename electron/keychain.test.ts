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
  const ipc = {
    handle: (name: string, call: never) => calls.set(name, call),
    on: () => {},
  } as unknown as Ipc
  const storedKeychains: (Keychain | null)[] = []
  const store = {
    setKeychain: async (keychain: Keychain | null) => {
      storedKeychains.push(keychain)
      const slots = [
        { kind: 'passphrase' },
        ...(keychain ? [{ kind: 'keychain', sealed: keychain.sealed }] : []),
      ]
      writeFileSync(join(profile, 'vault.json'), JSON.stringify({ slots }))
    },
  } as unknown as StoreHost
  serveKeychain(ipc, store, profile)
  const call = (name: string, ...input: unknown[]) => calls.get(name)?.({}, ...input)
  return {
    storedKeychains,
    getState: () => call('keychain'),
    setKeychain: (isOn: unknown) => call('setKeychain', isOn),
  }
}

test.each([false, true])(
  'the keychain keeps a random secret until it is switched off (async: %s)',
  async (isAsync) => {
    system.isAsync = isAsync
    const { storedKeychains, getState, setKeychain } = serve()
    expect(await getState()).toBe('off')
    await setKeychain(true)
    expect(await getState()).toBe('on')
    expect(storedKeychains[0]?.secret).toMatch(/^[0-9a-f]{64}$/)
    expect(storedKeychains[0]?.sealed).not.toContain(storedKeychains[0]?.secret)
    expect(await findKeychainSecret(profile)).toBe(storedKeychains[0]?.secret)
    await setKeychain(true)
    expect(storedKeychains[1]?.secret).not.toBe(storedKeychains[0]?.secret)
    await setKeychain(false)
    expect(storedKeychains[2]).toBeNull()
    expect(await getState()).toBe('off')
    expect(await findKeychainSecret(profile)).toBeNull()
  },
)

test('another computer does not open it, and a damaged vault counts as none', async () => {
  const { setKeychain } = serve()
  await setKeychain(true)
  system.computer = 'another'
  expect(await findKeychainSecret(profile)).toBeNull()
  writeFileSync(join(profile, 'vault.json'), '{"slots":')
  expect(await findKeychainSecret(profile)).toBeNull()
})

test.runIf(process.platform === 'linux').each(['basic_text', 'unknown'])(
  'on Linux “%s” is refused, since everybody knows its password',
  async (backend) => {
    const { storedKeychains, getState, setKeychain } = serve()
    await setKeychain(true)
    system.backend = backend
    expect(await getState()).toBe('unavailable')
    await expect(setKeychain(true)).rejects.toThrow('no keychain')
    expect(await findKeychainSecret(profile)).toBeNull()
    expect(storedKeychains).toHaveLength(1)
  },
)

test('only yes and no are accepted', async () => {
  const { setKeychain } = serve()
  await expect(setKeychain('yes')).rejects.toThrow('setKeychain')
})
