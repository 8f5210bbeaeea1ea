/** Folders that a delegate chooses instead of a file. */
import { readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { isOpenEvent } from '../../../core/open-event.ts'

export function isFolder(path: string): boolean {
  return readStats(path)?.isDirectory() ?? false
}

/** The programmes of a folder: itself, or the files in it whose names end like those of programmes. */
export function programmesIn(folder: string, extensions: readonly string[]): string[] {
  const names = readdirSync(folder).sort()
  if (isOpenEvent(names)) return [folder]
  return names
    .filter((name) => extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`)))
    .map((name) => join(folder, name))
    .filter((path) => readStats(path)?.isFile())
}

/** Why there are none, of a link that leads nowhere say, is told where it is read. */
function readStats(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
