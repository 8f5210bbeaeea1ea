/**
 * Decrypts single pages of an encrypted database or of its log, for code that reads files which SQLite cannot open. The format is that of
 * the cipher `chacha20` of SQLite3 Multiple Ciphers: each page ends with a nonce of 16 bytes and a tag of 16 bytes.
 */
import { timingSafeEqual } from 'node:crypto'
import { poly1305 } from '@noble/ciphers/_poly1305.js'
import { chacha20 } from '@noble/ciphers/chacha.js'

const NONCE_BYTES = 16
const TAG_BYTES = 16
const BLOCK_BYTES = 64
/** The first page begins with a salt, and bytes 16 to 23 of the file's header are not encrypted. */
const PLAIN_HEADER_BYTES = 24
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')

/**
 * @returns the page without the bytes that the cipher reserves, or null if it was not encrypted with this key. Also null if the page's block
 * counter overflows, which the library refuses. That happens in one of sixty million pages.
 */
export function decryptPage(key: Uint8Array, page: Buffer, number: number): Buffer | null {
  const end = page.length - NONCE_BYTES - TAG_BYTES
  if (end < PLAIN_HEADER_BYTES) return null
  const nonce = page.subarray(end, end + 12)
  const counter = (page.readUInt32LE(end + 12) ^ number) >>> 0
  if (counter + 1 + Math.ceil(end / BLOCK_BYTES) >= 2 ** 32) return null
  const pageKeys = chacha20(key, nonce, new Uint8Array(BLOCK_BYTES), undefined, counter)
  const tag = poly1305(page.subarray(0, end + NONCE_BYTES), pageKeys.subarray(0, 32))
  if (!timingSafeEqual(tag, page.subarray(end + NONCE_BYTES))) return null
  const plain = Buffer.from(page.subarray(0, end))
  const start = number === 1 ? PLAIN_HEADER_BYTES : 0
  plain.set(chacha20(pageKeys.subarray(32), nonce, plain.subarray(start), undefined, counter + 1), start)
  if (number === 1) plain.set(MAGIC)
  return plain
}

/** Page size, reserved bytes and fractions (fileformat2 §1.3) of every encrypted notebook, after the salt. */
const PLAIN_BYTES = Buffer.from([0x10, 0x00, 0x01, 0x01, NONCE_BYTES + TAG_BYTES, 64, 32, 32])
/** Bytes 18 and 19 are 2 in WAL mode, otherwise 1. */
const MODE_OFFSETS = [18, 19]

/** `header`: at least 24 bytes. Another program's file can look the same. */
export function looksEncrypted(header: Buffer): boolean {
  const bytes = Buffer.from(header.subarray(16, PLAIN_HEADER_BYTES))
  for (const offset of MODE_OFFSETS) bytes[offset - 16] = 1
  return !header.subarray(0, MAGIC.length).equals(MAGIC) && bytes.equals(PLAIN_BYTES)
}
