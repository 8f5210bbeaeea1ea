/** Updates the bundled conference from a plain schedule in each format. Data that the format cannot express must stay. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { ConferenceBundle } from '../../model.ts'
import { makeKey, readKey } from '../../packs/keys.ts'
import { buildPack } from '../../packs/write-pack.ts'
import { openConnection } from '../../store/open.ts'
import { getBytes } from '../../testing/bundles.ts'
import { createSources, getGrant } from '../../testing/packs.ts'
import {
  createTempStore,
  resources,
  octopus as slug,
  type TestStore,
  unwrap,
} from '../../testing/temp-store.ts'
import { importers } from '../formats/index.ts'
import { readProgramme } from './stored-programme.ts'

const seed = ConferenceBundle.parse(
  JSON.parse(readFileSync(join(resources, 'assets', 'conferences', 'octopus-2016.json'), 'utf8')),
)
type Session = (typeof seed)['sessions'][number]
const { title, timeZone, startDate, endDate } = seed.conference
const rooms = new Map<string, string>(seed.rooms.map(({ guid, name }) => [guid, name]))
const getRoom = ({ room }: Session) => (room === null ? '' : (rooms.get(room) ?? ''))
const clock = (instant: string) => instant.slice(11, 16)

/** Every schedule moves this session by five minutes, and has all fields that its format allows. */
const MOVED = 'workshop-3'
const start = (session: Session) =>
  session.guid === MOVED ? session.start.replace(':30:00', ':35:00') : session.start
const heading = ({ label, title }: Session) => (label === null ? title : `${label}: ${title}`)
const duration = ({ start, end }: Session) => {
  const minutes = end === null ? 0 : (Date.parse(end) - Date.parse(start)) / 60_000
  return minutes === 0
    ? ''
    : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const xml = (session: Session) =>
  `<event guid="${session.guid}"><date>${start(session)}</date><start>${clock(start(session))}</start><duration>${duration(session)}</duration>
   <room>${getRoom(session)}</room><title>${escaped(heading(session))}</title><type>${session.kind}</type><language>${session.languages.length > 0 ? 'en' : ''}</language></event>`
const frabEvent = (session: Session) => ({
  guid: session.guid,
  date: start(session),
  start: clock(start(session)),
  duration: duration(session),
  room: getRoom(session),
  title: session.title,
  type: session.kind,
  language: '',
})
const moment = (at: string | null) => at && { date: at.slice(0, 10), time: at.slice(11, 19), tz: timeZone }
const utc = (at: string) => new Date(at).toISOString().replaceAll(/[-:]|\.000/g, '')

const files: Record<string, { name: string; bytes: Uint8Array }> = {
  'frab-xml': {
    name: 'octopus.xml',
    bytes: strToU8(
      `<schedule><conference><title>${title}</title><time_zone_name>${timeZone}</time_zone_name><start>${startDate}</start><end>${endDate}</end></conference>
       ${[...new Set(seed.sessions.map(({ day }) => day))]
         .map(
           (day) =>
             `<day date="${day}">${seed.sessions
               .filter((session) => session.day === day)
               .map(xml)
               .join('')}</day>`,
         )
         .join('')}</schedule>`,
    ),
  },
  'frab-json': {
    name: 'octopus.json',
    bytes: getBytes({
      schedule: {
        conference: {
          title,
          time_zone_name: timeZone,
          start: startDate,
          end: endDate,
          days: [...new Set(seed.sessions.map(({ day }) => day))].map((date) => ({
            date,
            rooms: { '': seed.sessions.filter(({ day }) => day === date).map(frabEvent) },
          })),
        },
      },
    }),
  },
  icalendar: {
    name: 'octopus.ics',
    bytes: strToU8(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//Testing//EN',
        `X-WR-TIMEZONE:${timeZone}`,
        ...seed.sessions.flatMap((session) => [
          'BEGIN:VEVENT',
          `UID:${session.guid}`,
          `DTSTART:${utc(start(session))}`,
          ...(session.end === null ? [] : [`DTEND:${utc(session.end)}`]),
          `SUMMARY:${heading(session)}`,
          `LOCATION:${getRoom(session)}`,
          'END:VEVENT',
        ]),
        'END:VCALENDAR',
      ].join('\r\n'),
    ),
  },
  sessionize: {
    name: 'octopus.json',
    bytes: getBytes({
      sessions: seed.sessions.map((session) => ({
        id: session.guid,
        title: session.title,
        startsAt: start(session).slice(0, 19),
        endsAt: session.end?.slice(0, 19) ?? null,
        isServiceSession: false,
        roomId: session.room,
      })),
      rooms: seed.rooms.map(({ guid, name }) => ({ id: guid, name })),
      speakers: [],
    }),
  },
  indico: {
    name: 'octopus.json',
    bytes: getBytes({
      results: [
        {
          _type: 'Conference',
          title,
          timezone: timeZone,
          startDate: moment(`${startDate}T09:00:00`),
          endDate: moment(`${endDate}T18:00:00`),
          contributions: seed.sessions.map((session) => ({
            id: session.guid,
            title: session.title,
            startDate: moment(start(session)),
            endDate: moment(session.end),
            room: getRoom(session),
          })),
        },
      ],
    }),
  },
  'open-event': {
    name: 'octopus.zip',
    bytes: zipSync({
      'event.json': getBytes({
        name: title,
        timezone: timeZone,
        'starts-at': seed.sessions[0]?.start,
        'ends-at': seed.sessions.at(-1)?.start,
      }),
      'sessions.json': getBytes(
        seed.sessions.map((session) => ({
          id: session.guid,
          title: session.title,
          'starts-at': start(session),
          'ends-at': session.end,
          microlocation: { name: getRoom(session) },
        })),
      ),
    }),
  },
  csv: {
    name: 'octopus.csv',
    bytes: strToU8(
      [
        'guid;title;start;room',
        ...seed.sessions.map((session) =>
          [session.guid, `"${session.title.replaceAll('"', '""')}"`, start(session), getRoom(session)].join(
            ';',
          ),
        ),
      ].join('\n'),
    ),
  },
}

function getStored(store: TestStore) {
  const { sql, close } = openConnection(store.database)
  const found = readProgramme(sql, slug)
  close()
  if (!found) throw new Error('the conference is not there')
  return found
}

/** Creates a store with the bundled conference, to which a speaker, a track, a recording and files are added. */
async function createRichStore(): Promise<TestStore> {
  const store = createTempStore()
  const [first, ...others] = seed.sessions
  if (!first) throw new Error('the conference has no sessions')
  const rich = ConferenceBundle.parse({
    ...seed,
    conference: { ...seed.conference, revision: 5 },
    speakers: [{ guid: 'ada', name: 'Ada Lovelace', biography: 'Wrote the first program.' }],
    sessions: [
      { ...first, speakers: ['ada'], track: 'Law', recording: { licence: 'CC BY', optOut: false } },
      ...others,
    ],
  })
  const bytes = buildPack(
    rich,
    createSources().map((file) => ({ ...file, rooms: [], sessions: [] })),
    {
      publisher: 'Organiser',
      createdAt: '2016-11-01T08:00:00.000Z',
      key: readKey(makeKey()),
    },
  )
  unwrap(
    await store.request('import.file', {
      grant: getGrant(store, bytes),
      choice: { update: slug, missing: 'cancel' },
      trustKey: true,
    }),
  )
  return store
}

test('every third-party format is tested', () => {
  const own = ['rapporteur-json', 'rapporteur-pack']
  expect(Object.keys(files).sort()).toEqual(
    importers
      .map(({ id }) => id)
      .filter((id) => !own.includes(id))
      .sort(),
  )
})

const rows = seed.sessions.map(
  (session) => `${session.guid};"${session.title.replaceAll('"', '""')}";${start(session)}`,
)
const withoutRooms = { name: 'octopus.csv', bytes: strToU8(['guid;title;start', ...rows].join('\n')) }
const cases = [...Object.entries(files), ['csv without rooms', withoutRooms] as const]

describe.each(cases)('%s', (format, { name, bytes }) => {
  test('keeps what the format cannot express, as the preview shows', async () => {
    const store = await createRichStore()
    const before = getStored(store)
    const grant = randomUUID()
    const path = join(store.folder, name)
    writeFileSync(path, bytes)
    store.grants.add(grant, { path, mode: 'read' })
    const preview = unwrap(await store.request('import.preview', { grant, timeZone }))
    if (!preview || 'problem' in preview) throw new Error('the file was not read')
    const match = preview.matches.find((candidate) => candidate.slug === slug)
    expect(match?.changes.cancel).toMatchObject({
      speakers: { added: [], changed: [], removed: [] },
      keyMessages: { added: [], changed: [], removed: [] },
      directory: { added: [], changed: [], removed: [] },
      floorPlans: { added: [], changed: [], removed: [] },
      documents: { added: [], changed: [], removed: [] },
    })
    const fields = match?.changes.cancel.sessions.flatMap(({ fields }) => fields.map(({ field }) => field))
    expect(fields).toContain('start')
    expect(fields).not.toContain('room')
    const choice = { update: slug, missing: 'cancel' } as const
    unwrap(await store.request('import.apply', { grant, choice, trustKey: true }))

    const after = getStored(store)
    expect(after.keyMessages).toEqual(before.keyMessages)
    expect(after.directory).toEqual(before.directory)
    expect(after.files).toEqual(before.files)
    expect(after.rooms).toEqual(before.rooms)
    const { country, introduction, keyMessagesHeading, closing, revision } = before.conference
    expect(after.conference).toMatchObject({
      title,
      country,
      introduction,
      keyMessagesHeading,
      closing,
      revision,
    })
    const facts = ({ guid, label, title, room, languages, recording }: Session) => ({
      guid,
      label,
      title,
      room,
      languages,
      recording,
    })
    const byGuid = (a: { guid: string }, b: { guid: string }) => (a.guid < b.guid ? -1 : 1)
    // Only these formats have a field for the recording, which is empty in the file.
    const emptied = format === 'frab-xml' || format === 'frab-json' ? { recording: null } : {}
    expect(after.sessions.map(facts).sort(byGuid)).toEqual(
      before.sessions.map((session) => ({ ...facts(session), ...emptied })).sort(byGuid),
    )
    const moved = after.sessions.find(({ guid }) => guid === MOVED)
    expect(moved?.start).toBe('2016-11-16T13:35:00.000Z')
    // Formats without a list of people leave the speakers unchanged.
    if (format === 'icalendar' || format.startsWith('csv')) {
      expect(after.speakers).toEqual(before.speakers)
      expect(after.sessions.find(({ speakers }) => speakers.length > 0)?.track).toBe('Law')
    }
  })
})
