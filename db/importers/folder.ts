/** Folders that a delegate chooses instead of a file. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What Open Event consists of: in a ZIP file, or in the folder that one was unpacked into. */
export const OPEN_EVENT_PART = /^(event|sessions|speakers|microlocations)(?:\.json)?$/

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** An export of Open Event that was unpacked is one programme. */
export function isOpenEvent(folder: string): boolean {
  const parts = readdirSync(folder).map((name) => OPEN_EVENT_PART.exec(name)?.[1])
  return parts.includes('event') && parts.includes('sessions')
}

/** The programmes of a folder: itself, or the files in it whose names end like those of programmes. */
export function programmesIn(folder: string, extensions: readonly string[]): string[] {
  if (isOpenEvent(folder)) return [folder]
  return readdirSync(folder)
    .sort()
    .filter((name) => extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`)))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
}
