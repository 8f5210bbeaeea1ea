/** A file that leaves the profile: whole or not at all, where the delegate said. */
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { codeOf, StoreError } from '../errors.ts'
import { writeDurably } from '../files.ts'

export type WrittenFile = { path: string; bytes: number; sha256: string }

/** By which what left is known again. */
export function fingerprint(content: Uint8Array | string): Omit<WrittenFile, 'path'> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Errors name the file that was chosen, not the one written aside. */
export function writeExport(path: string, content: Uint8Array): WrittenFile {
  const folder = dirname(path)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StoreError('file-access', `The folder ${folder} is not there. Choose another one.`)
  }
  try {
    writeDurably(path, content)
    return { path, ...fingerprint(content) }
  } catch (error) {
    if (codeOf(error) === 'EBUSY') {
      throw new StoreError(
        'file-access',
        `${path} is open in another program. Close it there, then save again.`,
      )
    }
    if (error instanceof Error && 'path' in error) error.path = path
    throw error
  }
}
