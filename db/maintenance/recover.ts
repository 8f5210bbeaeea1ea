/**
 * Damage is never repaired or replaced silently. An incident file (damage.json) is written first, then the database is moved aside. The
 * incident file stays until the delegate has chosen, so that a restart in between changes nothing.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join, win32 } from 'node:path'
import { z } from 'zod'
import { isMessage, type Message } from '../../core/i18n/message.ts'
import { Rescued, type StoreStatus } from '../contract/index.ts'
import { findings } from '../errors.ts'
import type { Instant } from '../model.ts'
import {
  findFreePath,
  moveDurably,
  removeDurably,
  syncFile,
  syncFolder,
  writeDurably,
} from '../store/files.ts'
import { getDatabaseFiles, PRIVATE_FOLDER, type Profile } from '../store/profile.ts'
import { formatFileTime, listBackupsToRestore } from './backup.ts'

const Incident = z.object({
  /** Missing in files that an older Rapporteur wrote. */
  finding: z.enum(findings).default('content'),
  /** In English, for support. */
  reason: z.string(),
  /** A translatable version for the interface, unless the reason comes from SQLite. */
  details: z.custom<Message>(isMessage).optional(),
  /** Folder with the damaged files; null while they are still in place. */
  movedTo: z.string().nullable(),
  /** null if nothing could be rescued; missing if the rescue was not completed. */
  rescued: Rescued.nullable().optional(),
})
export type Incident = z.infer<typeof Incident>

/** @returns null if there is no open incident */
export function readIncident(profile: Profile): Incident | null {
  if (!existsSync(profile.incident)) return null
  const unreadable: Incident = { finding: 'content', reason: 'Damage was found earlier.', movedTo: null }
  try {
    const incident = Incident.safeParse(JSON.parse(readFileSync(profile.incident, 'utf8'))).data
    return incident ? { ...incident, movedTo: locateMoved(profile, incident) } : unreadable
  } catch (error) {
    if (error instanceof SyntaxError) return unreadable
    throw error
  }
}

/** The profile's folder may have been moved, or a drive may have another letter, so only the name of the folder counts. */
function locateMoved(profile: Profile, { movedTo }: Incident): string | null {
  return movedTo === null ? null : join(profile.damaged, win32.basename(movedTo))
}

/** Records damage seen while running, so that the next start checks the whole database. */
export function suspectDamage(profile: Profile, reason: string): void {
  if (!existsSync(profile.incident)) writeIncident(profile, { finding: 'content', reason, movedTo: null })
}

/**
 * Moves the database files into `damaged/<time>/`. The database must be closed. If another process has moved them meanwhile, its incident
 * stays.
 */
export function moveAside(
  profile: Profile,
  found: Omit<Incident, 'movedTo' | 'rescued'>,
  now: Instant,
): Incident {
  const hasFiles = getDatabaseFiles(profile.database).length > 0
  const known = hasFiles ? null : readIncident(profile)
  if (known?.movedTo) return known
  const incident: Incident = { ...found, movedTo: hasFiles ? getFreeFolder(profile, now) : null }
  writeIncident(profile, incident)
  moveLeftovers(profile, incident)
  return incident
}

/** Completes an interrupted move, because a stray log would be replayed into the next database of that name. */
export function moveLeftovers(profile: Profile, incident: Incident): void {
  const files = getDatabaseFiles(profile.database)
  if (incident.movedTo === null || files.length === 0) return
  mkdirSync(incident.movedTo, { recursive: true, mode: PRIVATE_FOLDER })
  for (const file of files) moveDurably(file, join(incident.movedTo, basename(file)))
}

/** Copies the log, to keep the changes that SQLite will not replay. @returns the folder of the copy */
export function keepLog(profile: Profile, now: Instant): string {
  const folder = getFreeFolder(profile, now)
  const log = `${profile.database}-wal`
  mkdirSync(folder, { recursive: true })
  const copy = join(folder, basename(log))
  copyFileSync(log, copy)
  syncFile(copy)
  syncFolder(folder)
  return folder
}

/** @returns the incident with what was rescued */
export function recordRescue(profile: Profile, incident: Incident, rescued: Rescued | null): Incident {
  const recorded = { ...incident, rescued }
  writeIncident(profile, recorded)
  return recorded
}

export function describeDamage(
  incident: Incident,
  { backups }: Profile,
  now: Instant,
): StoreStatus['damage'] {
  return {
    ...incident,
    backups: listBackupsToRestore(backups, now),
  }
}

export function closeIncident(profile: Profile): void {
  removeDurably(profile.incident)
}

function writeIncident(profile: Profile, incident: Incident): void {
  writeDurably(profile.incident, `${JSON.stringify(incident, null, 2)}\n`)
}

function getFreeFolder(profile: Profile, now: Instant): string {
  return findFreePath(join(profile.damaged, formatFileTime(now)))
}
