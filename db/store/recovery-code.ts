/** The recovery code: 160 random bits in Crockford's Base32, which has no letters that look like digits. */
import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 32
const GROUP_LENGTH = 4

export function makeRecoveryCode(): string {
  const code = [...randomBytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return code.match(new RegExp(`.{${GROUP_LENGTH}}`, 'g'))?.join('-') ?? code
}

/**
 * Accepts a code as people copy it from paper, with small letters, other separators, and letters that look like digits.
 * @returns null if the text is not a code
 */
export function parseRecoveryCode(text: string): string | null {
  const code = text
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return code.length === CODE_LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null
}

export function isSameCode(one: string, other: string): boolean {
  return parseRecoveryCode(other) !== null && parseRecoveryCode(one) === parseRecoveryCode(other)
}
