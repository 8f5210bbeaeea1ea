/** A parsed file, ready to be compared with stored programmes. */

import { createHash } from 'node:crypto'
import { LANGUAGE_DATA } from '../../../core/document-types.ts'
import type { Message } from '../../../core/i18n/message.ts'
import type { ImportPreview } from '../../contract/index.ts'
import { memoize } from '../../formats/memoize.ts'
import type { ConferenceBundle, PackFile } from '../../model.ts'
import type { MissingFields, ParsedFile, Sequences } from '../importer.ts'
import { toMatchable } from './match-sessions.ts'
import { toStoredForm, toStoredInstant } from './stored-programme.ts'
import type { Matchable } from './strategies.ts'

/** A parsed file in stored form. `hash` identifies the bundle; importing the same bundle again changes nothing. */
export type Incoming = {
  bundle: ConferenceBundle
  hash: string
  warnings: Message[]
  missing: MissingFields
  sequences: Sequences
}
/** The bundle as passed between threads: JSON is needed for the hash anyway, and cheaper than a structured clone. */
export type SerialisedBundle = { json: string; hash: string }
/** The data that the preview of a new conference shows, and by which candidates are found. */
export type Outline = Pick<ImportPreview, 'conference' | 'counts'> & {
  url: string | null
  countsRevisions: boolean
  /** The file says nothing about sessions that it leaves out. */
  isPart: boolean
}
/** `speakers`: the names of the speakers. */
export type OutlinedSession = Matchable & { speakers: string[] }

type Parsed = Pick<ParsedFile, 'bundle' | 'warnings' | 'missing'> & Partial<Pick<ParsedFile, 'sequences'>>

export function getOutline(bundle: ConferenceBundle, missing: MissingFields): Outline {
  const { slug, title, revision, timeZone, startDate, endDate } = bundle.conference
  const shownFiles = bundle.files?.filter(({ type }) => type !== LANGUAGE_DATA) ?? []
  const countRole = (role: PackFile['role']) => shownFiles.filter((file) => file.role === role).length
  return {
    conference: { slug, title, revision, timeZone, startDate, endDate },
    counts: {
      sessions: countConfirmed(bundle),
      cancelled: bundle.sessions.length - countConfirmed(bundle),
      rooms: bundle.rooms.length,
      speakers: bundle.speakers.length,
      keyMessages: bundle.keyMessages.length,
      contacts: bundle.directory.length,
      floorPlans: countRole('floor-plan'),
      documents: countRole('document'),
    },
    url: bundle.conference.url,
    countsRevisions: countsRevisions(missing),
    isPart: missing.isPart,
  }
}

/** @returns the data of the sessions by which the conference of a file is found */
export function outlineSessions(bundle: ConferenceBundle): OutlinedSession[] {
  const names = new Map(bundle.speakers.map(({ guid, name }) => [guid, name]))
  const toInstant = memoize(toStoredInstant)
  return toMatchable(bundle).map((session, index) => ({
    ...session,
    start: toInstant(session.start),
    speakers: bundle.sessions[index]?.speakers.flatMap((key) => names.get(key) ?? []) ?? [],
  }))
}

/** Whether the format has revision numbers. */
export const countsRevisions = ({ conference }: MissingFields): boolean => !conference.includes('revision')

/** Counts confirmed sessions, as the preview, the result and the library do. */
export function countConfirmed({ sessions }: Pick<ConferenceBundle, 'sessions'>): number {
  return sessions.filter(({ status }) => status === 'confirmed').length
}

export function serialiseBundle(bundle: ConferenceBundle): SerialisedBundle {
  const json = JSON.stringify(toStoredForm(bundle))
  return { json, hash: createHash('sha256').update(json).digest('hex') }
}

export function parseSerialisedBundle({ json, hash }: SerialisedBundle): Pick<Incoming, 'bundle' | 'hash'> {
  return { bundle: JSON.parse(json), hash }
}

export function toIncoming({ bundle, warnings, missing, sequences = new Map() }: Parsed): Incoming {
  return { ...parseSerialisedBundle(serialiseBundle(bundle)), warnings, missing, sequences }
}
