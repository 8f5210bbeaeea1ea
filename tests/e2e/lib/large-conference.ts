/**
 * A large fair in five tracks: many rooms with sessions from nine to six without breaks, some overlapping in a room, and one after
 * midnight. Each session has one or two speakers.
 */
import { Temporal } from 'temporal-polyfill'

const words =
  'evidence jurisdiction cyberspace cooperation запросы провайдеров взаимная правовая помощь Rechtshilfe'.split(
    ' ',
  )
const lengths = [30, 45, 60, 90]
const tracks = ['Evidence', 'Law', 'Networks', 'Victims', 'Training']

export function createLargeConference({ rooms, sessions }: { rooms: number; sessions: number }) {
  const days = ['2016-11-16', '2016-11-17', '2016-11-18']
  /** `minute`: counted from midnight. */
  const formatTime = (day: string, minute: number) =>
    Temporal.PlainDate.from(day)
      .toZonedDateTime('Europe/Paris')
      .add({ minutes: minute })
      .toString({ timeZoneName: 'never', smallestUnit: 'second' })
  const speakers = Math.ceil(sessions / 3)
  /** The minute at which each room is free, by day and room. */
  const nextFree = new Map<string, number>()
  const talks = Array.from({ length: sessions - 1 }, (_, index) => {
    const room = index % rooms
    const day = days[Math.floor(index / rooms) % days.length] as string
    const start = nextFree.get(`${day} ${room}`) ?? 9 * 60
    const length = lengths[(index * 7 + room) % lengths.length] as number
    // Every twentieth session overlaps with the next one in its room.
    nextFree.set(`${day} ${room}`, start + (index % 20 === 0 ? Math.floor(length / 2) : length))
    return {
      guid: `talk-${index}`,
      label: index % 3 === 0 ? `Talk ${index + 1}` : null,
      title: Array.from(
        { length: 4 + (index % 14) },
        (_, word) => words[(index * 3 + word * 5) % words.length],
      ).join(' '),
      kind: 'talk',
      start: formatTime(day, start),
      end: formatTime(day, start + length),
      day,
      room: `room-${room}`,
      languages: index % 2 === 0 ? ['en'] : ['en', 'ru'],
      track: tracks[index % tracks.length],
      speakers: [...new Set([index % speakers, (index * index) % speakers])].map(
        (number) => `speaker-${number}`,
      ),
    }
  })
  const party = {
    guid: 'party',
    title: 'After midnight, on the day before',
    kind: 'social',
    start: formatTime('2016-11-17', 30),
    end: formatTime('2016-11-17', 120),
    day: '2016-11-16',
    room: 'room-0',
    languages: [],
  }
  return {
    format: 'rapporteur-conference',
    formatVersion: 1,
    conference: {
      slug: 'large-2016',
      title: 'Large conference',
      revision: 1,
      timeZone: 'Europe/Paris',
      startDate: days[0],
      endDate: days[2],
    },
    rooms: Array.from({ length: rooms }, (_, index) => ({
      guid: `room-${index}`,
      name: `Hall ${index + 1}`,
    })),
    speakers: Array.from({ length: speakers }, (_, index) => ({
      guid: `speaker-${index}`,
      name: `${words[index % words.length]} Speaker ${index + 1}`,
    })),
    sessions: [...talks, party],
  } as const
}
