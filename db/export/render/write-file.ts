/** A file that leaves the profile: whole or not at all, where the delegate said. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { moveDurably, writeDurably } from '../../store/files.ts'
import type { OutputFile } from '../report/exporter.ts'

export type WrittenFile = { path: string; bytes: number; sha256: string }

/** By which what left is known again. */
export function fingerprint(content: Uint8Array | string): Omit<WrittenFile, 'path'> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** A folder that was not there before, or was empty. */
export function writeExportFolder(path: string, files: readonly OutputFile[]): WrittenFile {
  mustBeFolder(dirname(path))
  const there = statSync(path, { throwIfNoEntry: false })
  if (there && !(there.isDirectory() && readdirSync(path).length === 0)) {
    throw new StoreError('occupied', `${path} is there already. Choose another name for the folder.`)
  }
  const part = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    mkdirSync(part)
    for (const { name, bytes } of files) {
      // Names are made of titles, which others write.
      if (!/^(?:[^/\\]+\/)?[^/\\]+$/.test(name) || name.split('/').includes('..')) {
        throw new Error(`${name} is no name for a file in a folder.`)
      }
      mkdirSync(dirname(join(part, name)), { recursive: true })
      writeFileSync(join(part, name), bytes, { flag: 'wx', flush: true })
    }
    if (there) rmdirSync(path)
    moveDurably(part, path)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (error instanceof Error && 'path' in error) error.path = path
    throw error
  }
  return { path, ...fingerprintOfFolder(files) }
}

/** Of the names and fingerprints of all its files, by name. */
export function fingerprintOfFolder(files: readonly OutputFile[]): Omit<WrittenFile, 'path'> {
  const lines = files.map(({ name, bytes }) => `${name}\n${fingerprint(bytes).sha256}\n`).sort()
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0)
  return { bytes, sha256: fingerprint(lines.join('')).sha256 }
}

/** Throws `file-access`. */
export function mustBeFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StoreError('file-access', message('file.folder-missing', { folder }))
  }
}

/** Errors name the file that was chosen, not the one written aside. */
export function writeExport(path: string, content: Uint8Array): WrittenFile {
  mustBeFolder(dirname(path))
  try {
    writeDurably(path, content)
    return { path, ...fingerprint(content) }
  } catch (error) {
    if (error instanceof Error && 'path' in error) error.path = path
    throw error
  }
}
