/**
 * Creates notebooks to damage: a profile as the app leaves it, saves whose acknowledged texts are recorded, and a check of what can be
 * recovered.
 */
import { randomUUID } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Failure } from '../../../core/wire.ts'
import { ConferenceSlug, NoteId } from '../../../db/model.ts'
import { openStore, type Store } from '../../../db/open-store.ts'
import { root } from '../../../scripts/lib/paths.ts'

const workFolder = mkdtempSync(join(tmpdir(), 'rapporteur-torture-'))
export const removeWork = () => rmSync(workFolder, { recursive: true, force: true })
export const createFolder = () => mkdtempSync(join(workFolder, 'profile-'))
export const getDatabasePath = (folder: string) => join(folder, 'rapporteur.db')
export const open = (folder: string): Store => openStore({ folder, resources: root })

/** The texts of acknowledged saves. */
export type Acknowledged = Set<string>

/** @returns the failure if the save was refused */
export function save(store: Store, text: string, acknowledged: Acknowledged): Failure | null {
  const saved = store.call('notes.save', {
    id: NoteId.parse(randomUUID()),
    conference: ConferenceSlug.parse('octopus-2016'),
    session: null,
    keyMessage: null,
    markdown: text,
    baseRevision: 0,
  })
  if (!saved.ok) return saved.error
  acknowledged.add(text)
  return null
}

/** `crashed`: the last saves are in the log only. */
export type Profiles = { clean: string; crashed: string; acknowledged: Acknowledged }

let profiles: Profiles | null = null

/** A notebook of 60 notes with today's backup, made once. Copy it before use. */
export function getProfiles(): Profiles {
  profiles ??= makeProfiles()
  return profiles
}

function makeProfiles(): Profiles {
  const clean = createFolder()
  const crashed = createFolder()
  const acknowledged: Acknowledged = new Set()
  const first = open(clean)
  // Some texts are longer than a database page.
  for (let index = 0; index < 40; index += 1)
    save(first, `early ${index} ${'word '.repeat(index % 8 === 0 ? 3_000 : 100)}`, acknowledged)
  first.close()
  const second = open(clean)
  for (let index = 0; index < 20; index += 1)
    save(second, `late ${index} ${'word '.repeat(100)}`, acknowledged)
  const backup = second.call('backups.create', {})
  if (!backup.ok) throw new Error(backup.error.message)
  copyProfile(clean, crashed)
  second.close()
  return { clean, crashed, acknowledged }
}

function copyProfile(from: string, to: string): string {
  for (const suffix of ['', '-wal'])
    if (existsSync(getDatabasePath(from) + suffix))
      copyFileSync(getDatabasePath(from) + suffix, getDatabasePath(to) + suffix)
  cpSync(join(from, 'backups'), join(to, 'backups'), { recursive: true })
  return to
}

export const makeCopy = (profile: string): string => copyProfile(profile, createFolder())

export type Found = {
  /** Texts in the notebook when it opens. */
  texts: Set<string>
  /** Texts in the notebook, or in a backup that the app lists. */
  recoverable: Set<string>
  /** Whether the app reports that something happened. */
  isReported: boolean
}

/** Opens a profile as the app does, and collects what the delegate would find. */
export function readNotebook(folder: string): Found {
  const store = open(folder)
  try {
    const status = store.call('status.get', {})
    if (!status.ok) throw new Error(status.error.message)
    const { state, problem, keptLog } = status.value
    const texts = state === 'ready' ? getTexts(store.lifecycle.ready().connection.db) : new Set<string>()
    const recoverable = new Set([...texts, ...readBackupTexts(folder)])
    return { texts, recoverable, isReported: state !== 'ready' || problem !== null || keptLog !== null }
  } finally {
    store.close()
  }
}

function getTexts(db: Database.Database): Set<string> {
  return new Set(
    db.prepare<[], string>('SELECT markdown FROM note WHERE deleted_at IS NULL').pluck().all() as string[],
  )
}

function readBackupTexts(folder: string): string[] {
  const backups = join(folder, 'backups')
  const names = existsSync(backups) ? readdirSync(backups).filter((name) => name.endsWith('.db')) : []
  return names.flatMap((name) => {
    const db = new Database(join(backups, name), { readonly: true })
    try {
      return [...getTexts(db)]
    } finally {
      db.close()
    }
  })
}
