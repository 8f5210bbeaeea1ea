/** Each column of the programme is read, stored, found, compared, exported and redacted. A new column that misses a step fails here. */
import { describe, expect, test } from 'vitest'
import { anonymiseBundle } from './export/redaction/bundle.ts'
import { ConferenceBundle, ConferenceSlug } from './model.ts'
import type { NotesBundle } from './sharing/bundle.ts'
import { bundle, getBytes, importFile } from './testing/bundles.ts'
import { parseWithEnglishWarnings } from './testing/parse-with-english-warnings.ts'
import { categoryColumns } from './testing/sessions.ts'
import { createTempStore, unwrap } from './testing/temp-store.ts'

const conference = ConferenceSlug.parse('testing-days')
/** Columns that every session has, so they are found by a filter instead of the search. */
const unsearched = new Set(['type'])
const withFirst = (more: object) => bundle((made) => Object.assign(made.sessions[0] ?? {}, more))

describe.each(categoryColumns)('the column “%s”', (column) => {
  test.each([
    [
      'frab.xml',
      `<schedule><conference><title>A</title><time_zone_name>Europe/Paris</time_zone_name></conference>
       <day index="1" date="2026-05-04"><room name="Hall"><event id="1"><date>2026-05-04T09:30:00+02:00</date>
       <title>Opening</title><duration>00:30</duration><${column}>Word</${column}></event></room></day></schedule>`,
    ],
    [
      'frab.json',
      JSON.stringify({
        schedule: {
          conference: {
            title: 'A',
            time_zone_name: 'Europe/Paris',
            days: [
              {
                date: '2026-05-04',
                rooms: {
                  Hall: [
                    {
                      id: 1,
                      date: '2026-05-04T09:30:00+02:00',
                      title: 'Opening',
                      duration: '00:30',
                      [column]: 'Word',
                    },
                  ],
                },
              },
            ],
          },
        },
      }),
    ],
    ['table.csv', `Title,Start,${column}\nOpening,2026-05-04 09:30,Word\n`],
  ])('is read from %s, and not reported as missing from the format', (name, content) => {
    const { bundle: read, missing } = parseWithEnglishWarnings(getBytes(content), name, {
      timeZone: 'Europe/Paris',
    })
    expect(read.sessions[0]).toMatchObject({ title: 'Opening', [column]: 'Word' })
    expect(missing.sessions).not.toContain(column)
  })

  test('is stored, and searched unless it has a filter instead', async () => {
    const store = createTempStore()
    unwrap(await importFile(store, withFirst({ [column]: 'Zanzibar' })))
    const [first] = unwrap(store.call('sessions.list', { conference }))
    expect(first).toMatchObject({ [column]: 'Zanzibar' })
    const hits = unwrap(store.call('search.query', { conference, text: 'zanzi', limit: 9 }))
    expect(hits).toHaveLength(unsearched.has(column) ? 0 : 1)
  })

  test('is compared, and an update reports its change', async () => {
    const store = createTempStore()
    unwrap(await importFile(store, withFirst({ [column]: 'Word' })))
    unwrap(await importFile(store, withFirst({ [column]: 'Other' })))
    const [update] = unwrap(store.call('updates.list', { conference }))
    if (!update) throw new Error('the second file changed the programme')
    const { changes } = unwrap(store.call('updates.get', { conference, id: update.id }))
    expect(changes.sessions.flatMap(({ fields }) => fields)).toEqual([
      { field: column, from: ['Word'], to: ['Other'] },
    ])
  })

  test('is redacted', () => {
    const programme = ConferenceBundle.parse(withFirst({ [column]: 'Ada’s' }))
    const shared = { programme, conference: { slug: conference, title: '' } }
    const lists = { people: [], notes: [], stars: [], contacts: [], pictures: [] }
    const { programme: nameless } = anonymiseBundle(
      { ...shared, ...lists } as unknown as NotesBundle,
      { anonymiseText: (value) => value.replaceAll('Ada', 'A.'), anonymiseAddress: (url) => url },
      new Map(),
      [],
    )
    expect(nameless?.sessions[0]).toMatchObject({ [column]: 'A.’s' })
  })
})
