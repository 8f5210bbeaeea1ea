/** Reads all text in a file: its parts and their names. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'

/** Reads a file, or all files in a folder. */
export function readSaved(path: string): string {
  if (!statSync(path).isDirectory()) return readUnpacked(readFileSync(path))
  return readdirSync(path)
    .sort()
    .map((name) => `${name}\n${readSaved(join(path, name))}`)
    .join('\n')
}

export function readUnpacked(file: Uint8Array): string {
  if (file[0] !== 0x50 || file[1] !== 0x4b) return strFromU8(file)
  return Object.entries(unzipSync(file))
    .map(([name, part]) => `${name}\n${readUnpacked(part)}`)
    .join('\n')
}
