/** Exports reports from a real store as folders of Markdown files. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle, importFile, session } from '../../../testing/bundles.ts'
import { createPng } from '../../../testing/pictures.ts'
import {
  createTempStore,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../../../testing/temp-store.ts'
import { writeExportFolder } from '../../render/write-file.ts'
import { toInput, type WantedExport } from '../../testing/sample.ts'

async function save(store: TestStore, path: string, wanted: Partial<WantedExport> = {}) {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'write' })
  return store.request('export.save', {
    options: toInput({ format: 'md-folder', ...wanted }),
    grant,
  })
}

async function createFilledStore() {
  const store = createTempStore()
  const bytes = createPng(40, 30)
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes }))
  saveNote(store, `# Mine\n\n![a slide](rapporteur:picture/${sha256})\n\n- [ ] to do\n`, {
    session: 'workshop-9',
  })
  saveNote(store, 'as in [Key message 3](rapporteur:key-message/octopus-2016/km-3)', { session: 'plenary' })
  saveNote(store, 'on its own')
  return { store, path: join(store.folder, 'report'), sha256, bytes }
}

test('writes a file for each session, an index that links to them, and the pictures', async () => {
  const { store, path, sha256, bytes } = await createFilledStore()
  unwrap(await save(store, path))
  const main = 'Mission report Octopus Conference 2016.md'
  const nine =
    '2016-11-17 14.30 Workshop 9 · Crime and jurisdiction in cyberspace access to electronic evidence.md'
  const names = readdirSync(path).sort()
  expect(names).toEqual([
    expect.stringContaining(nine),
    expect.stringMatching(/^2016-11-18 /),
    main,
    'pictures',
  ])
  expect(readdirSync(join(path, 'pictures'))).toEqual([`${sha256.slice(0, 16)}.png`])
  expect(new Uint8Array(readFileSync(join(path, 'pictures', `${sha256.slice(0, 16)}.png`)))).toEqual(bytes)
  const text = readFileSync(join(path, nine), 'utf8')
  expect(text).toMatch(
    /^---\ntitle: "Workshop 9 · .*"\nlang: "en"\n.*date: "2016-11-17"\ntime: "14:30"\n---\n\n# Workshop 9/s,
  )
  expect(text).toContain(`\n## Mine\n\n![a slide](pictures/${sha256.slice(0, 16)}.png)\n`)
  const whole = readFileSync(join(path, main), 'utf8')
  expect(whole).toContain('## Follow-up')
  expect(whole).toContain('on its own')
  // Every link points to a file.
  const links = [...whole.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, url]) => decodeURI(url ?? ''))
  expect(links).toHaveLength(2)
  for (const link of links) expect(existsSync(join(path, link)), link).toBe(true)
})

test('links to files with special characters in their names, and names a whole-day session by its date', async () => {
  const store = createTempStore()
  const fair = session('fair', {
    title: '#100 % (C#)',
    kind: 'milestone',
    start: '2026-05-04T00:00:00+02:00',
    end: '2026-05-05T00:00:00+02:00',
  })
  unwrap(
    await importFile(
      store,
      bundle(({ sessions }) => sessions.push(fair)),
    ),
  )
  const conference = bundle().conference.slug
  const note = { id: randomUUID(), conference, session: 'fair', keyMessage: null, baseRevision: 0 }
  unwrap(store.call('notes.save', { ...note, markdown: 'words' }))
  const path = join(store.folder, 'report')
  unwrap(await save(store, path, { conference }))
  const [name = '', main = ''] = readdirSync(path).sort()
  expect(name).toBe('2026-05-04 #100 % (C#).md')
  const [, link = ''] = /\]\(([^\s]+)\)/.exec(readFileSync(join(path, main), 'utf8')) ?? []
  expect(link).not.toContain('#')
  expect(decodeURIComponent(link.replaceAll('\\', ''))).toBe(name)
})

test('a session after midnight has the date on which it takes place', async () => {
  const store = createTempStore()
  const night = { start: '2026-05-06T01:00:00+02:00', end: '2026-05-06T02:30:00+02:00', day: '2026-05-05' }
  unwrap(
    await importFile(
      store,
      bundle(({ sessions }) => sessions.push(session('night', night))),
    ),
  )
  const conference = bundle().conference.slug
  const note = { id: randomUUID(), conference, session: 'night', keyMessage: null, baseRevision: 0 }
  unwrap(store.call('notes.save', { ...note, markdown: 'words' }))
  const path = join(store.folder, 'report')
  unwrap(await save(store, path, { conference }))
  const name = '2026-05-06 01.00 night.md'
  expect(readdirSync(path)).toContain(name)
  expect(readFileSync(join(path, name), 'utf8')).toContain('date: "2026-05-06"\ntime: "01:00–02:30"')
})

test.each(['md', 'md-folder'])(
  'a web picture becomes a link in %s, so that a reader fetches nothing',
  async (format) => {
    const store = createTempStore()
    saveNote(
      store,
      `![a *slide*](https://example.org/slide.png?who=me) and ![][two]

[![button](https://example.org/button.png)](https://example.org/page)

![script](javascript:alert(1))

[two]: https://example.org/two.png
`,
      { session: 'workshop-9' },
    )
    const path = join(store.folder, 'report')
    unwrap(await save(store, path, { format }))
    const files = format === 'md' ? [path] : readdirSync(path).map((name) => join(path, name))
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    expect(text).toContain(
      '[a slide](https://example.org/slide.png?who=me) and <https://example.org/two.png>',
    )
    expect(text).toContain('[button](https://example.org/page)')
    expect(text).toContain('script')
    expect(text).not.toContain('](javascript:')
    expect(text).not.toMatch(/!\[/)
  },
)

test.runIf(process.platform === 'linux')(
  'pandoc reads the front matter, the text and the pictures',
  async () => {
    const { store, path } = await createFilledStore()
    unwrap(store.call('people.saveMe', { name: 'Anna "A." Ek: yes', delegation: 'Justice' }))
    unwrap(await save(store, path, { include: { cover: true } }))
    const read = (file: string) =>
      JSON.parse(
        execFileSync('pandoc', ['-f', 'markdown', '-t', 'json', join(path, file)], { encoding: 'utf8' }),
      )
    const [main = ''] = readdirSync(path).filter((name) => name.startsWith('Mission'))
    const text = JSON.stringify(read(main).meta)
    expect(Object.keys(read(main).meta)).toEqual(
      expect.arrayContaining(['title', 'author', 'institute', 'lang', 'date']),
    )
    expect(text).toContain('Anna')
    const [nine = ''] = readdirSync(path).filter((name) => name.includes('Workshop 9'))
    expect(JSON.stringify(read(nine).blocks)).toContain('"Image"')
  },
)

test('ordered by key message, each key message has a file', async () => {
  const { store, path } = await createFilledStore()
  unwrap(await save(store, path, { order: 'keyMessages' }))
  expect(readdirSync(path).sort()).toEqual([
    'Key message 3.md',
    'Mission report Octopus Conference 2016.md',
    'pictures',
  ])
})

test('file names are unique, valid on every system and stay in the folder', async () => {
  const store = createTempStore()
  const titles = ['../../etc/passwd', 'CON', 'Ärger', 'a\u0308rger', 'ÄRGER', 'x'.repeat(900)]
  const sessions = titles.map((title, index) => session(`s${index}`, { title }))
  unwrap(
    await importFile(
      store,
      bundle((made) => {
        made.sessions = sessions
      }),
    ),
  )
  const conference = bundle().conference.slug
  for (const { guid } of sessions) {
    unwrap(
      store.call('notes.save', {
        id: randomUUID(),
        conference,
        session: guid,
        keyMessage: null,
        markdown: 'words',
        baseRevision: 0,
      }),
    )
  }
  const path = join(store.folder, 'report')
  unwrap(await save(store, path, { conference }))
  const names = readdirSync(path)
  expect(names).toHaveLength(titles.length + 1)
  expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(names.length)
  for (const name of names) {
    expect(Buffer.byteLength(name)).toBeLessThan(230)
    expect(name).not.toMatch(/[<>:"/\\|?*]/)
  }
  expect(readdirSync(store.folder)).not.toContain('etc')
})

test('a folder that is not empty is left as it is', async () => {
  const { store, path } = await createFilledStore()
  mkdirSync(path)
  writeFileSync(join(path, 'mine.txt'), 'mine')
  expect(unwrapError(await save(store, path))).toEqual({
    code: 'occupied',
    message: `${path} already exists. Choose another name for the folder.`,
    details: { code: 'export.folder-occupied', parameters: { path } },
  })
  expect(readdirSync(path)).toEqual(['mine.txt'])
  expect(readdirSync(store.folder).filter((name) => name.includes('part'))).toEqual([])
})

test('no file name leaves the folder, and a failure leaves nothing behind', () => {
  const { folder } = createTempStore()
  const path = join(folder, 'out')
  for (const name of ['../x', 'a/b/c', 'a/../..', '/x', 'a\\b']) {
    const bytes = new Uint8Array(1)
    expect(() =>
      writeExportFolder(path, [
        { name: 'first.md', bytes },
        { name, bytes },
      ]),
    ).toThrow(name)
  }
  expect(readdirSync(folder).filter((name) => name.includes('out'))).toEqual([])
})
