/** The thread that packs and unpacks bundles. Deriving a key from a passphrase takes about a second on purpose. */
import { parentPort } from 'node:worker_threads'
import { toFailure } from '../errors.ts'
import { decrypt, encrypt, makeKeyPair, openSealed, seal } from './age.ts'
import { isAgeFile } from './age-header.ts'
import { packBundle, unpackBundle } from './container.ts'
import type { SharingReply, SharingRequest } from './sharing-worker.ts'

parentPort?.on('message', async (request: SharingRequest) => parentPort?.postMessage(await answer(request)))

async function answer(request: SharingRequest): Promise<SharingReply> {
  try {
    if (request.kind === 'pack') {
      const packed = packBundle(request.bundle, request.privateKey)
      return { file: request.passphrase === null ? packed : await encrypt(packed, request.passphrase) }
    }
    if (request.kind === 'seal') return { file: await seal(request.content, request.keys) }
    if (request.kind === 'make-keys') return { keys: await makeKeyPair() }
    if (request.kind === 'open') {
      return { unsealed: await openSealed(request.file, request.identities) }
    }
    const { file, passphrase } = request
    const plain = passphrase !== null && isAgeFile(file) ? await decrypt(file, passphrase) : file
    return { signed: unpackBundle(plain) }
  } catch (error) {
    return { error: toFailure(error) }
  }
}
