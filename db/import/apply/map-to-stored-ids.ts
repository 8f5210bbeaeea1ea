/** Maps a file's sessions, and what it says about them, to stored identifiers. Pure. */

import type { ConferenceBundle } from '../../model.ts'
import type { MissingFields, Sequences } from '../importer.ts'
import { withoutSlot, withRetitled } from '../matching/by-title.ts'
import type { Incoming } from '../matching/parsed-file.ts'
import {
  findNewlyKnown,
  getTold,
  type Identifiers,
  matchSessions,
  underSame,
} from '../matching/same-session.ts'
import { keepStoredGuids } from '../matching/same-slots.ts'
import { type Claims, findCrossings, getClaims } from '../matching/split-sessions.ts'
import { leftOut } from '../matching/whole-series.ts'

/**
 * `known`: the bundle under stored guids, in the same order. `dropped`: repetitions that a message about their series leaves out. `guids`:
 * maps the keys of `sequences` to stored guids. `identifiers`: new matches to remember.
 */
export type MappedProgramme = {
  known: ConferenceBundle
  dropped: ConferenceBundle['sessions']
  sequences: Sequences
  guids: ReadonlyMap<string, string>
  identifiers: Identifiers
}

/** `remembered`: identifiers learned from earlier files. */
export function mapToStoredIds(
  here: ConferenceBundle,
  {
    bundle,
    lacks,
    otherIds,
    sequences: given,
  }: Pick<Incoming, 'bundle' | 'lacks' | 'otherIds' | 'sequences'>,
  remembered: Identifiers,
): MappedProgramme {
  const claims = getClaims(remembered, here.sessions, bundle.sessions)
  // If slots have identifiers of their own, the file's identifiers are reliable.
  const same: ReadonlyMap<string, string> = lacks.slotGuids
    ? matchSessions(getTold(here), getTold(bundle), { otherIds, remembered, isOne: true, claims })
    : new Map()
  const known = lacks.slotGuids ? asKnown(here, bundle, same, { claims, lacks }) : bundle
  const { slots, told } = findCrossings(bundle.sessions, known.sessions, same)
  const isOther = (guid: string) => same.has(withoutSlot(guid)) || slots.has(guid)
  const { sessions: dropped, sequences: ofDropped } = leftOut(here, known, lacks.allOf, same)
  const { guids, sequences } = underGuids(given, bundle, known, isOther)
  return {
    known,
    dropped,
    sequences: new Map([...sequences, ...ofDropped]),
    guids,
    identifiers: findNewlyKnown(new Map([...same, ...told]), remembered),
  }
}

/**
 * Maps revision numbers to stored guids. A session with another identifier in the file keeps counting under that one. `known`: the sessions
 * of `bundle` under stored guids, in the same order. `guids`: maps the returned keys to stored guids.
 */
function underGuids(
  given: Sequences,
  bundle: ConferenceBundle,
  known: ConferenceBundle,
  isOther: (guid: string) => boolean,
): { sequences: Sequences; guids: Map<string, string> } {
  const sequences = new Map<string, number>()
  const guids = new Map<string, string>()
  for (const [index, { guid }] of bundle.sessions.entries()) {
    const sequence = given.get(guid)
    if (sequence === undefined) continue
    const here = known.sessions[index]?.guid ?? guid
    const key = isOther(guid) ? guid : here
    sequences.set(key, sequence)
    guids.set(key, here)
  }
  return { sequences, guids }
}

/** Rekeys a map by session from guids in the file to stored guids. */
export function mapToStored<T>(
  said: ReadonlyMap<string, T>,
  bundle: ConferenceBundle,
  known: ConferenceBundle,
): ReadonlyMap<string, T> {
  return new Map(
    bundle.sessions.flatMap(({ guid }, index) => {
      const value = said.get(guid)
      return value === undefined ? [] : [[known.sessions[index]?.guid ?? guid, value] as const]
    }),
  )
}

/** Gives the bundle's sessions their stored guids. */
function asKnown(
  here: ConferenceBundle,
  bundle: ConferenceBundle,
  same: ReadonlyMap<string, string>,
  { claims, lacks }: { claims: Claims; lacks: MissingFields },
): ConferenceBundle {
  const names = new Map<string, string>(
    [...here.rooms, ...bundle.rooms].map(({ guid, name }) => [guid, name]),
  )
  const asHere = (guid: string) => underSame([{ guid }], same)[0]?.guid ?? guid
  const sessions = keepStoredGuids(here.sessions, underSame(bundle.sessions, same), {
    claims: new Map([...claims].map(([was, guid]) => [was, asHere(guid)])),
    roomOf: ({ room }) => (room === null ? null : (names.get(room) ?? room)),
    isWhole: !lacks.isPart,
  })
  const known = { ...bundle, sessions }
  return { ...known, sessions: withRetitled(here, known, lacks.sessions) }
}
