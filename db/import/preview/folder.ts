/** Handles folders that were chosen instead of a file. */
import { readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { isOpenEvent } from '../../../core/open-event.ts'

export function isFolder(path: string): boolean {
  return readStats(path)?.isDirectory() ?? false
}

/** Returns the folder itself if it is a programme, otherwise its files with a known extension. */
export function findProgrammes(folder: string, extensions: readonly string[]): string[] {
  const names = readdirSync(folder).sort()
  if (isOpenEvent(names)) return [folder]
  return names
    .filter((name) => extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`)))
    .map((name) => join(folder, name))
    .filter((path) => readStats(path)?.isFile())
}

/** Errors, such as a dangling link, are reported when the file is read. */
function readStats(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
