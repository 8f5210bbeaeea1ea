/** Which files the app takes when they are dropped on its window or handed over by the system. No Electron. */
import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs'
import { extname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isOpenEvent } from '../core/open-event.ts'

/** Programmes (those of db/import/formats), and notes from colleagues. */
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

/**
 * Dropped or opened on purpose, whatever their names are: an importer knows by content, and the store says what cannot be read. Of
 * folders, the files that look right, or itself.
 */
export function filesAmong(paths: readonly string[]): string[] {
  return paths
    .flatMap(toPath)
    .flatMap((path) => {
      if (!isAbsolute(path)) return []
      const names = readStats(path)?.isDirectory() ? namesIn(path) : null
      if (names === null || isOpenEvent(names)) return isThere(path) ? [path] : []
      return names
        .map((name) => join(path, name))
        .filter((file) => isKnown(file) && readStats(file)?.isFile() === true)
    })
    .slice(0, MOST_OPENED)
}

/** Those of a command line; switches, and whatever else Chromium writes there, are none. */
export function filesInArguments(args: readonly string[], workingFolder: string): string[] {
  return args
    .flatMap(toPath)
    .filter((argument) => !argument.startsWith('-') && isKnown(argument))
    .map((argument) => resolve(workingFolder, argument))
    .filter((path) => isThere(path) && readStats(path)?.isDirectory() !== true)
}

/** Desktops hand over a path or an address (file:), in which a space is %20. One that leads to another computer is nothing. */
function toPath(argument: string): string[] {
  if (!/^file:/i.test(argument)) return [argument]
  const path = orNull(() => fileURLToPath(argument))
  return path === null ? [] : [path]
}

function isKnown(path: string): boolean {
  return openedExtensions.includes(extname(path).slice(1).toLowerCase())
}
/** As itself: of a link that leads nowhere, or back to itself, somebody waits for an answer too. */
function isThere(path: string): boolean {
  return orNull(() => lstatSync(path)) !== null
}
function readStats(path: string): Stats | null {
  return orNull(() => statSync(path))
}
function namesIn(folder: string): string[] | null {
  return orNull(() => readdirSync(folder).sort())
}
function orNull<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch {
    return null
  }
}
