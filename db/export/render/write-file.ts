/** Writes exported files where the delegate chose: completely or not at all. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { moveDurably, writeDurably } from '../../store/files.ts'
import type { OutputFile } from '../report/exporter.ts'

export type WrittenFile = { path: string; bytes: number; sha256: string }

/** @returns the hash by which an exported file is recognised later */
export function hashContent(content: Uint8Array | string): Omit<WrittenFile, 'path'> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Writes to a folder that does not exist yet or is empty. */
export function writeExportFolder(path: string, files: readonly OutputFile[]): WrittenFile {
  assertIsFolder(dirname(path))
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats && !(stats.isDirectory() && readdirSync(path).length === 0)) {
    throw new StoreError('occupied', message('export.folder-occupied', { path }))
  }
  const temporaryFolder = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    mkdirSync(temporaryFolder)
    for (const { name, bytes } of files) {
      // File names are made from titles, which are untrusted.
      if (!/^(?:[^/\\]+\/)?[^/\\]+$/.test(name) || name.split('/').includes('..')) {
        throw new Error(`${name} is not a valid file name in an exported folder.`)
      }
      mkdirSync(dirname(join(temporaryFolder, name)), { recursive: true })
      writeFileSync(join(temporaryFolder, name), bytes, { flag: 'wx', flush: true })
    }
    if (stats) rmdirSync(path)
    moveDurably(temporaryFolder, path)
  } catch (error) {
    rmSync(temporaryFolder, { recursive: true, force: true })
    if (error instanceof Error && 'path' in error) error.path = path
    throw error
  }
  return { path, ...hashFolder(files) }
}

/** A fingerprint of the names and contents of all files, sorted by name. */
export function hashFolder(files: readonly OutputFile[]): Omit<WrittenFile, 'path'> {
  const lines = files.map(({ name, bytes }) => `${name}\n${hashContent(bytes).sha256}\n`).sort()
  const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0)
  return { bytes, sha256: hashContent(lines.join('')).sha256 }
}

/** Throws `file-access` if the folder does not exist. */
export function assertIsFolder(folder: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StoreError('file-access', message('file.folder-missing', { folder }))
  }
}

/** Writes a temporary file first. Errors name the chosen file, not the temporary one. */
export function writeExport(path: string, content: Uint8Array): WrittenFile {
  assertIsFolder(dirname(path))
  try {
    writeDurably(path, content)
    return { path, ...hashContent(content) }
  } catch (error) {
    if (error instanceof Error && 'path' in error) error.path = path
    throw error
  }
}
