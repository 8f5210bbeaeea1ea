/** Chooses which files the app takes if they are dropped on its window or opened by the system. No Electron. */
import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs'
import { dirname, extname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isOpenEvent } from '../../core/open-event.ts'

/** Programmes (the formats of db/import/formats), address book cards, and notes from colleagues. */
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
  'vcf',
  'vcard',
  'rapporteur',
  'age',
]
/** More files than this suggest that the folder was opened by mistake. */
export const MAX_OPENED_FILES = 200

/**
 * Keeps files whatever their names: importers detect the format by content, and the store reports what cannot be read. A folder is
 * replaced by its files with a known extension, unless it is itself an unpacked Open Event export.
 */
export function filterFiles(paths: readonly string[]): string[] {
  return paths
    .flatMap(toPath)
    .flatMap((path) => {
      if (!isAbsolute(path)) return []
      const names = readStats(path)?.isDirectory() ? listNames(path) : null
      if (names === null || isOpenEvent(names)) return exists(path) ? [path] : []
      return names
        .map((name) => join(path, name))
        .filter((file) => hasKnownExtension(file) && readStats(file)?.isFile() === true)
    })
    .slice(0, MAX_OPENED_FILES)
}

/** Finds file paths in a command line, ignoring switches and Chromium's own arguments. */
export function findFileArguments(args: readonly string[], workingFolder: string): string[] {
  return args
    .flatMap(toPath)
    .filter((argument) => !argument.startsWith('-') && hasKnownExtension(argument))
    .map((argument) => resolve(workingFolder, argument))
    .filter((path) => exists(path) && readStats(path)?.isDirectory() !== true)
}

export type Installation = {
  executable: string
  resources: string
  platform: NodeJS.Platform
  /** The path of the AppImage that contains the executable. */
  appImage: string | undefined
  /** The folders in which an administrator puts a pack for all users of the computer. */
  sharedFolders: readonly string[]
}

/**
 * Finds the conference pack that an organiser put beside the app, or else the one in a shared folder.
 * @returns null if there is none, or more than one
 */
export function findInstalledPack({
  executable,
  resources,
  platform,
  appImage,
  sharedFolders,
}: Installation): string | null {
  // On macOS, delegates see only the bundle around Contents/MacOS.
  const program = platform === 'darwin' ? resolve(executable, '..', '..', '..') : executable
  const ownPacks = listPacks([dirname(appImage ?? program), resources])
  const packs = ownPacks.length > 0 ? ownPacks : listPacks(sharedFolders)
  return packs.length === 1 ? (packs[0] ?? null) : null
}

function listPacks(folders: readonly string[]): string[] {
  return [...new Set(folders)].flatMap((folder) =>
    (listNames(folder) ?? [])
      .filter((name) => extname(name).toLowerCase() === '.rapporteur-pack')
      .map((name) => join(folder, name)),
  )
}

/** @returns the folders that only an administrator can write to, where a pack is found by every user of the computer */
export function getSharedPackFolders(platform: NodeJS.Platform, programData: string | undefined): string[] {
  if (platform === 'win32') return [join(programData ?? 'C:\\ProgramData', 'Rapporteur', 'packs')]
  if (platform === 'darwin') return ['/Library/Application Support/Rapporteur/packs']
  return ['/usr/local/share/rapporteur/packs', '/usr/share/rapporteur/packs']
}

/** Desktops pass a path or an encoded file: URL. A URL of another computer is ignored. */
function toPath(argument: string): string[] {
  if (!/^file:/i.test(argument)) return [argument]
  const path = tryCall(() => fileURLToPath(argument))
  return path === null ? [] : [path]
}

function hasKnownExtension(path: string): boolean {
  return openedExtensions.includes(extname(path).slice(1).toLowerCase())
}
/** Does not follow symbolic links, so that a broken or circular link also gets an error message. */
function exists(path: string): boolean {
  return tryCall(() => lstatSync(path)) !== null
}
function readStats(path: string): Stats | null {
  return tryCall(() => statSync(path))
}
function listNames(folder: string): string[] | null {
  return tryCall(() => readdirSync(folder).sort())
}
function tryCall<T>(call: () => T): T | null {
  try {
    return call()
  } catch {
    return null
  }
}
