/** A file as it was read, ready to be compared with what is there. */
import { createHash } from 'node:crypto'
import type { Said } from '../../core/said.ts'
import type { ImportPreview } from '../contract/index.ts'
import type { ConferenceBundle, Guid, PackFile } from '../model.ts'
import { isByTitle } from './by-title.ts'
import type { Lacks } from './fill-in.ts'
import type { ParsedFile } from './importer.ts'
import { inStoredForm } from './programme.ts'
import type { Sequences } from './revisions.ts'

/** In stored form. `hash`: of the bundle; the same one again changes nothing. */
export type Incoming = {
  bundle: ConferenceBundle
  hash: string
  warnings: Said[]
  lacks: Lacks
  sequences: Sequences
}
/** Its bundle between two threads: as JSON, which is hashed anyway and cheaper than a clone of its many parts. */
export type Packed = { json: string; hash: string }
/** What a preview shows of it, and what tells which conference it is of. `guids`: of its sessions; `hasTitles`: that there are titles among them. */
export type Outline = Pick<ImportPreview, 'conference' | 'counts'> & {
  countsRevisions: boolean
  /** It says nothing of the sessions that it leaves out. */
  isPart: boolean
  guids: Guid[]
  hasTitles: boolean
}

type Parsed = Pick<ParsedFile, 'bundle' | 'warnings' | 'lacks'> & Partial<Pick<ParsedFile, 'sequences'>>

export function outlineOf(bundle: ConferenceBundle, lacks: Lacks): Outline {
  const { slug, title, revision, timeZone, startDate, endDate } = bundle.conference
  const ofRole = (role: PackFile['role']) => bundle.files?.filter((file) => file.role === role).length ?? 0
  return {
    conference: { slug, title, revision, timeZone, startDate, endDate },
    counts: {
      sessions: countOn(bundle),
      cancelled: bundle.sessions.length - countOn(bundle),
      rooms: bundle.rooms.length,
      speakers: bundle.speakers.length,
      keyMessages: bundle.keyMessages.length,
      contacts: bundle.directory.length,
      floorPlans: ofRole('floor-plan'),
      documents: ofRole('document'),
    },
    countsRevisions: countsRevisions(lacks),
    isPart: lacks.isPart,
    guids: bundle.sessions.map(({ guid }) => guid),
    hasTitles: bundle.sessions.some(isByTitle),
  }
}

/** Of a format that counts its versions. */
export const countsRevisions = ({ conference }: Lacks): boolean => !conference.includes('revision')

/** How many sessions are on: a preview, a result and the library count them alike. */
export function countOn({ sessions }: Pick<ConferenceBundle, 'sessions'>): number {
  return sessions.filter(({ status }) => status === 'confirmed').length
}

export function pack(bundle: ConferenceBundle): Packed {
  const json = JSON.stringify(inStoredForm(bundle))
  return { json, hash: createHash('sha256').update(json).digest('hex') }
}

export function unpack({ json, hash }: Packed): Pick<Incoming, 'bundle' | 'hash'> {
  return { bundle: JSON.parse(json), hash }
}

export function incoming({ bundle, warnings, lacks, sequences = {} }: Parsed): Incoming {
  return { ...unpack(pack(bundle)), warnings, lacks, sequences }
}
