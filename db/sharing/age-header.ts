/** Detects the age format. Kept apart from age.ts, so that the decryption code loads only when needed. */
export const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----'
const BINARY = 'age-encryption.org/v1\n'

export function isAgeFile(file: Uint8Array): boolean {
  const beginning = new TextDecoder('latin1').decode(file.subarray(0, ARMOR.length))
  return beginning.startsWith(BINARY) || beginning.startsWith(ARMOR)
}
