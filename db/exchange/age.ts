/** Encryption with a passphrase in the age format (age-encryption.org/v1): what the `age` program reads and writes too. */

import { armor, Decrypter, Encrypter } from 'age-encryption'
import { said } from '../../core/said.ts'
import { StoreError } from '../errors.ts'
import { ARMOR } from './age-header.ts'

/** Of scrypt, as a power of two: age's own default, a second of work and 256 MB for each guess. */
const WORK_FACTOR = 18

export async function encrypt(content: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(WORK_FACTOR)
  encrypter.setPassphrase(passphrase)
  return encrypter.encrypt(content)
}

/** Throws StoreError `bad-file`: which of the two it is cannot be told for sure. */
export async function decrypt(file: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(
      file[0] === ARMOR.charCodeAt(0) ? armor.decode(new TextDecoder().decode(file)) : file,
    )
  } catch (error) {
    throw new StoreError(
      'bad-file',
      said`The passphrase is not the right one, or the file is damaged. Nothing was taken in.`,
      { cause: error },
    )
  }
}
