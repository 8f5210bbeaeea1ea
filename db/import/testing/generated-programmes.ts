/** Generates Rapporteur's own JSON, Sessionize, Indico, Open Event and tables. */
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { bundle } from '../../testing/bundles.ts'
import { anything, duration, mixInWrongTypes, time, toJson, word, zone } from './generated-words.ts'

/** A valid conference in which a few values are replaced by arbitrary ones. */
export const conference = fc
  .array(
    fc.tuple(
      fc.constantFrom('conference', 'rooms', 'speakers', 'sessions', 'keyMessages', 'directory'),
      fc.constantFrom(
        'title',
        'slug',
        'timeZone',
        'startDate',
        'guid',
        'start',
        'end',
        'day',
        'room',
        'speakers',
        'lead',
      ),
      fc.oneof(time, zone, word, anything),
    ),
    { maxLength: 3 },
  )
  .map((changes) => {
    const made = bundle()
    for (const [list, field, value] of changes) {
      const part = made[list]
      const target = Array.isArray(part) ? part[0] : part
      if (target) Reflect.set(target, field, value)
    }
    return toJson(made)
  })

const createFew = <T>(item: fc.Arbitrary<T>) => mixInWrongTypes(fc.array(item, { maxLength: 4 }))
const createPartial = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { requiredKeys: [] })
const flag = mixInWrongTypes(fc.boolean())

const sessionOfSessionize = createPartial({
  id: mixInWrongTypes(word),
  title: mixInWrongTypes(word),
  startsAt: mixInWrongTypes(time),
  endsAt: mixInWrongTypes(time),
  isServiceSession: flag,
  isPlenumSession: flag,
  roomId: mixInWrongTypes(fc.constantFrom(1, 2)),
  room: mixInWrongTypes(word),
  speakers: createFew(fc.oneof(word, fc.record({ id: word, name: word }))),
  categoryItems: createFew(fc.constantFrom(1, 2)),
  categories: createFew(fc.record({ name: word, categoryItems: createFew(fc.record({ name: word })) })),
  recordingUrl: mixInWrongTypes(word),
  status: fc.oneof(word, fc.constantFrom('Accepted', 'Waitlisted', 'Declined')),
})
/** The views All, Sessions and Grid. The first session determines the view. */
export const sessionize = fc
  .oneof(
    createPartial({
      sessions: createFew(sessionOfSessionize),
      speakers: createFew(
        createPartial({ id: word, fullName: mixInWrongTypes(word), bio: mixInWrongTypes(word) }),
      ),
      rooms: createFew(fc.record({ id: fc.constantFrom(1, 2), name: word })),
      categories: createFew(
        fc.record({ title: word, items: createFew(fc.record({ id: fc.constantFrom(1, 2), name: word })) }),
      ),
    }),
    fc.array(createPartial({ groupName: word, sessions: createFew(sessionOfSessionize) }), { maxLength: 3 }),
    fc.array(
      createPartial({
        date: time,
        rooms: createFew(
          createPartial({ name: mixInWrongTypes(word), sessions: createFew(sessionOfSessionize) }),
        ),
      }),
      { maxLength: 3 },
    ),
  )
  .map((file) => {
    const mark = { sessions: [], startsAt: '', roomId: 0 }
    return toJson(Array.isArray(file) ? [mark, ...file] : { ...mark, ...file })
  })

const momentOfIndico = mixInWrongTypes(
  createPartial({ date: mixInWrongTypes(time), time: mixInWrongTypes(time), tz: mixInWrongTypes(zone) }),
)
const itemOfIndico = createPartial({
  id: mixInWrongTypes(word),
  title: mixInWrongTypes(word),
  entryType: fc.constantFrom('Contribution', 'Break', 'Session'),
  startDate: momentOfIndico,
  endDate: momentOfIndico,
  room: mixInWrongTypes(word),
  track: mixInWrongTypes(word),
  speakers: createFew(createPartial({ first_name: word, last_name: word, name: word })),
  presenters: createFew(createPartial({ firstName: word, familyName: word })),
  folders: createFew(
    createPartial({ attachments: createFew(createPartial({ title: word, download_url: word, type: word })) }),
  ),
  url: mixInWrongTypes(fc.oneof(word, fc.constantFrom('/event/1/', '//', '/%'))),
  attachments: mixInWrongTypes(
    createPartial({ files: createFew(createPartial({ title: word, download_url: word })) }),
  ),
  subContributions: createFew(
    createPartial({
      title: mixInWrongTypes(word),
      duration: mixInWrongTypes(fc.nat(2_000)),
      speakers: createFew(createPartial({ fullName: word })),
      startDate: momentOfIndico,
    }),
  ),
})
export const indico = fc
  .oneof(
    fc
      .record({
        title: mixInWrongTypes(word),
        timezone: mixInWrongTypes(zone),
        startDate: momentOfIndico,
        endDate: momentOfIndico,
        contributions: createFew(itemOfIndico),
        sessions: createFew(
          createPartial({ title: word, startDate: momentOfIndico, contributions: createFew(itemOfIndico) }),
        ),
      })
      .map((event) => [event]),
    fc.dictionary(
      word,
      mixInWrongTypes(
        fc.dictionary(word, mixInWrongTypes(fc.dictionary(word, itemOfIndico, { maxKeys: 3 })), {
          maxKeys: 2,
        }),
      ),
      { maxKeys: 2 },
    ),
  )
  .map((results) => toJson({ _type: 'HTTPAPIResult', url: 'https://indico.example/export', results }))

const sessionOfOpenEvent = createPartial({
  id: mixInWrongTypes(word),
  title: mixInWrongTypes(word),
  'starts-at': mixInWrongTypes(time),
  end_time: mixInWrongTypes(time),
  state: fc.constantFrom('accepted', 'rejected', 'postponed', '', 'x'),
  track: mixInWrongTypes(fc.record({ name: word })),
  microlocation: mixInWrongTypes(fc.record({ name: word })),
  speakers: createFew(createPartial({ id: word, name: mixInWrongTypes(word) })),
  'slides-url': mixInWrongTypes(word),
})
export const openEvent = fc
  .record({
    event: mixInWrongTypes(
      createPartial({
        name: mixInWrongTypes(word),
        'starts-at': mixInWrongTypes(time),
        timezone: mixInWrongTypes(zone),
      }),
    ),
    sessions: createFew(sessionOfOpenEvent),
    speakers: createFew(createPartial({ id: word, long_biography: mixInWrongTypes(word) })),
    folder: fc.constantFrom('', 'export/', '../', '/', 'a/b/', 'a\\'),
    level: fc.constantFrom(0 as const, 6 as const),
  })
  .map(({ event, sessions, speakers, folder, level }) =>
    zipSync(
      {
        [`${folder}event.json`]: strToU8(toJson(event)),
        [`${folder}sessions`]: strToU8(toJson(sessions)),
        [`${folder}speakers.json`]: strToU8(toJson(speakers)),
        'images/logo.png': Uint8Array.of(1, 2, 3),
      },
      { level },
    ),
  )

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const cell = fc.oneof(
  word,
  word.map(quote),
  time,
  duration,
  fc.constantFrom('9h30', '2:30 PM', '31/05/2026', '"', '""x', '1,5 h', '9:00–10:30', 'Ann; Bo'),
)
/** A header that is usually recognised, and rows of any length. */
export const csv = fc
  .tuple(
    fc.constantFrom(';', ',', '\t'),
    fc.subarray(['Date', 'Début', 'Fin', 'Salle', 'Thème', 'Intervenants', 'Durée', 'URL', 'Fichier', 'x']),
    fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', 'sep=;\n', '\ufeff'),
  )
  .map(([delimiter, header, rows, end, before]) => {
    const lines = [['Titre', ...header], ...rows].map((row) => row.join(delimiter))
    return before + lines.join(end)
  })
