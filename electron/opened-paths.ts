/** Which files the app takes when they are dropped on its window or handed over by the system. No Electron. */
import { readdirSync, statSync } from 'node:fs'
import { extname, isAbsolute, join, resolve } from 'node:path'
import { isOpenEvent } from '../core/open-event.ts'

/** Programmes (those of db/importers), and notes from colleagues. */
export const openedExtensions: readonly string[] = [
  'xml',
  'frab',
  'json',
  'ics',
  'ical',
  'ifb',
  'icalendar',
  'zip',
  'csv',
  'tsv',
  'rapporteur-pack',
  'rapporteur',
  'age',
]
/** More at once are a folder that was not meant. */
export const MOST_OPENED = 40

/** Dropped or opened on purpose, whatever their names are: an importer knows by content. Of folders, the files that look right, or itself. */
export function filesAmong(paths: readonly string[]): string[] {
  return paths
    .flatMap((path) => {
      if (!isAbsolute(path)) return []
      if (!isFolder(path)) return isFile(path) ? [path] : []
      const names = readdirSync(path).sort()
      if (isOpenEvent(names)) return [path]
      return names.map((name) => join(path, name)).filter((file) => isKnown(file) && isFile(file))
    })
    .slice(0, MOST_OPENED)
}

/** Those of a command line; switches, and whatever else Chromium writes there, are none. */
export function filesInArguments(args: readonly string[], workingFolder: string): string[] {
  return args
    .filter((argument) => !argument.startsWith('-') && isKnown(argument))
    .map((argument) => resolve(workingFolder, argument))
    .filter(isFile)
}

function isKnown(path: string): boolean {
  return openedExtensions.includes(extname(path).slice(1).toLowerCase())
}
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
