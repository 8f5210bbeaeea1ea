import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAddress } from '../../core/address.ts'
import {
  isLanguage,
  isLockAfter,
  isTheme,
  type Language,
  type LockAfter,
  type Theme,
} from '../../core/desktop.ts'
import { type GlobalKey, isGlobalKey } from '../../core/keys.ts'
import type { SavedPlace } from './window-place.ts'

/** State that main needs before the interface runs. Losing it loses no work, so it is written without a sync. */
export type ShellState = {
  place: SavedPlace | null
  /** Position of note windows, and whether they stay above other programs. */
  notePlace: SavedPlace | null
  noteOnTop: boolean
  theme: Theme
  language: Language | null
  globalKey: GlobalKey | null
  /** Addresses from which the delegate agreed to download programmes, the latest first. */
  addresses: string[]
  lockAfter: LockAfter
}

export type ShellStateFile = {
  state: ShellState
  /** Whether this is the first start (there was no file). */
  isNew: boolean
  save(change: Partial<ShellState>): void
}

const FILE_NAME = 'shell.json'

export function openShellState(folder: string): ShellStateFile {
  const path = join(folder, FILE_NAME)
  const text = readText(path)
  const state = parseShellState(text ?? '{}')
  return {
    state,
    isNew: text === null,
    save(change) {
      Object.assign(state, change)
      try {
        writeFileSync(`${path}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 })
        renameSync(`${path}.new`, path)
      } catch (error) {
        process.stderr.write(`${FILE_NAME} not written: ${String(error)}\n`)
      }
    },
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** Keeps valid values and drops the rest: the file may be from another version, edited by hand or truncated. */
export function parseShellState(text: string): ShellState {
  const { place, notePlace, noteOnTop, theme, language, globalKey, addresses, lockAfter } = parseObject(text)
  return {
    place: isPlace(place) ? place : null,
    notePlace: isPlace(notePlace) ? notePlace : null,
    noteOnTop: noteOnTop !== false,
    theme: isTheme(theme) ? theme : 'system',
    language: isLanguage(language) ? language : null,
    globalKey: isGlobalKey(globalKey) ? globalKey : null,
    addresses: Array.isArray(addresses) ? addresses.filter(isAddress) : [],
    lockAfter: isLockAfter(lockAfter) ? lockAfter : 15,
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(text) }
  } catch {
    return {}
  }
}

const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && parseAddress(value) === value

function isPlace(value: unknown): value is SavedPlace {
  if (typeof value !== 'object' || value === null) return false
  const { bounds, maximised } = value as Partial<SavedPlace>
  return (
    typeof maximised === 'boolean' &&
    typeof bounds === 'object' &&
    bounds !== null &&
    [bounds.x, bounds.y, bounds.width, bounds.height].every(Number.isSafeInteger)
  )
}
