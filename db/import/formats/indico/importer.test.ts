import { describe, expect, test } from 'vitest'
import { testWithRealFiles } from '../../../../tests/real-files.ts'
import { getBytes } from '../../../testing/bundles.ts'
import { parseFixture } from '../../../testing/fixtures.ts'
import { parseWithEnglishWarnings as parseFile } from '../../../testing/parse-with-english-warnings.ts'
import { parseReal } from '../../../testing/real-files.ts'

test('an event with its contributions, in a fixture: instants in UTC, shown in the event’s zone', () => {
  const { bundle, warnings, zone } = parseFixture('json-other/indico.json')
  expect(warnings).toEqual([])
  expect(zone).toBe('file')
  expect(bundle.conference).toMatchObject({
    title: 'Windmill Developers 2033',
    timeZone: 'Europe/Warsaw',
    startDate: '2033-09-15',
    endDate: '2033-09-17',
  })
  expect(bundle.sessions).toMatchObject([
    {
      guid: '12',
      title: 'Bearings for everyone',
      start: '2033-09-17T16:10:00+02:00',
      end: '2033-09-17T16:30:00+02:00',
      links: [{ kind: 'page', url: 'https://indico.windmill.example/event/1/contributions/12/' }],
    },
    { title: 'Grease' },
  ])
  expect(bundle.speakers.map(({ name }) => name)).toEqual(['Sanna Lind'])
})

testWithRealFiles('an event with its contributions: instants in UTC, shown in the event’s zone', () => {
  const { bundle, warnings, zone } = parseReal('json-other/indico/voctosched-indico.json')
  expect(warnings).toEqual([])
  expect(zone).toBe('file')
  expect(bundle.conference).toMatchObject({
    title: 'X.Org Developer Conference 2021',
    timeZone: 'Europe/Warsaw',
    startDate: '2021-09-15',
    endDate: '2021-09-17',
  })
  expect(bundle.sessions).toHaveLength(37)
  expect(bundle.sessions[0]).toMatchObject({
    guid: '12',
    title: 'Making bare-metal testing accessible to every developer',
    start: '2021-09-17T16:10:00+02:00',
    end: '2021-09-17T16:30:00+02:00',
    links: [{ kind: 'page', url: 'https://indico.freedesktop.org/event/1/contributions/26/' }],
  })
  expect(bundle.speakers.map(({ name }) => name)).toContain('Martin Peres')
})

const at = (time: string) => ({ date: '2026-05-04', time, tz: 'Europe/Zurich' })
const read = (results: unknown) => parseFile(getBytes({ results }), 'meeting.json')

test('a timetable: entries of a session get its track, and a break is a break', () => {
  const { bundle } = read({
    '77': {
      '20260504': {
        c1: {
          entryType: 'Contribution',
          id: 'c1',
          title: 'Welcome',
          startDate: at('09:00:00'),
          endDate: at('09:30:00'),
        },
        s2: {
          entryType: 'Session',
          title: 'Evidence',
          room: 'Hall',
          startDate: at('09:30:00'),
          endDate: at('12:00:00'),
          entries: {
            c3: {
              entryType: 'Contribution',
              id: 'c3',
              title: 'In the cloud',
              startDate: at('09:30:00'),
              endDate: at('10:30:00'),
              presenters: [{ firstName: 'Ada', familyName: 'Lovelace' }],
              folders: [
                {
                  attachments: [{ title: 'Slides', type: 'file', download_url: 'https://example.org/a.pdf' }],
                },
              ],
            },
            b4: {
              entryType: 'Break',
              id: 'b4',
              title: 'Coffee',
              startDate: at('10:30:00'),
              endDate: at('11:00:00'),
            },
          },
        },
      },
    },
  })
  expect(bundle.conference).toMatchObject({ title: 'meeting', timeZone: 'Europe/Zurich' })
  expect(bundle.sessions).toMatchObject([
    { title: 'Welcome', start: '2026-05-04T09:00:00+02:00', track: null, room: null },
    {
      title: 'In the cloud',
      track: 'Evidence',
      room: 'Hall',
      links: [{ kind: 'attachment', title: 'Slides' }],
    },
    { title: 'Coffee', kind: 'social', end: '2026-05-04T11:00:00+02:00' },
  ])
  expect(bundle.speakers).toMatchObject([{ name: 'Ada Lovelace' }])
})

test('a meeting without contributions is one session', () => {
  const event = {
    _type: 'Conference',
    id: '5',
    title: 'Committee',
    timezone: 'Europe/Zurich',
    startDate: at('09:00:00'),
    endDate: at('17:00:00'),
  }
  expect(read([event]).bundle.sessions).toMatchObject([
    { title: 'Committee', end: '2026-05-04T17:00:00+02:00' },
  ])
})

test('a file with several events, or none, is refused', () => {
  const event = { _type: 'Conference', title: 'A', startDate: at('09:00:00') }
  expect(() => read([event, event])).toThrow(/holds 2 events/)
  expect(() => parseFile(getBytes('{"_type":"HTTPAPIResult","results":[]}'), 'a.json')).toThrow(
    /neither an event/,
  )
})

test.each([
  [{ date: '2026-02-30', time: '09:00:00', tz: 'Europe/Zurich' }, '2026-02-30T09:00:00'],
  [{ date: '2026-05-04', time: '99:99:99', tz: 'Europe/Zurich' }, '2026-05-04T99:99:99'],
  [{ date: '9999-05-04', time: '09:00:00', tz: 'Europe/Zurich' }, '9999-05-04T09:00:00+02:00'],
  // A time in another form, not to be mistaken for an offset.
  [{ date: '2026-05-04', time: '+01:00' }, '2026-05-04T+01:00'],
  ['tomorrow', 'tomorrow'],
])('%j is not a date and is quoted as written', (startDate, text) => {
  const meeting = (...starts: unknown[]) => [
    {
      _type: 'Conference',
      title: 'Committee',
      timezone: 'Europe/Zurich',
      contributions: starts.map((startDate, index) => ({ friendly_id: index, title: 'T', startDate })),
    },
  ]
  expect(() => read(meeting(startDate))).toThrow(
    `results[0].contributions[0]: “${text}” is not a possible date for a conference, and no other session of the file has one.`,
  )
  expect(read(meeting(at('09:00:00'), startDate)).warnings).toContain(
    `The date could not be understood: the session was left out (1): “T” (results[0].contributions[1]): “${text}”.`,
  )
})

test('an invalid end is quoted as written', () => {
  const event = { _type: 'Conference', title: 'A', startDate: at('09:00:00'), endDate: at('24:30:00') }
  expect(read([event]).warnings).toContain(
    'The end could not be understood: no end is shown (1): “A” (results[0]): “2026-05-04T24:30:00”.',
  )
})

// Indico exports subcontributions with `detail=subcontributions` or `detail=sessions`. They have a duration but no time.
const people = (...names: string[]) =>
  names.map((fullName) => ({ _type: 'SubContribParticipation', fullName }))
const parts = [
  {
    _type: 'SubContribution',
    title: 'Status of <the detector> & more',
    duration: 20,
    speakers: people('Ada Lovelace', 'Grace Hopper'),
  },
  {
    _type: 'SubContribution',
    title: 'Outlook',
    duration: 0,
    speakers: [],
    folders: [
      { attachments: [{ title: 'Slides', type: 'file', download_url: 'https://example.org/o.pdf' }] },
    ],
  },
]
const contribution = (more: object) => ({
  _type: 'Contribution',
  friendly_id: 7,
  title: 'Reports',
  description: '<p>Short <b>reports</b>.</p>',
  startDate: at('09:00:00'),
  endDate: at('10:00:00'),
  ...more,
})
const meeting = (contributions: object[], more: object = {}) => [
  { _type: 'Conference', title: 'Committee', timezone: 'Europe/Zurich', contributions, ...more },
]

test('subcontributions are described in their contribution, with speakers and attachments', () => {
  const { bundle, warnings } = read(
    meeting([contribution({ subContributions: parts, speakers: people('Grace Hopper') })]),
  )
  expect(bundle.sessions).toMatchObject([
    {
      guid: '7',
      description:
        'Short reports.\n\n• Status of <the detector> & more (20 min): Ada Lovelace, Grace Hopper\n• Outlook',
      links: [{ kind: 'attachment', title: 'Outlook: Slides', url: 'https://example.org/o.pdf' }],
    },
  ])
  expect(bundle.speakers.map(({ name }) => name)).toEqual(['Grace Hopper', 'Ada Lovelace'])
  expect(bundle.sessions[0]?.speakers).toHaveLength(2)
  expect(warnings).toEqual([])
})

test('a subcontribution with its own time is a session', () => {
  const timed = { ...parts[0], friendly_id: 8, startDate: at('09:20:00'), endDate: at('09:40:00') }
  const { bundle } = read(meeting([contribution({ subContributions: [timed, parts[1]] })]))
  expect(bundle.sessions).toMatchObject([
    { title: 'Reports', description: 'Short reports.\n\n• Outlook' },
    { title: 'Status of <the detector> & more', start: '2026-05-04T09:20:00+02:00', track: 'Reports' },
  ])
})

test('a block without contributions becomes one session', () => {
  const block = {
    ...contribution({ title: 'Evidence: Morning' }),
    session: { _type: 'Session', title: 'Evidence' },
  }
  expect(read(meeting([], { sessions: [block] })).bundle.sessions).toMatchObject([{ track: 'Evidence' }])
})

test('addresses without a host are relative to the site of the event or of the export', () => {
  // The form in which timetables write them.
  const entry = {
    ...contribution({ url: '/event/77/contributions/26/' }),
    attachments: {
      files: [{ title: 'Agenda', download_url: '/event/77/contributions/26/attachments/1/1/agenda.pdf' }],
      folders: [{ attachments: [{ title: 'Slides', download_url: 'https://example.org/s.pdf' }] }],
    },
  }
  const timetable = { '77': { '20260504': { c1: entry } } }
  const readLinks = (file: object) => {
    const { bundle, warnings } = parseFile(getBytes(file), 'a.json')
    return { links: bundle.sessions[0]?.links.map(({ title, url }) => [title, url]), warnings }
  }
  const resolved = [
    ['', 'https://indico.example/event/77/contributions/26/'],
    ['Agenda', 'https://indico.example/event/77/contributions/26/attachments/1/1/agenda.pdf'],
    ['Slides', 'https://example.org/s.pdf'],
  ]
  const url = 'https://indico.example/export/timetable/77.json?pretty=yes'
  expect(readLinks({ url, results: timetable }).links).toEqual(resolved)
  expect(readLinks({ results: meeting([entry], { url: 'https://indico.example/event/77/' }) }).links).toEqual(
    resolved,
  )
  const withoutSite = readLinks({ results: timetable })
  expect(withoutSite.links).toEqual([
    ['Agenda', null],
    ['Slides', 'https://example.org/s.pdf'],
  ])
  expect(withoutSite.warnings).toContainEqual(
    expect.stringMatching(/has no address that can be opened.*“Reports”.*“\/event\/77\/contributions\/26\/”/),
  )
})

test('a time that a clock change repeats is reported', () => {
  const startDate = { date: '2026-10-25', time: '02:30:00', tz: 'Europe/Zurich' }
  expect(read(meeting([contribution({ startDate, endDate: undefined })])).warnings).toContainEqual(
    expect.stringMatching(/The clocks go back.*“Reports”.*: 2026-10-25 02:30 → 02:30\+02:00\.$/),
  )
})

describe('the convener of a session', () => {
  const carl = { firstName: 'Carl', familyName: 'Chair' }
  const ann = { firstName: 'Ann', familyName: 'Lee' }
  const talk = { title: 'Higgs', startDate: at('09:00:00'), endDate: at('09:30:00') }
  const block = { title: 'Plenary', conveners: [carl], startDate: at('09:00:00'), endDate: at('12:00:00') }
  const timetable = (entries: object) =>
    read({ '77': { '20260504': { s1: { entryType: 'Session', ...block, entries } } } })
  const convenerWarning =
    'The session is replaced by its contributions; its convener speaks in none of them and was left out (1): “Plenary” '
  const listConvenerWarnings = ({ warnings }: ReturnType<typeof read>) =>
    warnings.filter((warning) => warning.startsWith('The session is replaced by its contributions'))

  test('is reported as left out if contributions replace the session', () => {
    expect(listConvenerWarnings(timetable({ c1: { ...talk, presenters: [ann] } }))).toEqual([
      `${convenerWarning}(results.20260504.s1): Carl Chair.`,
    ])
    const inEvent = { ...block, contributions: [{ ...talk, speakers: [ann] }] }
    expect(listConvenerWarnings(read([{ title: 'Meeting', sessions: [inEvent] }]))).toEqual([
      `${convenerWarning}(results[0].sessions[0]): Carl Chair.`,
    ])
  })

  test('is not reported if they speak in a contribution', () => {
    expect(listConvenerWarnings(timetable({ c1: { ...talk, presenters: [carl] } }))).toEqual([])
  })

  test('is a speaker of a session without contributions', () => {
    const plain = timetable({})
    expect(plain.bundle.speakers).toMatchObject([{ name: 'Carl Chair' }])
    expect(plain.bundle.sessions[0]?.speakers).toHaveLength(1)
    expect(listConvenerWarnings(plain)).toEqual([])
  })
})
