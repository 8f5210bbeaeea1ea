/** Reports on a real store with the bundled conference. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { parseNote, serialiseNote } from '../../core/note-format/index.ts'
import { getPageText } from '../export/testing/sample.ts'
import {
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const everything = { conference: octopus, format: 'md', title: '', sessions: null, language: 'en' as const }
let store: TestStore

beforeEach(() => {
  store = createTempStore()
})

function fill() {
  saveNote(
    store,
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z) Opening\n\n# My heading\n\nas in [Key message 3](rapporteur:key-message/octopus-2016/km-3)\n',
    { session: 'workshop-9' },
  )
  store.clock.pass({ minutes: 1 })
  saveNote(store, 'second note', { session: 'workshop-9' })
  store.clock.pass({ minutes: 1 })
  saveNote(store, '- [x] in plenary', { session: 'plenary' })
  saveNote(store, ' \n', { session: 'workshop-8' })
  saveNote(store, 'on its own')
  saveNote(store, 'on a message', { keyMessage: 'km-2' })
  const removed = saveNote(store, 'REMOVED')
  unwrap(store.call('notes.remove', { ids: [removed.id] }))
}

const getFile = async (more: object = {}) =>
  getPageText(unwrap(await store.request('export.files', { ...everything, ...more })))
/** The text of the report without the front matter. */
const getText = async (more: object = {}) => (await getFile(more)).replace(/^---\n.*?\n---\n\n/s, '')
const getHeadings = (text: string) => text.match(/^#+ .*$/gm)

test('lists the formats', async () => {
  expect(unwrap(await store.request('export.formats', {}))).toContainEqual({
    id: 'md',
    name: 'Markdown',
    extension: 'md',
    mimeType: 'text/markdown',
    about: 'report',
    options: expect.arrayContaining(['notes', 'keyMessages', 'actions', 'contacts', 'order']),
    contentKind: 'document',
    printed: false,
  })
})

test('all notes: by day and session, then notes without a session, follow-up, and mentioned key messages', async () => {
  fill()
  const preview = unwrap(await store.request('export.preview', everything))
  expect(preview).toMatchObject({
    fileName: 'Mission report Octopus Conference 2016.md',
    counts: { sessions: 2, notes: 5, keyMessages: 2, tasks: 1, decisions: 0, contacts: 0 },
  })
  const text = await getText()
  expect(getHeadings(text)).toEqual([
    '# Mission report: Octopus Conference 2016',
    '## Thursday 17 November 2016',
    '### Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence',
    '#### My heading',
    '## Friday 18 November 2016',
    expect.stringMatching(/^### .*Results of workshops/),
    '## Other notes',
    '### Key message 2',
    '## Follow-up',
    '### Tasks',
    '## Key messages referred to',
  ])
  expect(text).toContain('*Thu 17 Nov, 14:30 · Room 3 · English*\n\n**14:33** Opening\n')
  expect(text).toContain('Key message 3\n\n---\n\nsecond note\n')
  expect(text).toContain(
    "Palais de l'Europe, Council of Europe, Strasbourg, France · Programme: version 20 November 2016",
  )
  expect(text).toMatch(/\*\*2\.\*\* The Budapest Convention.*\n\n\*\*3\.\*\* Access to evidence/)
  expect(text).not.toMatch(/REMOVED|rapporteur:/)
  // The report is valid in the note format: reading and writing it again changes nothing.
  expect(serialiseNote(parseNote(text))).toBe(text)
})

test('chosen sessions: only these, in programme order, even without notes', async () => {
  fill()
  const sessions = ['plenary', 'workshop-8'].map(toGuid)
  const preview = unwrap(await store.request('export.preview', { ...everything, sessions }))
  expect(preview.counts).toMatchObject({ sessions: 2, notes: 1 })
  const text = await getText({ sessions, include: { actions: false } })
  expect(getHeadings(text)).toEqual([
    '# Mission report: Octopus Conference 2016',
    '## Thursday 17 November 2016',
    '### Workshop 8 · Targeting proceeds from crime online',
    '## Friday 18 November 2016',
    expect.stringContaining('Results of workshops'),
  ])
  expect(text).toContain('*Thu 17 Nov, 14:30 · Room 2 · English, French*\n\nNo notes.\n')
  expect(text).not.toMatch(/on its own|on a message/)
})

test('a note whose session left the programme is included', async () => {
  saveNote(store, 'of a session that is gone', { session: 'gone' })
  expect(await getText()).toMatch(/## Other notes\n\nof a session that is gone\n$/)
})

test.each([
  ['fr', 'Rapport de mission Octopus Conference 2016.md', '## Jeudi 17 novembre 2016', '## Autres notes'],
  [
    'es',
    'Informe de misión Octopus Conference 2016.md',
    '## Jueves 17 de noviembre de 2016',
    '## Otras notas',
  ],
  [
    'ru',
    'Отчёт о командировке Octopus Conference 2016.md',
    '## Четверг, 17 ноября 2016 г.',
    '## Другие заметки',
  ],
] as const)(
  'the report’s own texts are in the chosen language: %s',
  async (language, fileName, day, other) => {
    fill()
    const preview = unwrap(await store.request('export.preview', { ...everything, language }))
    expect(preview.fileName).toBe(fileName)
    expect(await getText({ language })).toContain(day)
    expect(await getText({ language })).toContain(other)
  },
)

test('a custom title is kept unchanged and used as the file name', async () => {
  const title = 'Octopus: *first* report #1'
  const preview = unwrap(await store.request('export.preview', { ...everything, title }))
  expect(preview.fileName).toBe('Octopus first report #1.md')
  expect(parseNote(await getText({ title })).children[0]).toMatchObject({
    type: 'heading',
    children: [{ type: 'text', value: title }],
  })
})

test('unknown formats, sessions and conferences are refused', async () => {
  const failure = async (change: object) =>
    unwrapError(await store.request('export.preview', { ...everything, ...change }))
  expect(await failure({ format: 'doc' })).toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('md'),
  })
  expect(await failure({ sessions: ['nope'] })).toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('nope'),
  })
  expect((await failure({ conference: 'nope' })).code).toBe('not-found')
})

test('the front matter describes the report for programs that list notes', async () => {
  const [, matter] = /^---\n(.*?)\n---\n/s.exec(await getFile({ title: 'A "title": yes' })) ?? []
  expect(matter?.split('\n')).toEqual([
    'title: "A \\"title\\": yes"',
    'lang: "en"',
    'conference: "Octopus Conference 2016"',
    'date: "2016-11-16"',
    'end-date: "2016-11-18"',
  ])
})

function save(path: string) {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'write' })
  return store.request('export.save', { options: everything, grant })
}

test('saving replaces the file in one step and leaves no temporary file', async () => {
  fill()
  const folder = join(store.folder, 'out')
  mkdirSync(folder)
  const path = join(folder, 'report.md')
  writeFileSync(path, 'an older report')
  const saved = unwrap(await save(path))
  expect(readFileSync(path, 'utf8')).toBe(await getFile())
  expect(saved).toMatchObject({ path, bytes: Buffer.byteLength(await getFile()) })
  expect(readdirSync(folder)).toEqual(['report.md'])
})

test('a grant is valid once, and a read grant does not allow writing', async () => {
  const grant = randomUUID()
  const path = join(store.folder, 'report.md')
  store.grants.add(grant, { path, mode: 'read' })
  expect(unwrapError(await store.request('export.save', { options: everything, grant })).code).toBe(
    'file-access',
  )
  store.grants.add(grant, { path, mode: 'write' })
  unwrap(await store.request('export.save', { options: everything, grant }))
  expect(unwrapError(await store.request('export.save', { options: everything, grant })).code).toBe(
    'file-access',
  )
})

test('names the file that cannot be written', async () => {
  const absent = join(store.folder, 'absent', 'report.md')
  expect(unwrapError(await save(absent))).toEqual({
    code: 'file-access',
    message: `The folder ${join(store.folder, 'absent')} is not there. Choose another one.`,
    details: { code: 'file.folder-missing', parameters: { folder: join(store.folder, 'absent') } },
  })
  const folder = join(store.folder, 'folder.md')
  mkdirSync(folder)
  expect(unwrapError(await save(folder))).toMatchObject({
    code: 'file-access',
    message: expect.stringContaining(folder),
  })
  expect(readdirSync(store.folder).filter((name) => name.includes('part'))).toEqual([])
})
