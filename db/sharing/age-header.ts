/** How a file in the age format begins; what reads the rest is loaded only where it is needed. */
export const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----'
const BINARY = 'age-encryption.org/v1\n'

export function isEncrypted(file: Uint8Array): boolean {
  const beginning = new TextDecoder('latin1').decode(file.subarray(0, ARMOR.length))
  return beginning.startsWith(BINARY) || beginning.startsWith(ARMOR)
}
