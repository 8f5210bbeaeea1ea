import { posix } from 'node:path'
import type { Source } from './imports.ts'

/** What each top-level folder ("room") may import from other folders. Tooling and tests may import anything. */
type Room = {
  rooms: readonly string[]
  types?: RegExp
  except?: Record<string, readonly string[]>
  banned: RegExp
}
const CONTRACT = /^db\/(?:contract\/index|model)\.ts$/
const ROOMS: Record<string, Room> = {
  core: { rooms: [], banned: /^(?:node:|electron$|better-sqlite3$)/ },
  net: { rooms: ['core'], banned: /^(?:electron|better-sqlite3)$/ },
  db: { rooms: ['core'], banned: /^(?:electron|node:(?:https?|http2|net|tls|dgram|dns))$/ },
  electron: {
    rooms: ['core', 'net'],
    types: CONTRACT,
    except: { 'electron/store.ts': ['db'] },
    banned: /^(?:better-sqlite3|node:(?:https?|http2|net|tls|dgram|dns))$/,
  },
  renderer: { rooms: ['core'], types: CONTRACT, banned: /^(?:node:|electron$|better-sqlite3$)/ },
  cli: {
    rooms: ['core', 'db', 'net'],
    banned: /^(?:electron|better-sqlite3|node:(?:https?|http2|net|tls|dgram|dns))$/,
  },
}

export const rooms = [...Object.keys(ROOMS), 'scripts', 'bench', 'e2e', 'tests']

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
  ['db/formats', 'db/formats/bundle-text.ts'],
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
export const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing[/.]|^(?:e2e|tests)\//.test(file)

/** @returns the file's folder, or the file itself if it is directly in a room */
export function findFolder(file: string): string {
  const folder = posix.dirname(file)
  return folder.includes('/') ? folder : file
}

/** @returns a name such as `renderer/features/agenda`, or null */
export const findFeature = (file: string): string | null =>
  /^renderer\/features\/[^/]+/.exec(file)?.[0] ?? null

/** @returns the feature, or the folder directly below the room */
export const getPart = (file: string): string | null =>
  findFeature(file) ?? /^[^/]+\/[^/]+/.exec(file)?.[0] ?? null

/** Finds imports of packages and rooms that this room must not use. */
export function findMisplacedImports({ file, imports }: Source): string[] {
  const [name = ''] = file.split('/')
  const room = ROOMS[name]
  if (!room) return []
  return imports
    .filter(({ name: to, isType }) => {
      if (room.banned.test(to)) return true
      const [topFolder = ''] = to.split('/')
      if (!rooms.includes(topFolder) || topFolder === name || room.rooms.includes(topFolder)) return false
      if (room.except?.[file]?.includes(topFolder)) return false
      return !(isType && room.types?.test(to))
    })
    .map(({ name: to }) => to)
}
