/** Tracks, links, attachments and recording permissions: from each format to the database and to exports. */

import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { message } from '../../core/i18n/message.ts'

import { describeWithRealFiles } from '../../tests/real-files.ts'
import { collectProblems } from '../formats/problems.ts'
import { ConferenceSlug } from '../model.ts'
import { bundle, getBytes, importFile, session } from '../testing/bundles.ts'
import { parseWithEnglishWarnings as parseFile } from '../testing/parse-with-english-warnings.ts'
import { parseReal } from '../testing/real-files.ts'
import { createTempStore, unwrap, unwrapError } from '../testing/temp-store.ts'
import { type RawLink, readLinks } from './values/links.ts'

const conference = ConferenceSlug.parse('testing-days')
const slides = { kind: 'attachment', title: 'Slides', url: 'https://example.org/slides.pdf' } as const
const full = session('opening', {
  track: 'Security',
  recording: { licence: 'CC BY 4.0', optOut: true },
  links: [
    { kind: 'page', url: 'https://example.org/opening' },
    slides,
    { kind: 'attachment', title: 'On paper', url: null },
  ],
})

describeWithRealFiles('real programmes', () => {
  const getCounts = (path: string) => {
    const counts: Record<string, number> = {}
    const { sessions } = parseReal(path).bundle
    for (const { kind } of sessions.flatMap(({ links }) => links)) counts[kind] = (counts[kind] ?? 0) + 1
    return {
      tracks: new Set(sessions.flatMap(({ track }) => track ?? [])).size,
      optOut: sessions.filter(({ recording }) => recording?.optOut).length,
      ...counts,
    }
  }
  test('an attachment with its name in a child element', () => {
    const { sessions } = parseReal('frab-xml/39c3-20251206.xml').bundle
    const titles = sessions
      .flatMap(({ links }) => links)
      .flatMap(({ kind, title }) => (kind === 'attachment' ? title : []))
    expect(titles).toContain('a crack one word wide')
    expect(titles).not.toContain('')
  })

  test.each([
    [
      'frab-xml/fosdem-2025.xml',
      { tracks: 78, optOut: 0, page: 1105, recording: 1913, link: 5231, attachment: 754 },
    ],
    [
      'frab-xml/39c3-everything.xml',
      { tracks: 9, optOut: 45, page: 1347, attachment: 17, link: 15, feedback: 181, recording: 2 },
    ],
    ['frab-xml/emf-2022.frab.xml', { tracks: 0, optOut: 225 }],
    ['ics/pycon-us-all_events.ics', { tracks: 0, optOut: 0, page: 149 }],
    [
      'frab-json/voc-hub-schedule2.json',
      { tracks: 2, optOut: 0, page: 4, link: 1, feedback: 2, attachment: 1 },
    ],
  ])('%s: tracks, recording permissions and links are counted', (path, counts) => {
    expect(getCounts(path)).toEqual(counts)
  })

  test('version 2 of the JSON gives tracks by slug, which are resolved to the conference’s names', () => {
    const { sessions } = parseReal('frab-json/voc-hub-schedule2.json').bundle
    expect(sessions.map(({ track }) => track)).toEqual(['CCC', 'Hardware & Making'])
  })

  test('an address without a host is relative to the session’s page', () => {
    const { sessions } = parseReal('frab-xml/39c3-everything.xml').bundle
    const files = sessions.flatMap(({ links }) => links).filter(({ kind }) => kind === 'attachment')
    expect(files.map(({ url }) => url)).toContainEqual(
      expect.stringMatching(/^https:\/\/[a-z.]+\/media\/39c3\/submissions\/.*\.pdf$/),
    )
  })
})

test.each<[Partial<RawLink>, { kind?: string; title?: string; url: string | null } | null]>([
  [{ url: ' http://pentamedia.org  ' }, { url: 'http://pentamedia.org' }],
  [{ url: '//example.org/a' }, { url: 'https://example.org/a' }],
  [{ url: 'www.example.org' }, { url: 'https://www.example.org' }],
  [{ url: '/files/a.pdf' }, { url: 'https://conference.test/files/a.pdf' }],
  [{ url: 'https://example.org/a b' }, { url: 'https://example.org/a%20b' }],
  [
    { url: 'https://example.org/talk.webm', title: 'Video' },
    { kind: 'recording', title: 'Video', url: 'https://example.org/talk.webm' },
  ],
  [
    { url: 'https://example.org', title: 'https://example.org' },
    { title: '', url: 'https://example.org' },
  ],
  [
    { kind: 'attachment', url: 'slides.pdf', title: 'Slides' },
    { title: 'Slides', url: null },
  ],
  [{ url: 'javascript:alert(1)' }, null],
  [{ url: 'file:///etc/passwd' }, null],
  [{ url: 'http://' }, null],
  [{ url: `https://example.org/${'a'.repeat(3_000)}` }, null],
])('the link %j is read as %j', (raw, read) => {
  const problems = collectProblems()
  const links = readLinks(
    [{ kind: 'link', title: '', url: '', ...raw }],
    'https://conference.test/programme',
    () => message('common.quoted', { name: 'S' }),
    problems,
  )
  expect(links).toEqual(read ? [expect.objectContaining(read)] : [])
  expect(problems.list()).toHaveLength(read || raw.url === 'http://' ? 0 : 1)
})

test('calendar categories: session kinds become the kind, the first other one the track', () => {
  const lines = [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Tiny 2026',
    'BEGIN:VEVENT',
    'UID:a',
    'SUMMARY:A',
    'DTSTART;TZID=Europe/Paris:20260504T093000',
    'DURATION:PT1H',
    'CATEGORIES:Workshop,Law\\, order',
    'CATEGORIES:Evidence',
    'URL:https://example.org/a',
    'ATTACH;FILENAME="Slides; v2":https://example.org/a.pdf',
    'ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA',
    'CONFERENCE;VALUE=URI;LABEL=Stream:https://example.org/live',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  const { bundle, warnings } = parseFile(getBytes(lines.join('\r\n')), 'a.ics')
  expect(bundle.sessions).toMatchObject([
    {
      kind: 'workshop',
      track: 'Law, order, Evidence',
      links: [
        { kind: 'page', title: '', url: 'https://example.org/a' },
        { kind: 'attachment', title: 'Slides; v2', url: 'https://example.org/a.pdf' },
        { kind: 'link', title: 'Stream', url: 'https://example.org/live' },
      ],
    },
  ])
  expect(warnings).toEqual([])
})

test('the database returns the links, track and recording of the file, and changed links count as a changed session', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((b) => b.sessions.splice(0, 1, full)),
    ),
  )
  const opening = () =>
    unwrap(store.call('sessions.list', { conference })).find(({ guid }) => guid === 'opening')
  expect(opening()).toMatchObject({
    track: 'Security',
    recording: { licence: 'CC BY 4.0', optOut: true },
    links: [
      { kind: 'page', title: '', url: 'https://example.org/opening' },
      slides,
      { kind: 'attachment', title: 'On paper', url: null },
    ],
  })
  const next = bundle((b) => {
    b.conference.revision = 2
    b.sessions.splice(0, 1, { ...full, links: [slides] })
  })
  expect(unwrap(await importFile(store, next)).changes).toEqual({ added: 0, changed: 1, cancelled: 0 })
  expect(opening()?.links).toEqual([slides])
})

test('search finds a session by its track', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((b) => b.sessions.splice(0, 1, full)),
    ),
  )
  const find = (text: string) =>
    unwrap(store.call('search.query', { conference, text, limit: 5 })).map(({ guid, snippet }) => ({
      guid,
      snippet,
    }))
  expect(find('secur')).toEqual([{ guid: 'opening', snippet: [{ text: 'Security', match: true }] }])
  const without = bundle((b) => {
    b.conference.revision = 2
    b.sessions.splice(0, 1, { ...full, track: null })
  })
  unwrap(await importFile(store, without))
  expect(find('secur')).toEqual([])
})

test('an address that the app would not open is refused with its place', async () => {
  const odd = bundle((b) =>
    b.sessions.splice(0, 1, session('opening', { links: [{ kind: 'link', url: 'file:///etc/passwd' }] })),
  )
  expect(unwrapError(await importFile(createTempStore(), odd)).message).toMatch(
    /sessions\[0\]\.links\[0\]\.url.*web or mail/,
  )
})

test('exports: the calendar comes back unchanged, the report names documents, JSON has everything', async () => {
  const store = createTempStore()
  unwrap(
    await importFile(
      store,
      bundle((b) => b.sessions.splice(0, 1, full)),
    ),
  )
  const save = async (format: string, name: string) => {
    const token = randomUUID()
    const path = join(store.folder, name)
    store.grants.add(token, { path, mode: 'write' })
    const options = { conference, format, title: '', sessions: null, language: 'en' as const }
    unwrap(
      await store.request('export.save', { grant: token, options: { ...options, include: {}, paper: 'a4' } }),
    )
    return readFileSync(path)
  }
  const { bundle: back } = parseFile(await save('ics', 'a.ics'), 'a.ics')
  expect(back.sessions[0]).toMatchObject({
    track: 'Security',
    links: [
      { kind: 'page', title: '', url: 'https://example.org/opening' },
      slides,
      { kind: 'attachment', title: 'On paper', url: null },
    ],
  })
  const json = JSON.parse((await save('json', 'a.json')).toString())
  expect(json.programme.sessions[0]).toMatchObject({
    track: 'Security',
    recording: { optOut: true },
    links: [{}, {}, {}],
  })
  const note = { id: randomUUID(), conference, session: 'opening', keyMessage: null, markdown: 'Mine.' }
  unwrap(store.call('notes.save', { ...note, baseRevision: 0 } as never))
  expect((await save('md', 'a.md')).toString()).toContain(
    '*Documents:* [Slides](https://example.org/slides.pdf), On paper',
  )
})
