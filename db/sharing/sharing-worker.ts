/** Packs and unpacks in a thread of its own, so that no file can block the store. */

import { message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import { askThread, getWorkerUrl, type ThreadKind } from '../kept-threads.ts'
import type { KeyPair } from './age.ts'
import type { NotesBundle, SignedBundle } from './bundle.ts'

export type SharingRequest =
  | { kind: 'pack'; bundle: NotesBundle; privateKey: string; passphrase: string | null }
  | { kind: 'unpack'; file: Uint8Array; passphrase: string | null }
  | { kind: 'seal'; content: Uint8Array; keys: readonly string[] }
  | { kind: 'open'; file: Uint8Array; identities: readonly string[] }
  | { kind: 'make-keys' }
export type Unsealed = { content: Uint8Array; identity: string }
type Answer =
  | { file: Uint8Array }
  | { signed: SignedBundle }
  | { unsealed: Unsealed | null }
  | { keys: KeyPair }
export type SharingReply = Answer | { error: Failure }

const TIME_LIMIT_SECONDS = 60
const kind: ThreadKind = {
  script: getWorkerUrl(import.meta.url, 'sharing'),
  megabytes: 2048,
  survivesFailure: true,
}

/** Packs and signs with the key of the device. */
export async function pack(
  bundle: NotesBundle,
  privateKey: string,
  passphrase: string | null,
): Promise<Uint8Array> {
  const reply = await run({ kind: 'pack', bundle, privateKey, passphrase })
  if (!('file' in reply)) throw new TypeError('a packed file was expected')
  return reply.file
}

/** Throws `bad-file` if the file is not an intact bundle, the passphrase is wrong, or unpacking takes longer than `seconds`. */
export async function unpack(
  file: Uint8Array,
  passphrase: string | null,
  seconds = TIME_LIMIT_SECONDS,
): Promise<SignedBundle> {
  const reply = await run({ kind: 'unpack', file, passphrase }, seconds)
  if (!('signed' in reply)) throw new TypeError('a bundle was expected')
  return reply.signed
}

/** Encrypts to age recipients, or to the public parts of identities. */
export async function sealInWorker(content: Uint8Array, keys: readonly string[]): Promise<Uint8Array> {
  const reply = await run({ kind: 'seal', content, keys })
  if (!('file' in reply)) throw new TypeError('an encrypted file was expected')
  return reply.file
}

/** @returns the content and the identity that opened it, or null if none does */
export async function openInWorker(
  file: Uint8Array,
  identities: readonly string[],
): Promise<Unsealed | null> {
  const reply = await run({ kind: 'open', file, identities })
  if (!('unsealed' in reply)) throw new TypeError('a decrypted file was expected')
  return reply.unsealed
}

/** @returns a new age identity and its recipient */
export async function makeKeysInWorker(): Promise<KeyPair> {
  const reply = await run({ kind: 'make-keys' })
  if (!('keys' in reply)) throw new TypeError('a pair of keys was expected')
  return reply.keys
}

function run(request: SharingRequest, seconds = TIME_LIMIT_SECONDS): Promise<Answer> {
  return askThread<Answer>(kind, request, {
    seconds,
    tooSlow: message('sharing.too-slow', { seconds }),
    tooMuchMemory: message('sharing.too-much-memory'),
  })
}
