/** Groups the agenda's list by track, speaker or room instead of by time. Pure. */
import type { Guid, Room, Session } from '../../../../db/model.ts'
import type { Grouping } from '../../../lib/preferences.ts'

const groupings: readonly Grouping[] = ['time', 'tracks', 'speakers', 'rooms']

/** Sessions under one name, in order of start. A session with two speakers is in both groups. */
export type AgendaGroup = {
  key: string
  /** null for the group of sessions without a track, speaker or room. */
  name: string | null
  room: Guid | null
  sessions: Session[]
}

/** @returns the groupings that this programme has data for */
export function getGroupings(programme: readonly Session[]): Grouping[] {
  return groupings.filter(
    (grouping) => grouping === 'time' || programme.some((session) => getKeys(session, grouping).length > 0),
  )
}

/**
 * Groups the sessions by name, rooms in programme order and the unnamed group last.
 * @returns null for the list by time, which has no groups
 */
export function getGroups(
  sessions: readonly Session[],
  grouping: Grouping,
  rooms: readonly Room[],
  locale: string,
  /** If given, limits the groups to these speakers and leaves out their co-speakers. */
  speakers: readonly string[] = [],
): AgendaGroup[] | null {
  if (grouping === 'time') return null
  const byKey = new Map<string, Session[]>()
  const ungrouped: Session[] = []
  for (const session of sessions) {
    const keys = getKeys(session, grouping).filter(
      (key) => grouping !== 'speakers' || speakers.length === 0 || speakers.includes(key),
    )
    if (keys.length === 0) ungrouped.push(session)
    for (const key of new Set(keys)) {
      const group = byKey.get(key)
      if (group) group.push(session)
      else byKey.set(key, [session])
    }
  }
  const groups = grouping === 'rooms' ? groupByRoom(byKey, rooms) : sortByName(byKey, locale)
  return ungrouped.length === 0
    ? groups
    : [...groups, { key: UNGROUPED_KEY, name: null, room: null, sessions: ungrouped }]
}

/** The key of the unnamed group, since no name is empty. */
const UNGROUPED_KEY = ''

function getKeys({ track, speakers, room }: Session, grouping: Exclude<Grouping, 'time'>): readonly string[] {
  if (grouping === 'speakers') return speakers
  const key = grouping === 'tracks' ? track : room
  return key === null ? [] : [key]
}

function groupByRoom(byKey: ReadonlyMap<string, Session[]>, rooms: readonly Room[]): AgendaGroup[] {
  return rooms.flatMap(({ guid, name }) => {
    const sessions = byKey.get(guid)
    return sessions ? [{ key: guid, name, room: guid, sessions }] : []
  })
}

function sortByName(byKey: ReadonlyMap<string, Session[]>, locale: string): AgendaGroup[] {
  const { compare } = new Intl.Collator(locale)
  return [...byKey]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, sessions]) => ({ key: name, name, room: null, sessions }))
}
