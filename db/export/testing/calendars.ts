import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportResult } from '../../contract/index.ts'
import type { ConferenceSlug } from '../../model.ts'
import { type BundleInput, bundle, importFile, session } from '../../testing/bundles.ts'
import { type TestStore, unwrap } from '../../testing/temp-store.ts'
import { toInput } from './sample.ts'

export async function getCalendar(store: TestStore, conference: ConferenceSlug): Promise<Uint8Array> {
  const [file] = unwrap(await store.request('export.files', { ...toInput({ format: 'ics' }), conference }))
  return file?.bytes ?? new Uint8Array()
}
/** Saves a calendar, so that it is in the export log. */
export async function saveCalendar(store: TestStore, conference: ConferenceSlug): Promise<string> {
  const [grant, path] = [randomUUID(), join(store.folder, 'calendar.ics')]
  store.grants.add(grant, { path, mode: 'write' })
  unwrap(
    await store.request('export.save', {
      options: { ...toInput({ format: 'ics' }), conference },
      grant,
    }),
  )
  return readFileSync(path, 'utf8')
}

/** "SEQUENCE STATUS DTSTAMP", by session. */
export const describeEvents = (calendar: string) =>
  Object.fromEntries(
    calendar
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((event) => {
        const getValue = (name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(event)?.[1] ?? ''
        return [
          getValue('UID').split('@')[0],
          `${getValue('SEQUENCE')} ${getValue('STATUS')} ${getValue('DTSTAMP')}`,
        ]
      }),
  )

export async function importCalendar(store: TestStore, bytes: Uint8Array): Promise<ImportResult> {
  return unwrap(await importFile(store, bytes, 'calendar.ics'))
}
/** @returns everything that a delegate sees of each session */
export function describeSessions(store: TestStore, conference: ConferenceSlug) {
  const { rooms, venue, city } = unwrap(store.call('conferences.get', { conference }))
  const getName = (guid: string | null) => rooms.find((room) => room.guid === guid)?.name ?? null
  return unwrap(store.call('sessions.list', { conference })).map((session) => ({
    ...session,
    place: [getName(session.room), venue, city],
  }))
}

/** All rooms and people of a programme, also those without a session. */
export const collectNames = (store: TestStore, conference: ConferenceSlug) => ({
  rooms: unwrap(store.call('conferences.get', { conference })).rooms,
  speakers: unwrap(store.call('speakers.list', { conference })),
  sessions: describeSessions(store, conference),
})

/**
 * A conference with times around a clock change and after midnight, an unknown end, commas, and texts that must be folded near long
 * characters.
 */
export const richConference = bundle((made: BundleInput) => {
  made.conference.startDate = '2026-03-28'
  made.conference.endDate = '2026-03-29'
  made.conference.venue = 'Palace; "of" Rights'
  made.rooms = [...made.rooms, { guid: 'a "b"', name: 'Room 1, left' }, { guid: 'unused', name: 'Unused' }]
  made.speakers = [...(made.speakers ?? []), { guid: 'li', name: 'Li, "Max"; Wei' }]
  made.sessions = [
    session('saturday', {
      label: 'Talk 1',
      title: `Evidence; “cloud”, ${'правовая помощь '.repeat(20).trim()} 👩‍👩‍👧`,
      start: '2026-03-28T22:30:00+01:00',
      end: '2026-03-29T03:30:00+02:00',
      day: '2026-03-28',
      kind: 'talk',
      type: 'Talk; in "two" parts',
      track: 'Law, and order',
      description: 'First line\nSecond line\n\nA new paragraph with \\ and ;',
      links: [
        { kind: 'page', title: '', url: 'https://example.org/1?a=1,2;b=3' },
        { kind: 'page', title: 'Again', url: 'https://example.org/2' },
        { kind: 'attachment', title: 'Slides "final"', url: 'https://example.org/slides.pdf' },
        { kind: 'attachment', title: 'On paper', url: null },
        { kind: 'recording', title: '', url: 'https://example.org/watch' },
        { kind: 'link', title: 'Join; here', url: 'https://meet.example/x?a=1,2' },
        { kind: 'link', title: '', url: 'mailto:desk@example.org' },
        { kind: 'feedback', title: 'Say', url: 'https://example.org/feedback' },
      ],
      languages: ['fr', 'en'],
      speakers: ['li', 'ada'],
      recording: { licence: 'CC BY 4.0; no sale', optOut: false },
      room: 'a "b"',
    }),
    session('sun,day;\\', {
      start: '2026-03-29T09:30:00+02:00',
      end: null,
      day: '2026-03-29',
      room: null,
      recording: { optOut: true },
    }),
    session('off', {
      start: '2026-03-29T09:30:00+02:00',
      end: '2026-03-29T10:00:00+02:00',
      day: '2026-03-29',
      status: 'cancelled',
      kind: 'plenary',
      // Other programs take this track for a kind of session.
      track: 'Social Web',
      languages: [],
    }),
  ]
})
