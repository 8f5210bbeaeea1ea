/** Passphrase encryption in the age format (age-encryption.org/v1), compatible with the `age` program. */

import { armor, Decrypter, Encrypter } from 'age-encryption'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { ARMOR } from './age-header.ts'

/** scrypt work factor as a power of two. This is age's default: a second of work and 256 MB per guess. */
const WORK_FACTOR = 18
/**
 * The highest work factor accepted in files, which needs a gigabyte of memory. The file sets the factor, and each step doubles memory and
 * time.
 */
const MAX_WORK_FACTOR = 20

export async function encrypt(content: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(WORK_FACTOR)
  encrypter.setPassphrase(passphrase)
  return encrypter.encrypt(content)
}

/** Throws `bad-file`. A wrong passphrase and a damaged file are indistinguishable. */
export async function decrypt(file: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    const binary = file[0] === ARMOR.charCodeAt(0) ? armor.decode(new TextDecoder().decode(file)) : file
    expectModestWork(binary)
    return await decrypter.decrypt(binary)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError('bad-file', message('sharing.wrong-passphrase'), { cause: error })
  }
}

/** Reads `-> scrypt SALT FACTOR` of the header (age specification, "The scrypt recipient type"). */
function expectModestWork(file: Uint8Array): void {
  const header = Buffer.from(file.subarray(0, 1024)).toString('latin1')
  const factor = Number(/^-> scrypt \S+ (\d+)$/m.exec(header)?.[1] ?? 0)
  if (factor <= MAX_WORK_FACTOR) return
  throw new StoreError('bad-file', message('sharing.work-factor', { factor, limit: MAX_WORK_FACTOR }))
}
