/** Two conferences on the same days with the same session numbers, or with the same lunch, do not update each other. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { createTempStore, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { apply, createReadGrant, getProgramme, previewFile } from '../testing/updates.ts'

type Talk = [id: string, title: string, more?: string]

const schedule = (about: string, room: string, talks: readonly Talk[]) =>
  `<schedule><conference>${about}<time_zone_name>Europe/Paris</time_zone_name></conference>
   <day date="2026-06-01"><room name="${room}">${talks
     .map(
       ([id, title, more = ''], index) =>
         `<event id="${id}"><start>${10 + index}:00</start><duration>00:30</duration><title>${title}</title>${more}</event>`,
     )
     .join('')}</room></day></schedule>`
const makeTitle = (acronym: string, title: string, more = '') =>
  `<title>${title}</title><acronym>${acronym}</acronym>${more}`
const numbered = (...titles: string[]): Talk[] => titles.map((title, index) => [`${index + 1}`, title])
const contributions = (id: string, title: string, titles: readonly string[]) => {
  const at = (time: string) => ({ date: '2026-06-01', time, tz: 'Europe/Zurich' })
  const url = `https://indico.example.org/event/${id}/`
  const list = titles.map((name, index) => ({
    _type: 'Contribution',
    id: `${index + 1}`,
    title: name,
    startDate: at(`${10 + index}:00:00`),
    duration: 30,
    room: 'A',
    url: `${url}contributions/${index + 1}/`,
  }))
  const event = { _type: 'Conference', id, title, url, timezone: 'Europe/Zurich', contributions: list }
  return JSON.stringify({
    results: [{ ...event, startDate: at('09:00:00'), endDate: at('18:00:00') }],
  })
}
const table = (...titles: string[]) =>
  [
    'Title,Date,Start,End',
    ...titles.map((title, index) => `${title},2026-06-01,${9 + index}:00,${9 + index}:45`),
  ].join('\n')
const sessionize = (...talks: Talk[]) =>
  JSON.stringify([
    {
      date: '2026-06-01T00:00:00',
      isDefault: true,
      rooms: [
        {
          id: 1,
          name: 'Main',
          hasOnlyPlenumSessions: false,
          sessions: talks.map(([id, title], index) => ({
            id,
            title,
            startsAt: `2026-06-01T${10 + index}:00:00`,
            endsAt: `2026-06-01T${10 + index}:30:00`,
            speakers: [],
            roomId: 1,
            room: 'Main',
          })),
        },
      ],
    },
  ])

const systems = ['Kernel', 'Compilers', 'Shells', 'Editors', 'Databases', 'Networks']
const law = ['Privacy', 'Evidence', 'Courts', 'Treaties', 'Extradition', 'Asylum', 'Appeals']
const commonTitles = ['Registration', 'Opening', 'Coffee break', 'Lunch', 'Closing']

type File = [name: string, content: string]
const zone = { timeZone: 'Europe/Paris' }

function put(store: TestStore, [name, content]: File): string {
  const path = join(store.folder, name)
  writeFileSync(path, content)
  return path
}
const runImport = async (store: TestStore, file: File) =>
  unwrap(await store.request('import.file', { grant: createReadGrant(store, put(store, file)), ...zone }))

test.each<[string, File, File]>([
  [
    'a schedule with the same session numbers',
    ['x1.xml', schedule(makeTitle('froscon', 'Free Software Days'), 'HS1', numbered(...systems))],
    ['x2.xml', schedule(makeTitle('jurcon', 'Jurists Congress'), 'Hemicycle', numbered(...law))],
  ],
  [
    'a schedule with the same numbers, times, room, and breaks',
    [
      'x1.xml',
      schedule(
        makeTitle('froscon', 'Free Software Days'),
        'A',
        numbered(...commonTitles, 'Kernel', 'Shells'),
      ),
    ],
    [
      'x2.xml',
      schedule(makeTitle('jurcon', 'Jurists Congress'), 'A', numbered(...commonTitles, 'Courts', 'Asylum')),
    ],
  ],
  [
    'an event of the same Indico, at the same times and in rooms of the same name',
    [
      'y1.json',
      contributions('41', 'Physics Week', [
        'Quarks',
        'Leptons',
        'Bosons',
        'Gluons',
        'Muons',
        'Pions',
        'Kaons',
      ]),
    ],
    ['y2.json', contributions('77', 'Law Day', law)],
  ],
  [
    'a table with the same breaks',
    ['alpha.csv', table(...commonTitles, 'Kernel', 'Shells', 'Editors')],
    ['beta.csv', table(...commonTitles, 'Courts', 'Treaties', 'Asylum', 'Appeals')],
  ],
  [
    'a short table with most of its titles from a longer one',
    ['long.csv', table(...systems, ...law)],
    ['short.csv', table('Kernel', 'Evidence', 'Welcome')],
  ],
])('%s: becomes a conference of its own', async (_, one, two) => {
  const store = createTempStore()
  const first = await runImport(store, one)
  const before = getProgramme(store, first.conference.slug)
  const shown = await previewFile(store, put(store, two), zone)
  expect(shown.suggested).toEqual({ update: null })
  const second = await runImport(store, two)
  expect(second.warnings.map(toEnglish).join('')).not.toContain('--update')
  expect(second.conference.slug).not.toBe(first.conference.slug)
  expect(getProgramme(store, first.conference.slug)).toEqual(before)
  // Each file finds its own conference.
  expect(await runImport(store, one)).toMatchObject({ conference: first.conference, update: null })
  const again = await previewFile(store, put(store, two), zone)
  expect(again).toMatchObject({ suggested: { update: second.conference.slug } })
})

test('a conference with the same numbers only is offered last, and updated if it is chosen', async () => {
  const store = createTempStore()
  const { conference } = await runImport(store, [
    'x1.xml',
    schedule(makeTitle('froscon', 'Free Software Days'), 'HS1', numbered(...systems)),
  ])
  const shown = await previewFile(
    store,
    put(store, ['x2.xml', schedule(makeTitle('jurcon', 'Jurists Congress'), 'HS1', numbered(...law))]),
    zone,
  )
  expect(shown.matches).toMatchObject([{ slug: conference.slug, shared: 6 }])
  const result = unwrap(await apply(store, shown.grant, { update: conference.slug, missing: 'cancel' }))
  expect(result).toMatchObject({
    conference: { slug: conference.slug },
    changes: { added: 1, changed: 6, cancelled: 0 },
  })
})

const person = '<persons><person id="7">Ada Lovelace</person></persons>'
const uuid = '6f9619ff-8b86-d011-b42d-00c04fc964f'

test.each<[string, File, File]>([
  [
    'with another name and acronym and revised titles',
    ['a.xml', schedule(makeTitle('fosdem-2025', 'FOSDEM 2025'), 'Janson', numbered(...systems))],
    [
      'b.xml',
      schedule(
        makeTitle('final', 'FOSDEM 2025 – final programme'),
        'Janson',
        numbered('The kernel', 'Compilers', 'Shells, again', 'EDITORS', 'Graphics', 'Sound'),
      ),
    ],
  ],
  [
    'in another language, by its speakers and times',
    ['a.xml', schedule(makeTitle('days', 'Days of law'), 'A', [['1', 'Courts', person]])],
    ['b.xml', schedule(makeTitle('jours', 'Journées du droit'), 'A', [['1', 'Tribunaux', person]])],
  ],
  [
    'with other names, by globally unique identifiers',
    [
      'a.xml',
      schedule(makeTitle('days', 'Days'), 'A', [
        [`${uuid}1`, 'Courts'],
        [`${uuid}2`, 'Law'],
      ]),
    ],
    [
      'b.xml',
      schedule(makeTitle('jours', 'Jours'), 'B', [
        [`${uuid}1`, 'Tribunaux'],
        [`${uuid}2`, 'Droit'],
      ]),
    ],
  ],
  [
    'with other names, by its address',
    [
      'a.xml',
      schedule(makeTitle('days', 'Days', '<url>https://days.example.org/</url>'), 'A', numbered(...law)),
    ],
    [
      'b.xml',
      schedule(
        makeTitle('jours', 'Jours', '<url>https://days.example.org/</url>'),
        'B',
        numbered('Vie', 'Preuve', 'Cour', 'Pacte'),
      ),
    ],
  ],
  [
    'in a table with another file name, by most of its titles',
    ['programme-v1.csv', table(...commonTitles, ...systems)],
    ['programme-final.csv', table(...commonTitles, ...systems.slice(1), 'Graphics')],
  ],
  [
    'in a small file with another name, by the sessions that it shares',
    ['e1.json', sessionize(['100', 'Keynote'], ['1', 'Lunch'], ['101', 'Talk A'], ['102', 'Talk B'])],
    [
      'e2.json',
      sessionize(['100', 'Keynote'], ['101', 'Talk A'], ['105', 'Added'], ['102', 'Talk B, revised']),
    ],
  ],
])('a conference is found %s', async (_, one, two) => {
  const store = createTempStore()
  const { conference } = await runImport(store, one)
  const shown = await previewFile(store, put(store, two), zone)
  expect(shown.suggested).toEqual({ update: conference.slug, missing: 'cancel' })
  expect((await runImport(store, two)).conference.slug).toBe(conference.slug)
})
