/** Which parts a report includes and in which order, on a real store with the bundled conference. */
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { parseNote, serialiseNote } from '../../core/note-format/index.ts'
import type { Input } from '../contract/index.ts'
import { getPageText } from '../export/testing/sample.ts'
import { createTempStore, octopus, saveNote, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'

type Options = Input<'export.preview'>
type Include = NonNullable<Options['include']>

const nothing: Include = {
  cover: false,
  tableOfContents: false,
  facts: false,
  notes: false,
  keyMessages: false,
  allKeyMessages: false,
  actions: false,
  decisions: false,
  questions: false,
  programme: false,
  contacts: false,
}
const km = (number: string) => `[Key message ${number}](rapporteur:key-message/octopus-2016/km-${number})`
const at = (minute: number) => `[14:${minute}](rapporteur:at/2016-11-17T13:${minute}:07Z)`
let store: TestStore
let alone: ReturnType<typeof saveNote>

beforeEach(() => {
  store = createTempStore()
  saveNote(
    store,
    [
      `${at(33)} Opening`,
      `${at(34)} On evidence, ${km('3')}`,
      '- detail of it',
      `1) ${at(35)} first of the list, ${km('2')}\n2) goes on\n3) ${at(36)} on both: ${km('2')}, ${km('3')}`,
      `- [ ] ${at(37)} Send the figures`,
      `${at(38)} [Decision:](rapporteur:decision) Report both`,
      `${at(39)} [Question:](rapporteur:question) Who pays?`,
    ].join('\n\n'),
    { session: 'workshop-9' },
  )
  store.clock.pass({ minutes: 1 })
  saveNote(store, `From the floor, ${km('3')}`, { session: 'plenary' })
  saveNote(store, 'on the message as a whole', { keyMessage: 'km-2' })
  alone = saveNote(store, 'on its own')
})

const base: Options = { conference: octopus, format: 'md', title: '', sessions: null, language: 'en' }
/** The text of the report without the front matter. */
const getText = async (more: Partial<Options>) =>
  getPageText(unwrap(await store.request('export.files', { ...base, ...more }))).replace(
    /^---\n.*?\n---\n\n/s,
    '',
  )
const getHeadings = (text: string) => text.match(/^#{2,} .*$/gm) ?? []
const sessions = () => unwrap(store.call('sessions.list', { conference: octopus }))
const allMessages = () => unwrap(store.call('keyMessages.list', { conference: octopus })).length

test('includes exactly the requested parts', async () => {
  expect(getHeadings(await getText({ include: nothing }))).toEqual([])
  const only = async (...parts: (keyof Include)[]) =>
    getHeadings(
      await getText({ include: { ...nothing, ...Object.fromEntries(parts.map((part) => [part, true])) } }),
    )
  expect(await only('actions')).toEqual(['## Follow-up', '### Tasks'])
  expect(await only('decisions')).toEqual(['## Follow-up', '### Decisions'])
  expect(await only('questions')).toEqual(['## Follow-up', '### Open questions'])
  expect(await only('keyMessages')).toEqual(['## Key messages referred to'])
  expect(await only('keyMessages', 'allKeyMessages')).toEqual(['## Key messages'])
  expect(await only('allKeyMessages')).toEqual([])
  expect(await only('programme')).toEqual([
    '## Programme',
    '### Wednesday 16 November 2016',
    '### Thursday 17 November 2016',
    '### Friday 18 November 2016',
  ])
  expect(await only('notes')).toEqual([
    '## Thursday 17 November 2016',
    expect.stringMatching(/^### Workshop 9/),
    '## Friday 18 November 2016',
    expect.stringMatching(/^### /),
    '## Other notes',
    '### Key message 2',
  ])
})

test('without session facts, only session titles are above the notes', async () => {
  expect(await getText({ include: { ...nothing, notes: true, facts: true } })).toContain('*Thu 17 Nov, 14:30')
  expect(await getText({ include: { ...nothing, notes: true } })).not.toContain('14:30')
})

test('lists all key messages, or only those that the notes mention', async () => {
  const count = async (include: Include) =>
    (await getText({ include: { ...nothing, ...include } })).match(/^\*\*\d+[a-z]?\.\*\*/gm)?.length
  expect(await count({ keyMessages: true })).toBe(2)
  expect(await count({ keyMessages: true, allKeyMessages: true })).toBe(allMessages())
})

test('the programme lists every session on the days of the report, with time and room', async () => {
  const include = { ...nothing, programme: true }
  const text = await getText({ include, days: ['2016-11-17'] })
  expect(getHeadings(text)).toEqual(['## Programme', '### Thursday 17 November 2016'])
  expect(text).toMatch(/\| Time \| Session +\| Room/)
  const ofDay = sessions().filter(({ day }) => day === '2016-11-17')
  expect(text.match(/^\| \d\d:\d\d/gm)).toHaveLength(ofDay.length)
  expect(await getText({ include, sessions: [toGuid('workshop-9')] })).toBe(text)
})

test('a cover names the author, and other documents do not', async () => {
  unwrap(store.call('people.saveMe', { name: 'Anna Ek', delegation: 'Ministry of Justice, Estonia' }))
  const text = await getText({ include: { ...nothing, cover: true } })
  expect(text).toMatch(/^16.–.18 November 2016 · /mu)
  expect(text).toMatch(/^\*\*Author\*\*\tAnna Ek$/m)
  expect(text).toMatch(/^Ministry of Justice, Estonia\n\n# Mission report\n/m)
  expect(await getText({ include: nothing })).not.toContain('Anna Ek')
  const page = await getText({ format: 'html', include: { ...nothing, cover: true } })
  expect(page).toContain('<meta name="author" content="Anna Ek"/>')
  expect(page).toContain('<header class="cover">')
})

test('days: includes the notes of their sessions, and no notes without a session', async () => {
  const include = { ...nothing, notes: true }
  expect(getHeadings(await getText({ include, days: ['2016-11-18'] }))).toEqual([
    '## Friday 18 November 2016',
    expect.stringMatching(/^### /),
  ])
  const text = await getText({
    include,
    days: ['2016-11-18'],
    sessions: [toGuid('plenary'), toGuid('workshop-9')],
  })
  expect(text).not.toContain('Workshop 9')
})

test('tags: includes notes with any of the tags, in any spelling', async () => {
  unwrap(store.call('tags.change', { notes: [alone.id], add: ['Équipe'], remove: [] }))
  const include = { ...nothing, notes: true }
  expect(await getText({ include, tags: ['equipe', 'another'] })).toMatch(/## Other notes\n\non its own\n$/)
  expect(getHeadings(await getText({ include, tags: ['another'] }))).toEqual([])
})

test('by key message: each entry is under every message it mentions, the rest at the end, nothing lost', async () => {
  const text = await getText({
    order: 'keyMessages',
    include: { ...nothing, notes: true, keyMessages: true },
  })
  expect(getHeadings(text)).toEqual([
    '## Key message 2',
    expect.stringMatching(/^### Workshop 9/),
    '### No session',
    '## Key message 3',
    expect.stringMatching(/^### Workshop 9/),
    expect.stringMatching(/^### .*Results of workshops/),
    '## Other notes',
    expect.stringMatching(/^### Workshop 9/),
    '### No session',
  ])
  const [, second = '', third = '', others = ''] = text.split(/^## /m)
  expect(second).toMatch(/^> The Budapest Convention/m)
  expect(second).toMatch(/^1[.)] \*\*14:35\*\* first of the list, Key message 2\n2[.)] goes on$/m)
  expect(second).toMatch(/^3[.)] \*\*14:36\*\* on both/m)
  expect(second).toContain('on the message as a whole')
  expect(second).not.toContain('On evidence')
  expect(third).toContain('**14:34** On evidence, Key message 3\n\n- detail of it')
  expect(third).toContain('on both')
  expect(third).toContain('From the floor')
  for (const words of ['Opening', 'Send the figures', 'Report both', 'Who pays?', 'on its own'])
    expect(others).toContain(words)
  expect(others).not.toContain('On evidence')
  expect(serialiseNote(parseNote(text))).toBe(text)
})

test('by key message: can list all messages, even those without notes', async () => {
  const include = { ...nothing, notes: true, keyMessages: true, allKeyMessages: true }
  const text = await getText({ order: 'keyMessages', include })
  expect(text.match(/^## Key message/gm)).toHaveLength(allMessages())
})

test('a session includes its year if the conference runs into another year', async () => {
  const facts = { ...base, include: { ...nothing, facts: true, notes: true }, sessions: [toGuid('plenary')] }
  const text = async () => getPageText(unwrap(await store.request('export.files', facts)))
  expect(await text()).toContain('Fri 18 Nov, 09:30 ·')
  const db = new Database(store.database)
  db.prepare("UPDATE conference SET end_date = '2017-01-10' WHERE slug = ?").run(octopus)
  db.close()
  expect(await text()).toContain('Fri 18 Nov 2016, 09:30 ·')
})
