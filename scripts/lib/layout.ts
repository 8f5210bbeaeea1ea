import { posix } from 'node:path'
import type { Source } from './imports.ts'

/** What a top-level folder may import from other folders. Tooling and tests may import anything. */
type ImportRules = {
  folders: readonly string[]
  /** Other files of which only types may be imported. */
  types?: RegExp
  /** By file: further folders from which only this file may import. */
  except?: Record<string, readonly string[]>
  /** Packages and modules of Node that no file may import. */
  banned: RegExp
}
const CONTRACT = /^db\/(?:contract\/index|model)\.ts$/
const IMPORT_RULES: Record<string, ImportRules> = {
  core: { folders: [], banned: /^(?:node:|electron$|better-sqlite3$)/ },
  net: { folders: ['core'], banned: /^(?:electron|better-sqlite3)$/ },
  db: { folders: ['core'], banned: /^(?:electron|node:(?:https?|http2|net|tls|dgram|dns))$/ },
  electron: {
    folders: ['core', 'net'],
    types: CONTRACT,
    except: { 'electron/store.ts': ['db'] },
    banned: /^(?:better-sqlite3|node:(?:https?|http2|net|tls|dgram|dns))$/,
  },
  renderer: { folders: ['core'], types: CONTRACT, banned: /^(?:node:|electron$|better-sqlite3$)/ },
  cli: {
    folders: ['core', 'db', 'net'],
    banned: /^(?:electron|better-sqlite3|node:(?:https?|http2|net|tls|dgram|dns))$/,
  },
}

export const topFolders = [...Object.keys(IMPORT_RULES), 'scripts', 'bench', 'tests']

/** Layers from top to bottom: a file may import from its own layer or a lower one. A name is a file, or a folder with its content. */
const LAYERS: readonly (readonly string[])[] = [
  ['renderer/app'],
  ['renderer/features'],
  ['renderer/editor'],
  ['renderer/ui'],
  ['renderer/lib', 'renderer/i18n', 'renderer/globals.d.ts'],
  ['db/open-store.ts', 'db/start.ts', 'db/lifecycle.ts', 'db/change-encryption.ts'],
  ['db/serve.ts'],
  ['db/handlers'],
  ['db/maintenance', 'db/reminders', 'db/spelling', 'db/codes', 'db/picture-text', 'db/document-text'],
  ['db/export'],
  ['db/sharing'],
  ['db/import'],
  ['db/packs'],
  ['db/sql'],
  ['db/store'],
  ['db/contract'],
  ['db/model.ts'],
  ['db/formats'],
  ['db/errors.ts', 'db/kept-threads.ts'],
  ['core'],
]

export const hasLayers = (file: string): boolean => /^(?:core|db|renderer)\//.test(file)

/** @returns the number of a file's layer, 0 at the top, or null if it is in none */
export function getRank(file: string): number | null {
  const rank = LAYERS.findIndex((names) => names.some((name) => file === name || file.startsWith(`${name}/`)))
  return rank < 0 ? null : rank
}

/** Tests, and files that only tests use, may import anything. */
export const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing[/.]|^tests\//.test(file)

/** @returns the file's folder, or the file itself if it is directly in a top-level folder */
export function findFolder(file: string): string {
  const folder = posix.dirname(file)
  return folder.includes('/') ? folder : file
}

/** @returns a name such as `renderer/features/agenda`, or null */
export const findFeature = (file: string): string | null =>
  /^renderer\/features\/[^/]+/.exec(file)?.[0] ?? null

/** @returns the feature, or the folder directly below the top-level folder */
export const getPart = (file: string): string | null =>
  findFeature(file) ?? /^[^/]+\/[^/]+/.exec(file)?.[0] ?? null

/** Finds imports of packages and top-level folders that the file must not use. */
export function findMisplacedImports({ file, imports }: Source): string[] {
  const [name = ''] = file.split('/')
  const rules = IMPORT_RULES[name]
  if (!rules) return []
  return imports
    .filter(({ name: to, isType }) => {
      if (rules.banned.test(to)) return true
      const [folder = ''] = to.split('/')
      if (!topFolders.includes(folder) || folder === name || rules.folders.includes(folder)) return false
      if (rules.except?.[file]?.includes(folder)) return false
      return !(isType && rules.types?.test(to))
    })
    .map(({ name: to }) => to)
}
