/** List, grid, Now, quick capture and the first screen agree on which sessions are current. */
import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { normaliseInstant, toInstantString } from '../core/time.ts'
import type { ConferenceBundle, Guid, Session } from '../db/model.ts'
import { createStoredSession } from '../db/testing/sessions.ts'
import { chooseSession, findPresentItem, getItems } from '../renderer/features/agenda/list/agenda-items.ts'
import { chooseSessionToCapture } from '../renderer/features/notes/pane/capture-session.ts'
import { getProgrammeState } from '../renderer/features/now/programme-state.ts'
import { findStartedLast, getCurrentSessions } from '../renderer/features/schedule/index.ts'

const { conference, sessions: listed } = JSON.parse(
  readFileSync(new URL('../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
) as ConferenceBundle
const { timeZone } = conference
const none: ReadonlySet<Guid> = new Set()
const withEnds = (getEnd: (index: number, start: string) => string | null) =>
  listed.map(({ guid, ...session }, index): Session => {
    const start = normaliseInstant(session.start)
    return createStoredSession(guid, { ...session, start, end: getEnd(index, start) })
  })
const addMinutes = (start: string, minutes: number) =>
  toInstantString(Temporal.Instant.from(start).add({ minutes }))

test.each([
  ['no session has an end', withEnds(() => null)],
  [
    'every second session has an end',
    withEnds((index, start) => (index % 2 === 0 ? addMinutes(start, 90) : null)),
  ],
])('list, grid, Now and quick capture agree at each quarter of an hour, if %s', (_, sessions) => {
  const items = getItems(sessions)
  const begin = Temporal.Instant.from(`${conference.startDate}T00:00:00Z`)
  for (let quarter = 0; quarter < 4 * 24 * 4; quarter++) {
    const now = toInstantString(begin.add({ minutes: 15 * quarter }))
    const current = getCurrentSessions(sessions, now, timeZone)
    expect(getProgrammeState(conference, sessions, now).current, now).toEqual(current)
    const captured = chooseSessionToCapture(sessions, none, undefined, now, { timeZone })
    // The grid marks these sessions as running.
    const running = findStartedLast(current)
    expect(captured, now).toBe(running[0] ?? null)
    if (current.length === 0) continue
    expect(running, now).toContain(chooseSession(sessions, none, now, { timeZone }))
    const item = items[findPresentItem(items, current, now)]
    expect(item?.kind === 'slot' && item.slot.start <= now, now).toBe(true)
  }
})
