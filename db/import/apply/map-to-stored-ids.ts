/** Maps a file's sessions, and the file's statements about them, to stored identifiers. Pure. */

import { message } from '../../../core/i18n/message.ts'
import type { ImportLinks } from '../../contract/index.ts'
import { StoreError } from '../../errors.ts'
import type { ConferenceBundle, Guid } from '../../model.ts'
import type { Sequences } from '../importer.ts'
import { type Identifiers, keepStoredGuids, useKnownIdentifier } from '../matching/match-sessions.ts'
import type { Incoming } from '../matching/parsed-file.ts'
import { hasUniqueId, removeSlot } from '../matching/session-ids.ts'
import { findLeftOut } from '../matching/whole-series.ts'

/**
 * `mapped`: the bundle with stored guids, in the same order. `leftOut`: repetitions that a message about their series leaves out, as cancelled
 * sessions. `guids`: maps the keys of `sequences` to stored guids. `newIds`: identifiers to remember.
 */
export type MappedProgramme = {
  mapped: ConferenceBundle
  leftOut: ConferenceBundle['sessions']
  sequences: Sequences
  guids: ReadonlyMap<string, string>
  newIds: Identifiers
}

/** `remembered`: identifiers of earlier files. `links`: the links that the delegate made in this file. */
export function mapToStoredIds(
  storedProgramme: ConferenceBundle,
  { bundle, missing, sequences: fileSequences }: Pick<Incoming, 'bundle' | 'missing' | 'sequences'>,
  remembered: Identifiers,
  links: ImportLinks = {},
): MappedProgramme {
  // If slots have identifiers of their own, the file's identifiers are reliable.
  const isReliable = !missing.slotGuids
  const found = isReliable
    ? keepRemembered(storedProgramme, bundle, remembered)
    : keepStoredGuids(storedProgramme, bundle, remembered)
  const mapped = { ...bundle, sessions: applyLinks(storedProgramme, found, links) }
  const storedIds = new Map<string, string>()
  const newIds = new Map<string, string>()
  for (const [index, session] of bundle.sessions.entries()) {
    const base = removeSlot(session.guid)
    const storedId = removeSlot(mapped.sessions[index]?.guid ?? session.guid)
    storedIds.set(base, storedId)
    if (base !== storedId && remembered.get(base) !== storedId && (isReliable || hasUniqueId(session)))
      newIds.set(base, storedId)
  }
  const leftOut = findLeftOut(storedProgramme, mapped, missing.wholeSeries, storedIds)
  const { guids, sequences } = mapToGuids(fileSequences, bundle, mapped)
  return {
    mapped,
    leftOut: leftOut.sessions,
    sequences: new Map([...sequences, ...leftOut.sequences]),
    guids,
    newIds,
  }
}

/** For a format whose identifiers are reliable: changes only the identifiers that the delegate linked in an earlier file. */
function keepRemembered(
  storedProgramme: ConferenceBundle,
  { sessions }: ConferenceBundle,
  remembered: Identifiers,
): ConferenceBundle['sessions'] {
  if (remembered.size === 0) return sessions
  const unusedGuids = new Set<string>(storedProgramme.sessions.map(({ guid }) => guid))
  for (const { guid } of sessions) unusedGuids.delete(guid)
  return sessions.map((session) => {
    const known = useKnownIdentifier(session, remembered)
    return unusedGuids.delete(known.guid) ? known : session
  })
}

/** Throws `invalid-input` unless each link leads from a session that the file leaves out to a session that is new in the file. */
function applyLinks(
  storedProgramme: ConferenceBundle,
  sessions: ConferenceBundle['sessions'],
  links: ImportLinks,
): ConferenceBundle['sessions'] {
  const entries = Object.entries(links)
  if (entries.length === 0) return sessions
  const stored = new Set<string>(storedProgramme.sessions.map(({ guid }) => guid))
  const inFile = new Set<string>(sessions.map(({ guid }) => guid))
  const linked = new Map<string, string>()
  for (const [oldGuid, newGuid] of entries) {
    if (!stored.has(oldGuid) || inFile.has(oldGuid))
      throw new StoreError('invalid-input', message('import.link-not-left-out', { session: oldGuid }))
    if (!inFile.has(newGuid) || stored.has(newGuid) || linked.has(newGuid))
      throw new StoreError('invalid-input', message('import.link-not-new', { session: newGuid }))
    linked.set(newGuid, oldGuid)
  }
  return sessions.map((session) => ({
    ...session,
    guid: (linked.get(session.guid) ?? session.guid) as Guid,
  }))
}

/**
 * Rekeys the SEQUENCE of each session from its guid in the file to the stored guid. If the two have different identifiers, the guid in the
 * file stays the key, since later files use it too. `mapped`: `bundle` with stored guids, its sessions in the same order. `guids`: maps the
 * returned keys to stored guids.
 */
function mapToGuids(
  fileSequences: Sequences,
  bundle: ConferenceBundle,
  mapped: ConferenceBundle,
): { sequences: Sequences; guids: Map<string, string> } {
  const sequences = new Map<string, number>()
  const guids = new Map<string, string>()
  for (const [index, { guid }] of bundle.sessions.entries()) {
    const sequence = fileSequences.get(guid)
    if (sequence === undefined) continue
    const storedGuid = mapped.sessions[index]?.guid ?? guid
    const key = removeSlot(guid) === removeSlot(storedGuid) ? storedGuid : guid
    sequences.set(key, sequence)
    guids.set(key, storedGuid)
  }
  return { sequences, guids }
}

/** Rekeys a map by session from guids in the file to stored guids. */
export function mapToStored<T>(
  valuesByFileId: ReadonlyMap<string, T>,
  bundle: ConferenceBundle,
  mapped: ConferenceBundle,
): ReadonlyMap<string, T> {
  return new Map(
    bundle.sessions.flatMap(({ guid }, index) => {
      const value = valuesByFileId.get(guid)
      return value === undefined ? [] : [[mapped.sessions[index]?.guid ?? guid, value] as const]
    }),
  )
}
