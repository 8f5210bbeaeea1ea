import { expect, test } from 'vitest'
import { bytesOf } from '../testing/bundles.ts'
import { parseInWords as parseFile } from '../testing/in-words.ts'
import { parseReal } from '../testing/real-files.ts'

test('an event with its contributions: instants in UTC, shown in the event’s zone', () => {
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
const read = (results: unknown) => parseFile(bytesOf({ results }), 'meeting.json')

test('a timetable: what stands in a session is of its track, a break is a break', () => {
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

test('several events at once, or none, are refused', () => {
  const event = { _type: 'Conference', title: 'A', startDate: at('09:00:00') }
  expect(() => read([event, event])).toThrow(/holds 2 events/)
  expect(() => parseFile(bytesOf('{"_type":"HTTPAPIResult","results":[]}'), 'a.json')).toThrow(
    /neither an event/,
  )
})

test.each([
  [{ date: '2026-02-30', time: '09:00:00', tz: 'Europe/Zurich' }, '2026-02-30T09:00:00'],
  [{ date: '2026-05-04', time: '99:99:99', tz: 'Europe/Zurich' }, '2026-05-04T99:99:99'],
  [{ date: '9999-05-04', time: '09:00:00', tz: 'Europe/Zurich' }, '9999-05-04T09:00:00+02:00'],
  // Of another time's form: it is not to be taken for an offset.
  [{ date: '2026-05-04', time: '+01:00' }, '2026-05-04T+01:00'],
  ['tomorrow', 'tomorrow'],
])('%j is no date, and is told as it is written', (startDate, text) => {
  const meeting = (...starts: unknown[]) => [
    {
      _type: 'Conference',
      title: 'Committee',
      timezone: 'Europe/Zurich',
      contributions: starts.map((startDate, index) => ({ friendly_id: index, title: 'T', startDate })),
    },
  ]
  expect(() => read(meeting(startDate))).toThrow(
    `results[0].contributions[0]: “${text}” is no date that a conference can have, and no other session of the file has one.`,
  )
  expect(read(meeting(at('09:00:00'), startDate)).warnings).toContain(
    `Its date could not be understood: it was left out (1): “T” (results[0].contributions[1]): “${text}”.`,
  )
})

test('an end that is none is told as it is written', () => {
  const event = { _type: 'Conference', title: 'A', startDate: at('09:00:00'), endDate: at('24:30:00') }
  expect(read([event]).warnings).toContain(
    'Its end could not be understood: no end is shown (1): “A” (results[0]): “2026-05-04T24:30:00”.',
  )
})
