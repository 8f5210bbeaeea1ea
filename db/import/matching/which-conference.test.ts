/** Which conference a file updates, which data is kept, and the questions that the delegate must answer before the file can be read. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toEnglish } from '../../../core/i18n/english-messages.ts'
import { testWithRealFiles } from '../../../tests/real-files.ts'
import { ConferenceSlug } from '../../model.ts'
import { type BundleInput, bundle, getBytes, importFile, session } from '../../testing/bundles.ts'
import { getFixturePath } from '../../testing/fixtures.ts'
import { getRealPath } from '../../testing/real-files.ts'
import { createTempStore, toGuid, unwrap, unwrapError } from '../../testing/temp-store.ts'
import { writeScheduleXml } from '../testing/small-schedules.ts'
import {
  addNote,
  apply,
  createReadGrant,
  getProgramme,
  importRealFile,
  makeNewer,
  preview,
  previewFile,
  slug,
} from '../testing/updates.ts'

test('two selections of one event with the same acronym become two conferences, each updated by its own files', async () => {
  const store = createTempStore()
  const runImport = async (name: string) =>
    unwrap(
      await store.request('import.file', {
        grant: createReadGrant(store, getFixturePath(`frab-xml/${name}.xml`)),
      }),
    )
  await runImport('harbour-rota')
  const shown = await previewFile(store, getFixturePath('frab-xml/harbour.xml'))
  expect(shown.matches).toMatchObject([{ slug: 'harbour33', sessions: 6, leftOut: 6, shared: 0 }])
  expect(shown.suggested).toEqual({ update: null })
  const own = unwrap(await apply(store, shown.grant, shown.suggested))
  expect(own.conference.slug).not.toBe('harbour33')
  expect(own).toMatchObject({ changes: { added: 31, changed: 0, cancelled: 0 } })
  const rota = ConferenceSlug.parse('harbour33')
  expect(getProgramme(store, rota)?.sessions.every(({ status }) => status === 'confirmed')).toBe(true)
  // From now on, each file finds its own conference.
  expect(await runImport('harbour')).toMatchObject({
    conference: { slug: own.conference.slug },
    update: null,
  })
  expect(await runImport('harbour-rota')).toMatchObject({ conference: { slug: 'harbour33' }, update: null })
})

test('without a preview, a second selection becomes a conference of its own and a partial file cancels nothing; warnings name the options', async () => {
  const store = createTempStore()
  const runImport = async (name: string, choice?: { update: ConferenceSlug; missing: 'cancel' }) => {
    const grant = createReadGrant(store, getFixturePath(`frab-xml/${name}.xml`))
    return unwrap(await store.request('import.file', { grant, ...(choice ? { choice } : {}) }))
  }
  await runImport('harbour')
  const rota = await runImport('harbour-rota')
  expect(rota.conference.slug).not.toBe('harbour33')
  expect(rota.warnings.map(toEnglish)[0]).toMatch(/no session in common.*--update harbour33/)
  const part = await runImport('harbour-part')
  expect(part.changes.cancelled).toBe(0)
  expect(part.warnings.map(toEnglish)[0]).toMatch(/leaves out 21 of the 31 sessions.*--cancel-missing/)
  const slug = ConferenceSlug.parse('harbour33')
  const cancelled = await runImport('harbour-part', { update: slug, missing: 'cancel' })
  expect(cancelled.changes.cancelled).toBe(21)
  unwrap(store.call('updates.undo', { conference: slug, id: cancelled.update ?? 0 }))
  expect(getProgramme(store, slug)?.sessions.every(({ status }) => status === 'confirmed')).toBe(true)
})

testWithRealFiles(
  'two selections of one event under one acronym become two conferences, and each is updated by its own files',
  async () => {
    const store = createTempStore()
    unwrap(await importRealFile(store, 'frab-xml/39c3-block.xml'))
    const shown = await previewFile(store, getRealPath('frab-xml/39c3-everything.xml'))
    expect(shown.matches).toMatchObject([{ slug: '39c3', sessions: 180, leftOut: 180, shared: 0 }])
    expect(shown.suggested).toEqual({ update: null })
    const own = unwrap(await apply(store, shown.grant, shown.suggested))
    expect(own.conference.slug).not.toBe('39c3')
    expect(own).toMatchObject({ changes: { added: 894, changed: 0, cancelled: 0 } })
    const block = ConferenceSlug.parse('39c3')
    expect(getProgramme(store, block)?.sessions.every(({ status }) => status === 'confirmed')).toBe(true)
    // From now on, each file finds its own conference.
    for (const [path, expected] of [
      ['frab-xml/39c3-everything.xml', own.conference.slug],
      ['frab-xml/39c3-block.xml', '39c3'],
    ] as const) {
      const again = unwrap(await importRealFile(store, path))
      expect(again).toMatchObject({ conference: { slug: expected }, update: null })
    }
  },
)

testWithRealFiles(
  'without a preview, a second selection becomes a conference of its own, with a warning that names the option',
  async () => {
    const store = createTempStore()
    unwrap(await importRealFile(store, 'frab-xml/39c3-everything.xml'))
    const block = unwrap(await importRealFile(store, 'frab-xml/39c3-block.xml'))
    expect(block.conference.slug).toBe('39c3-saal-blockschichten-2025')
    expect(block.warnings.map(toEnglish)[0]).toMatch(/no session in common.*--update 39c3/)
    // The file is a part of the programme, so it updates that part and cancels nothing.
    const part = unwrap(await importRealFile(store, 'frab-xml/39c3-20251206.xml'))
    expect(part.changes.cancelled).toBe(0)
    expect(part.warnings.map(toEnglish)[0]).toMatch(/leaves out 683 of the 894 sessions.*--cancel-missing/)
    // With an explicit choice the missing sessions are cancelled.
    const slug = ConferenceSlug.parse('39c3')
    const cancelled = unwrap(
      await importRealFile(store, 'frab-xml/39c3-20251206.xml', { update: slug, missing: 'cancel' }),
    )
    expect(cancelled.changes.cancelled).toBe(683)
    unwrap(store.call('updates.undo', { conference: slug, id: cancelled.update ?? 0 }))
    expect(getProgramme(store, slug)?.sessions.filter(({ status }) => status === 'cancelled')).toMatchObject([
      { title: expect.stringMatching(/^CANCELLED! /) },
    ])
  },
)

test('a merged file keeps the rooms, speakers, key messages and days that it lacks', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  const shown = await preview(
    store,
    makeNewer((b) => {
      b.conference.startDate = '2026-05-05'
      b.rooms = [{ guid: toGuid('annex'), name: 'Annex' }]
      b.speakers = []
      b.keyMessages = []
      b.directory = []
      b.sessions = [
        session('more', {
          room: 'annex',
          start: '2026-05-05T10:00:00+02:00',
          end: null,
          day: '2026-05-05',
        }),
      ]
    }),
  )
  const choice = { update: slug, missing: 'keep' } as const
  const result = unwrap(await apply(store, shown.grant, choice))
  expect(result.changes).toEqual({ added: 1, changed: 0, cancelled: 0 })
  // The result is the same as in the preview: the first day and the key messages stay.
  expect(shown.matches[0]?.changes.cancel.facts).toMatchObject([{ field: 'startDate' }])
  const done = unwrap(store.call('updates.get', { conference: slug, id: result.update ?? 0 })).changes
  expect(shown.matches[0]?.changes.keep).toEqual(done)
  expect(done).toMatchObject({ sessions: [{ guid: 'more' }], facts: [], keyMessages: { removed: [] } })
  const merged = getProgramme(store)
  expect(merged?.conference).toMatchObject({ startDate: '2026-05-04', endDate: '2026-05-06' })
  expect(merged?.rooms.map(({ guid }) => guid)).toEqual(['annex', 'hall'])
  expect(merged?.speakers).toHaveLength(1)
  expect(merged?.keyMessages).toHaveLength(1)
  expect(merged?.sessions.every(({ status }) => status === 'confirmed')).toBe(true)
})

test('a renamed calendar is still found by its sessions', async () => {
  const store = createTempStore()
  const talks = ['a', 'b', 'c', 'd', 'e', 'f'].map((guid) => session(guid))
  unwrap(
    await importFile(
      store,
      bundle((b) => b.sessions.push(...talks)),
    ),
  )
  const shown = await preview(
    store,
    bundle((b) => {
      b.conference.slug = ConferenceSlug.parse('days-of-testing')
      b.conference.title = 'Days of testing'
      b.sessions.push(...talks)
    }),
  )
  expect(shown.suggested).toEqual({ update: slug, missing: 'cancel' })
  expect(shown.matches[0]?.changes.cancel).toMatchObject({ sessions: [], facts: [{ field: 'title' }] })
  const result = unwrap(await apply(store, shown.grant, shown.suggested))
  expect(result.conference.slug).toBe(slug)
  expect(unwrap(store.call('conferences.list', {}))).toHaveLength(2)
})

test('importing the file of a removed conference restores it, even if the file is unchanged', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, bundle()))
  addNote(store, 'opening')
  unwrap(store.call('conferences.remove', { conference: slug, own: 'keep' }))
  const shown = await preview(store, bundle())
  expect(shown.matches).toMatchObject([{ slug, removed: true, state: 'same' }])
  const back = unwrap(await apply(store, shown.grant, shown.suggested))
  expect(back).toMatchObject({ cameBack: true, update: null })
  expect(unwrap(store.call('notes.list', { conference: slug }))).toHaveLength(1)
  const again = await preview(store, bundle())
  expect(unwrap(await apply(store, again.grant, again.suggested)).cameBack).toBe(false)
})

testWithRealFiles(
  'a preview says that the file names no zone, and the file is read again in the zone that is chosen',
  async () => {
    const store = createTempStore()
    const path = getRealPath('frab-xml/camp2011.xml')
    const shown = await previewFile(store, path, { zoneIfUnknown: 'Asia/Tokyo' })
    expect(shown).toMatchObject({ zone: 'assumed', conference: { timeZone: 'Asia/Tokyo' } })
    const again = unwrap(
      await store.request('import.preview', { grant: shown.grant, timeZone: 'Europe/Berlin' }),
    )
    expect(again).toMatchObject({ zone: 'asked', conference: { timeZone: 'Europe/Berlin' } })
    unwrap(await apply(store, shown.grant, { update: null }))
    const [conference] = unwrap(store.call('conferences.list', {})).filter(
      ({ slug }) => slug !== 'octopus-2016',
    )
    expect(conference?.timeZone).toBe('Europe/Berlin')
  },
)

test.each([
  ['gives its times only in UTC', 'ics/utc-alone.ics', 'America/New_York', 'UTC', 'offset', 'shown'],
  ['gives only one offset', 'frab-xml/only-offset.xml', 'Europe/Berlin', 'Etc/GMT-1', 'offset', 'shown'],
  ['names no zone', 'frab-xml/night.xml', 'Europe/Berlin', 'Asia/Tokyo', 'assumed', 'asked'],
] as const)(
  'a file that %s is read again in the chosen zone, and changes nothing',
  async (_, file, chosenZone, zoneWithoutChoice, originWithoutChoice, originOfChoice) => {
    const store = createTempStore()
    const path = getFixturePath(file)
    const zoneIfUnknown = 'Asia/Tokyo'
    const first = await previewFile(store, path, { zoneIfUnknown })
    expect(first).toMatchObject({ zone: originWithoutChoice, conference: { timeZone: zoneWithoutChoice } })
    const chosen = unwrap(await store.request('import.preview', { grant: first.grant, timeZone: chosenZone }))
    expect(chosen).toMatchObject({ zone: originOfChoice, conference: { timeZone: chosenZone } })
    const { conference } = unwrap(await apply(store, first.grant, { update: null }))
    const before = getProgramme(store, conference.slug)

    const again = await previewFile(store, path, { zoneIfUnknown })
    expect(again).toMatchObject({
      zone: originOfChoice,
      conference: { timeZone: chosenZone },
      matches: [{ state: 'same' }],
    })
    // The same happens without a preview.
    const grant = createReadGrant(store, path)
    expect(unwrap(await store.request('import.file', { grant, zoneIfUnknown })).update).toBeNull()
    expect(getProgramme(store, conference.slug)).toEqual(before)
    // Another zone, or a second conference, needs an explicit choice.
    const other = unwrap(
      await store.request('import.preview', { grant: again.grant, timeZone: 'Europe/London' }),
    )
    expect(other).toMatchObject({ conference: { timeZone: 'Europe/London' }, matches: [{ state: 'newer' }] })
    const own = unwrap(
      await store.request('import.file', {
        grant: createReadGrant(store, path),
        zoneIfUnknown,
        choice: { update: null },
      }),
    )
    expect(getProgramme(store, own.conference.slug)?.conference.timeZone).toBe(zoneWithoutChoice)
  },
)

test.each([
  [
    'an empty programme',
    'early.xml',
    '<schedule><conference><title>Early 2026</title></conference><day date="2026-05-04"><room name="A"/></day></schedule>',
  ],
  [
    'whole days',
    'early.ics',
    'BEGIN:VCALENDAR\r\nX-WR-CALNAME:Early 2026\r\nBEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Day\r\nDTSTART;VALUE=DATE:20260504\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  ],
])(
  'after an import of %s, for which no zone was asked, an update with times asks for the zone',
  async (_, name, first) => {
    const store = createTempStore()
    const file = (name: string, content: string) => {
      const path = join(store.folder, name)
      writeFileSync(path, content)
      return path
    }
    const early = unwrap(
      await store.request('import.file', { grant: createReadGrant(store, file(name, first)) }),
    )
    expect(getProgramme(store, early.conference.slug)?.conference.timeZone).toBe('UTC')
    const full = file(
      'full.xml',
      writeScheduleXml('<event id="1"><title>T</title><start>10:00</start></event>', '').replace(
        'Tiny',
        'Early',
      ),
    )
    expect(
      unwrapError(await store.request('import.file', { grant: createReadGrant(store, full) })).message,
    ).toMatch(/time zone/)
    const asked = { grant: createReadGrant(store, full), zoneIfUnknown: 'Asia/Tokyo' }
    const shown = await previewFile(store, full, { zoneIfUnknown: 'Asia/Tokyo' })
    expect(shown).toMatchObject({ zone: 'assumed', matches: [{ slug: early.conference.slug }] })
    unwrap(await store.request('import.file', { ...asked, timeZone: 'Europe/Brussels' }))
    expect(getProgramme(store, early.conference.slug)).toMatchObject({
      conference: { timeZone: 'Europe/Brussels' },
    })
    // From now on, the zone is known.
    const again = unwrap(await store.request('import.file', { grant: createReadGrant(store, full) }))
    expect(again.update).toBeNull()
  },
)

test('a table with unknown columns shows its first rows, and is read with the chosen columns', async () => {
  const store = createTempStore()
  const path = join(store.folder, 'table.csv')
  writeFileSync(path, getBytes('What,When\nOpening,2026-05-04 09:30\nClosing,2026-05-04 17:00\n'))
  const grant = createReadGrant(store, path)
  const unread = unwrap(await store.request('import.preview', { grant, timeZone: 'Europe/Paris' }))
  expect(unread).toMatchObject({
    fileName: 'table.csv',
    problem: { code: 'table.no-title-column' },
    table: {
      header: ['What', 'When'],
      rows: [['Opening', '2026-05-04 09:30'], expect.anything()],
      columns: {},
    },
  })
  expect(unwrapError(await apply(store, grant, { update: null }))).toMatchObject({ code: 'file-access' })
  const columns = { title: 'What', start: 'When' }
  const read = unwrap(await store.request('import.preview', { grant, timeZone: 'Europe/Paris', columns }))
  expect(read).toMatchObject({ counts: { sessions: 2 }, table: { columns } })
  expect(unwrap(await apply(store, grant, { update: null }))).toMatchObject({ sessions: 2 })
})

test('sessions that the conference cancelled are not counted as shared, since its total leaves them out', async () => {
  const store = createTempStore()
  const talks = (title: string, status: 'confirmed' | 'cancelled') => (b: BundleInput) => {
    b.sessions = ['a', 'b', 'c', 'd', 'e', 'f'].map((guid) =>
      session(guid, { title, ...(guid < 'e' ? { status } : {}) }),
    )
  }
  unwrap(await importFile(store, bundle(talks('Talk', 'cancelled'))))
  const { matches, suggested } = await preview(
    store,
    makeNewer((b) => {
      talks('Talk, anew', 'confirmed')(b)
      b.conference.slug = ConferenceSlug.parse('days-of-testing')
    }),
  )
  expect(matches).toMatchObject([{ slug, sessions: 2, leftOut: 0, shared: 2 }])
  // They still count when the conference is searched. The other two alone would be too few.
  expect(suggested).toEqual({ update: slug, missing: 'cancel' })
})
