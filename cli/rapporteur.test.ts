/** The real command line as a child process, on profiles of its own, with the bundled conference. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openConnection } from '../db/open.ts'
import { openStore } from '../db/open-store.ts'
import { bundle, bytesOf } from '../db/testing/bundles.ts'
import { resources } from './resources.ts'

vi.setConfig({ testTimeout: 60_000 })

let profile: string
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'rapporteur-cli-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true }))
})

type Run = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>

function cli(
  args: string[],
  { input = '', env = {} }: { input?: string | Uint8Array; env?: NodeJS.ProcessEnv } = {},
): Run {
  return spawnSync(process.execPath, [join(resources, 'cli', 'rapporteur.ts'), ...args], {
    cwd: profile,
    encoding: 'utf8',
    input,
    env: { ...process.env, ...env },
  })
}

/** On this test's profile. */
const run = (...args: string[]) => cli([...args, '--profile', profile])

/** The document that a command printed, which went well. */
function json(...args: string[]) {
  const { status, stdout, stderr } = run(...args, '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout)
}

/** The failure of a command, which is one line for people and a document for programs. */
function failure(...args: string[]): { status: number | null; code: string; message: string } {
  const { status, stdout, stderr } = run(...args, '--json')
  const { error } = JSON.parse(stdout)
  expect(stderr).toBe(`${error.message}\n`)
  expect(stderr).toMatch(/^.+\n$/)
  return { status, ...error }
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(profile, name)
  writeFileSync(path, content)
  return path
}

describe('the command line itself', () => {
  test('explains itself', () => {
    const { status, stdout } = cli(['--help'])
    expect(status).toBe(0)
    for (const command of [
      'import',
      'list',
      'search',
      'note add',
      'note list',
      'note show',
      'export',
      'backup',
      'restore',
      'salvage',
      'check',
    ]) {
      expect(stdout).toContain(`\n  ${command}`)
    }
    expect(cli(['note', 'add', '--help']).stdout).toContain('--session GUID')
    expect(readdirSync(profile)).toEqual([])
  })

  test.each([
    '',
    'fly',
    'note',
    'list --bogus',
    'list extra',
    'list --day tomorrow',
    'list --day 2016-02-31',
    'import',
    'search',
    'search a --limit 0',
    'note add',
    'note show',
    'export --format md',
    'export --format md --out x.md --language de',
    'export --format md --out x.md workshop-9',
    'export --format md --out x.md --include everything',
    'export --format md --out x.md --paper a3',
    'export --format md --out x.md --starred --session workshop-9',
    'backup',
    'restore',
    'salvage',
    'check extra',
  ])('wrong usage: %j', (line) => {
    const { status, stdout, stderr } = run(...line.split(' ').filter(Boolean), '--json')
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'usage', message: stderr.trimEnd() } })
    expect(stderr).toMatch(/^.+\n$/)
  })

  test('an unknown option is named, with the usage of the command and no hint for programmers', () => {
    expect(failure('list', '--bogus').message).toMatch(/^Unknown option '--bogus'\. Usage: list \[/)
    expect(failure('note', 'add', '--session').message).toMatch(/^Option '--session[^.]*\. Usage: note add/)
  })

  test('without --json a failure is one line, and nothing on standard output', () => {
    expect(run('fly')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^.*fly.*\n$/) })
    expect(run('list', '--conference', 'nope')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^.*nope.*\n$/),
    })
  })

  test('uses the app’s own profile unless told otherwise', () => {
    const env = { XDG_CONFIG_HOME: profile, APPDATA: profile, HOME: profile }
    expect(cli(['list'], { env }).status).toBe(0)
    const folder = process.platform === 'darwin' ? join(profile, 'Library', 'Application Support') : profile
    expect(readdirSync(join(folder, 'Rapporteur'))).toContain('rapporteur.db')
  })

  test('the profile may stand before the command, and be called as one', () => {
    expect(cli(['--profile', 'list', 'list']).status).toBe(0)
    expect(readdirSync(join(profile, 'list'))).toContain('rapporteur.db')
  })
})

describe('list', () => {
  test('the sessions, in conference time', () => {
    const sessions = json('list')
    expect(sessions).toHaveLength(13)
    expect(json('list', '--conference', 'octopus-2016', '--day', '2016-11-17')).toHaveLength(6)
    expect(sessions.find(({ guid }: { guid: string }) => guid === 'workshop-9')).toEqual({
      guid: 'workshop-9',
      title: 'Crime and jurisdiction in cyberspace: access to electronic evidence',
      start: '2016-11-17T14:30:00+01:00',
      end: null,
      room: 'Room 3',
      track: null,
      languages: ['en'],
      status: 'confirmed',
      speakers: [],
    })
    expect(json('list', '--day', '2016-11-19')).toEqual([])
    expect(run('list').stdout).toContain(
      '  Thu 17 Nov, 14:30  Room 3  en  Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence  [workshop-9]\n',
    )
  })

  test('an unknown conference', () => {
    expect(failure('list', '--conference', 'nope')).toMatchObject({ status: 1, code: 'not-found' })
  })
})

describe('import', () => {
  test('a conference, again, and a newer one', () => {
    const path = file('testing.json', bytesOf(bundle()))
    expect(json('import', path)).toEqual({
      conference: { slug: 'testing-days', title: 'Testing Days' },
      sessions: 2,
      rooms: 1,
      speakers: 1,
      keyMessages: 1,
      contacts: 1,
      warnings: [],
      changes: { added: 2, changed: 0, cancelled: 0 },
    })
    expect(json('import', path).changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
    expect(json('list', '--conference', 'testing-days')[0]).toMatchObject({
      start: '2026-05-04T09:30:00+02:00',
      end: '2026-05-04T11:00:00+02:00',
      speakers: ['Ada Lovelace'],
    })
    expect(json('list')).toHaveLength(15)
    const newer = bundle((made) => {
      made.conference.revision = 2
      made.sessions = made.sessions.slice(0, 1)
    })
    expect(json('import', file('newer.json', bytesOf(newer))).changes).toMatchObject({ cancelled: 1 })
    expect(run('import', path, path).status).toBe(0)
  })

  test('a programme that names no time zone', () => {
    const path = join(resources, '../shared/data/frab-xml/camp2011.xml')
    expect(failure('import', path)).toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/camp2011\.xml: .*--time-zone/),
    })
    expect(run('import', path, '--time-zone', 'Europe/Berlin').stdout).toMatch(
      /^Chaos Communication Camp 2011 \(chaos-communication-camp-2011\): 73 sessions, 2 rooms; 73 added/,
    )
    expect(failure('import', path, '--time-zone', 'Mars')).toMatchObject({ status: 2, code: 'usage' })
  })

  test('what it would change is shown without a change, listed afterwards, and undone', () => {
    const path = file('testing.json', bytesOf(bundle()))
    json('import', path)
    json(
      'note',
      'add',
      '--session',
      'closing',
      '--file',
      file('note.md', 'words'),
      '--conference',
      'testing-days',
    )
    const newer = file(
      'newer.json',
      bytesOf(
        bundle((made) => {
          made.conference.revision = 2
          made.sessions = [
            {
              ...made.sessions[0],
              title: 'Grand opening',
              start: '2026-05-04T10:00:00+02:00',
            } as (typeof made.sessions)[0],
          ]
        }),
      ),
    )
    expect(json('import', newer, '--dry-run')).toMatchObject({
      conference: { slug: 'testing-days' },
      matches: [{ slug: 'testing-days', changes: { sessions: [{ kind: 'changed' }, { kind: 'missing' }] } }],
      suggested: { update: 'testing-days', missing: 'cancel' },
    })
    const shown = run('import', newer, '--dry-run').stdout
    expect(shown).toMatch(
      /changed: Opening|changed: Grand opening; start 09:30 → 10:00; title Opening → Grand opening/,
    )
    expect(shown).toContain('left out (mine): Closing')
    expect(json('list', '--conference', 'testing-days')[0].title).toBe('Opening')

    json('import', newer)
    const [last, first] = json('history', '--conference', 'testing-days')
    expect([last, first]).toMatchObject([{ counts: { changed: 1, cancelled: 1 } }, { isFirst: true }])
    expect(run('history', String(last.id), '--conference', 'testing-days').stdout).toContain(
      'start 09:30 → 10:00',
    )
    expect(json('undo', '--conference', 'testing-days')).toEqual({ undone: last.id })
    expect(json('list', '--conference', 'testing-days')).toMatchObject([
      { title: 'Opening', status: 'confirmed' },
      { title: 'Closing', status: 'confirmed' },
    ])
    expect(failure('undo', '--conference', 'testing-days')).toMatchObject({ status: 1, code: 'not-found' })
  })

  test('a file can be kept apart from the conference of its name, or merged into it', () => {
    const path = file('testing.json', bytesOf(bundle()))
    json('import', path)
    expect(json('import', path, '--as-new').conference.slug).toBe('testing-days-2026')
    const part = file(
      'part.json',
      bytesOf(
        bundle((made) => {
          made.sessions = made.sessions.slice(0, 1)
        }),
      ),
    )
    const update = ['import', part, '--update', 'testing-days']
    expect(json(...update, '--keep-missing').changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
    expect(json(...update, '--cancel-missing').changes).toEqual({ added: 0, changed: 0, cancelled: 1 })
    for (const wrong of [
      ['--keep-missing'],
      ['--as-new', '--update', 'testing-days'],
      ['--update', 'No Slug'],
    ]) {
      expect(failure('import', part, ...wrong)).toMatchObject({ status: 2, code: 'usage' })
    }
    expect(failure('import', part, '--update', 'nowhere')).toMatchObject({ status: 1, code: 'not-found' })
  })

  test('what cannot be imported', () => {
    expect(failure('import', join(profile, 'absent.json'))).toMatchObject({ status: 1, code: 'file-access' })
    const odd = file('odd.json', '{"format":"rapporteur-conference"}')
    expect(failure('import', odd)).toMatchObject({ status: 1, code: 'bad-file' })
    expect(failure('import', file('odd.txt', 'words'))).toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('odd.txt'),
    })
  })
})

describe('notes', () => {
  const markdown = '[14:33](rapporteur:at/2016-11-17T13:33:07Z) Ask about *jurisdiction* in the zebra case\n'

  test('are added from a file or from what is piped in, listed, shown and found', () => {
    const { id } = json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', markdown))
    expect(json('note', 'list')).toEqual([
      expect.objectContaining({ id, session: 'workshop-9', conference: 'octopus-2016', entries: 1 }),
    ])
    expect(json('note', 'show', id)).toMatchObject({ id, markdown, revision: 1 })
    expect(run('note', 'show', id).stdout).toBe(markdown)
    expect(json('search', 'zeb')).toEqual([
      {
        kind: 'note',
        guid: id,
        title: 'Workshop 9',
        snippet: 'Ask about jurisdiction in the zebra case',
        score: expect.any(Number),
      },
    ])
    for (const more of [[], ['--file', '-']]) {
      const piped = cli(['note', 'add', '--session', 'workshop-9', ...more, '--profile', profile], {
        input: 'Grüße 会議',
      })
      expect(run('note', 'show', piped.stdout.trim()).stdout).toBe('Grüße 会議\n')
    }
    expect(json('note', 'list')).toHaveLength(3)
  })

  test('what cannot be added or shown', () => {
    const note = file('note.md', markdown)
    expect(failure('note', 'add', '--session', 'nope', '--file', note)).toMatchObject({
      status: 1,
      code: 'not-found',
    })
    const add = ['note', 'add', '--session', 'workshop-9', '--file']
    expect(failure(...add, join(profile, 'absent.md'))).toMatchObject({ status: 1, code: 'file-access' })
    expect(failure(...add, file('blank.md', ' \n'))).toMatchObject({ status: 1, code: 'invalid-input' })
    expect(failure(...add, file('latin1.md', Buffer.from('Gr\xfc\xdfe', 'latin1')))).toMatchObject({
      code: 'bad-file',
    })
    expect(failure('note', 'show', 'x')).toMatchObject({ status: 1, code: 'invalid-input' })
    expect(failure('note', 'show', '7d3b4f1e-0f53-4c5e-9d54-1f0a2b3c4d5e')).toMatchObject({
      status: 1,
      code: 'not-found',
    })
    expect(json('note', 'list')).toEqual([])
  })
})

test('search finds the programme, key messages and contacts', () => {
  const kinds = json('search', 'evidence', 'cloud').map(({ kind }: { kind: string }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['key-message', 'directory']))
  expect(
    json('search', 'evidence', '--limit', '1', '--conference', 'octopus-2016').length,
  ).toBeLessThanOrEqual(5)
  expect(json('search', 'xyzzy')).toEqual([])
  expect(run('search', 'xyzzy').stdout).toBe('Nothing found.\n')
  expect(failure('search', 'a', '--conference', 'nope')).toMatchObject({ status: 1, code: 'not-found' })
})

describe('export', () => {
  test('writes the report', () => {
    json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', 'nine'))
    json('note', 'add', '--session', 'plenary', '--file', file('note.md', 'plenary words'))
    const out = join(profile, 'report.md')
    const saved = json('export', '--format', 'md', '--out', out)
    const text = readFileSync(out, 'utf8')
    expect(saved).toEqual({
      path: out,
      bytes: Buffer.byteLength(text),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(text).toMatch(/nine[\s\S]*plenary words/)
    json(
      'export',
      '--format',
      'md',
      '--out',
      out,
      '--session',
      'workshop-9',
      '--title',
      'Mine',
      '--language',
      'fr',
    )
    expect(readFileSync(out, 'utf8')).toMatch(/^# Mine\n[\s\S]*Jeudi[\s\S]*nine\n$/m)
    json('export', '--format', 'md', '--out', out, '--session', 'workshop-8', 'plenary')
    expect(readFileSync(out, 'utf8')).toMatch(/Workshop 8[\s\S]*plenary words\n$/)
  })

  test('what is confidential stays out unless it is asked for; names and other people’s notes on request', () => {
    const note = `Open.\n\n[@EUROJUST](rapporteur:contact/octopus-2016/eurojust) agrees.\n\n[Private:](rapporteur:private) Hidden.`
    json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', note))
    const out = join(profile, 'report.txt')
    const write = (...more: string[]) => {
      json('export', '--format', 'txt', '--out', out, ...more)
      return readFileSync(out, 'utf8')
    }
    expect(write()).not.toContain('Hidden')
    expect(write('--confidentiality', 'private')).toContain('Hidden')
    expect(write('--chatham-house')).toMatch(/^A delegation agrees\./m)
    expect(write('--chatham-house')).not.toContain('EUROJUST')
    expect(write('--author', 'me')).toContain('Open.')
    expect(failure('export', '--format', 'txt', '--out', out, '--author', 'Nobody').message).toContain('me')
  })

  test('only the parts and the sessions that are asked for', () => {
    json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', '- [ ] to do'))
    const out = join(profile, 'report.txt')
    const write = (...more: string[]) => {
      json('export', '--format', 'txt', '--out', out, ...more)
      return readFileSync(out, 'utf8')
    }
    expect(write()).toMatch(/Action list[\s\S]*☐ to do \| Workshop 9\n$/)
    expect(write('--include', 'key-messages')).not.toContain('Action list')
    expect(write('--starred')).not.toContain('to do')
    expect(write('--day', '2016-11-16', '--include', 'notes')).not.toContain('to do')
    expect(write('--preset', 'only-notes')).not.toContain('Action list')
    expect(write('--order', 'key-messages', '--include', 'notes')).toMatch(/Other notes\n-+\n\nWorkshop 9/)
    expect(failure('export', '--format', 'txt', '--out', out, '--preset', 'mine').message).toContain(
      'action-list',
    )
  })

  test('of several conferences, the one with notes', () => {
    json('import', file('testing.json', bytesOf(bundle())))
    const out = ['export', '--format', 'md', '--out', 'report.md']
    expect(failure(...out)).toMatchObject({ status: 1, code: 'not-found' })
    json('note', 'add', '--session', 'opening', '--file', file('note.md', 'words'))
    json(...out)
    expect(readFileSync(join(profile, 'report.md'), 'utf8')).toContain('Testing Days')
    json('note', 'add', '--session', 'plenary', '--file', file('note.md', 'words'))
    expect(failure(...out)).toMatchObject({ status: 2, message: expect.stringContaining('--conference') })
    json(...out, '--conference', 'testing-days')
  })

  test('what cannot be exported', () => {
    const out = join(profile, 'report.md')
    expect(failure('export', '--format', 'doc', '--out', out)).toMatchObject({ status: 1, code: 'not-found' })
    expect(failure('export', '--format', 'md', '--out', out, '--session', 'nope')).toMatchObject({
      status: 1,
      code: 'not-found',
    })
    const nowhere = join(profile, 'nowhere', 'report.md')
    expect(failure('export', '--format', 'md', '--out', nowhere)).toMatchObject({
      status: 1,
      code: 'file-access',
    })
  })
})

describe('notes for colleagues', () => {
  test('a file, encrypted, looked at and taken in elsewhere', () => {
    json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', 'for you'))
    const out = join(profile, 'notes.rapporteur')
    const secret = file('secret.txt', 'correct horse battery\n')
    expect(json('bundle', '--out', out, '--passphrase-file', secret).path).toBe(out)
    const other = ['--profile', mkdtempSync(join(tmpdir(), 'rapporteur-cli-'))]
    onTestFinished(() => rmSync(other[1] ?? '', { recursive: true }))
    const merge = (...more: string[]) => cli(['merge', out, ...more, '--json', ...other])
    expect(JSON.parse(merge().stdout).error).toMatchObject({ code: 'usage' })
    expect(JSON.parse(merge('--passphrase-file', file('wrong.txt', 'wrong')).stdout).error.code).toBe(
      'bad-file',
    )
    const unlock = ['--passphrase-file', secret]
    expect(JSON.parse(merge(...unlock, '--preview').stdout).notes).toMatchObject([{ step: 'new' }])
    expect(JSON.parse(merge(...unlock).stdout).summary).toMatchObject({ newNotes: 1 })
    expect(JSON.parse(merge(...unlock).stdout)).toMatchObject({ id: null })
    expect(JSON.parse(cli(['note', 'list', '--json', ...other]).stdout)).toMatchObject([
      { excerpt: 'for you' },
    ])
  })

  test('a JSON export is imported elsewhere, with its conference', () => {
    json('import', file('testing.json', bytesOf(bundle())))
    const note = file('note.md', 'all there is')
    json('note', 'add', '--conference', 'testing-days', '--session', 'opening', '--file', note)
    const out = join(profile, 'all.json')
    json('export', '--format', 'json', '--out', out, '--conference', 'testing-days', '--include', 'history')
    const other = join(profile, 'other')
    const elsewhere = (...args: string[]) => cli([...args, '--profile', other])
    expect(elsewhere('import', out, '--dry-run').stdout).toMatch(
      /^Testing Days comes with the file: 2 sessions\n/,
    )
    expect(elsewhere('import', out).stdout).toMatch(/1 new notes/)
    expect(elsewhere('import', out).stdout).toMatch(/0 new notes/)
    expect(elsewhere('search', 'all', 'there').stdout).toContain('all there is')
  })

  test('what cannot be handed over', () => {
    json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', 'for you'))
    expect(failure('bundle').code).toBe('usage')
    expect(failure('bundle', '--out', 'x', '--confidentiality', 'secret').code).toBe('usage')
    expect(failure('bundle', '--out', 'x', '--passphrase-file', file('short.txt', 'short')).code).toBe(
      'invalid-input',
    )
    expect(failure('merge', file('odd.rapporteur', 'odd')).code).toBe('bad-file')
  })
})

describe('conference packs', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>'
  const plan = (more: object = {}) =>
    JSON.stringify({
      publisher: 'Testing Office',
      programme: 'programme.json',
      version: 7,
      floorPlans: [{ file: 'level-1.svg', title: 'Level 1', rooms: ['Hall'] }],
      documents: [{ file: 'guide.txt', title: 'Guide', sessions: ['Closing'] }],
      ...more,
    })
  /** Without a profile, which an organiser does not have. */
  const pack = (...args: string[]) => {
    const { status, stdout, stderr } = cli(['pack', ...args, '--json'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return JSON.parse(stdout)
  }

  test('a key is made once, a pack is built of what is described, inspected, and imported', () => {
    file('programme.json', bytesOf(bundle()))
    file('level-1.svg', svg)
    file('guide.txt', 'Doors open at 8.')
    file('pack.json', plan())
    const { fingerprint } = pack('keygen', '--out', 'office.key')
    expect(statSync(join(profile, 'office.key')).mode & 0o077).toBe(0)
    expect(cli(['pack', 'keygen', '--out', 'office.key'])).toMatchObject({ status: 1 })

    const out = 'testing.rapporteur-pack'
    expect(pack('build', 'pack.json', '--key', 'office.key', '--out', out)).toMatchObject({
      fingerprint,
      sessions: 2,
    })
    expect(pack('inspect', out)).toMatchObject({
      conference: { slug: 'testing-days', revision: 7 },
      publisher: 'Testing Office',
      fingerprint,
      files: [
        { guid: 'floor-plans/level-1.svg', title: 'Level 1', rooms: ['hall'] },
        { guid: 'documents/guide.txt', title: 'Guide', sessions: ['closing'] },
      ],
    })
    expect(readdirSync(profile)).not.toContain('rapporteur.db')
    expect(run('import', out, '--dry-run').stdout).toContain(`signed by Testing Office (${fingerprint})`)
    expect(json('import', out)).toMatchObject({ conference: { slug: 'testing-days' }, sessions: 2 })

    pack('keygen', '--out', 'other.key')
    file('pack.json', plan({ version: 8, documents: [] }))
    pack('build', 'pack.json', '--key', 'other.key', '--out', 'other.rapporteur-pack')
    expect(failure('import', 'other.rapporteur-pack').message).toContain('--trust-key')
    expect(json('import', 'other.rapporteur-pack', '--trust-key')).toMatchObject({ sessions: 2 })
  })

  test.each([
    [
      'a room that there is not',
      plan({ floorPlans: [{ file: 'level-1.svg', title: 'x', rooms: ['Attic'] }] }),
      /no room “Attic”/,
    ],
    [
      'a kind of file that runs',
      plan({ documents: [{ file: 'setup.exe', title: 'x' }] }),
      /setup\.exe cannot go into a pack/,
    ],
    ['a file that is not there', plan({ documents: [{ file: 'absent.pdf', title: 'x' }] }), /absent\.pdf/],
    ['half a description', '{"publisher": "x"', /line 1 column/],
    ['a description with a mistake', plan({ publisher: '' }), /pack\.json: publisher/],
  ])('%s is said, and no pack is made', (_, description, reason) => {
    file('programme.json', bytesOf(bundle()))
    file('level-1.svg', svg)
    file('guide.txt', 'x')
    file('setup.exe', 'MZ')
    file('pack.json', description)
    pack('keygen', '--out', 'office.key')
    const { status, stderr } = cli([
      'pack',
      'build',
      'pack.json',
      '--key',
      'office.key',
      '--out',
      'x.rapporteur-pack',
    ])
    expect(status).toBe(1)
    expect(stderr).toMatch(reason)
    expect(readdirSync(profile)).not.toContain('x.rapporteur-pack')
  })
})

describe('backup, restore and check', () => {
  const addNote = (text: string) =>
    json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', text)).id

  test('a backup is brought back, and what was there before is kept', () => {
    const first = addNote('first')
    const { path, bytes } = json('backup', join(profile, 'copies'))
    expect(bytes).toBeGreaterThan(0)
    const second = addNote('second')
    const { restored, previous } = json('restore', path)
    expect(restored).toBe(path)
    expect(json('note', 'list').map(({ id }: { id: string }) => id)).toEqual([first])
    json('restore', join(profile, 'backups', previous))
    expect(
      json('note', 'list')
        .map(({ id }: { id: string }) => id)
        .sort(),
    ).toEqual([first, second].sort())
    expect(json('check')).toMatchObject({
      ok: true,
      problems: [],
      backups: [{ reason: 'restore' }, { reason: 'restore' }],
    })
  })

  test('what is not a backup changes nothing', () => {
    const id = addNote('kept')
    expect(failure('restore', join(profile, 'absent.db'))).toMatchObject({ status: 1, code: 'file-access' })
    expect(failure('restore', file('odd.db', 'not a database'))).toMatchObject({
      status: 1,
      code: 'bad-file',
    })
    expect(failure('backup', file('file', ''))).toMatchObject({ status: 1, code: 'file-access' })
    expect(json('note', 'show', id).markdown).toBe('kept')
  })

  test('beside an open app everything works but restore, which waits for it to be closed', () => {
    const { path } = json('backup', join(profile, 'copies'))
    const app = openStore({ folder: profile, resources })
    onTestFinished(() => app.close())
    const id = addNote('from the terminal')
    expect(app.call('notes.get', { id })).toMatchObject({
      ok: true,
      value: { markdown: 'from the terminal' },
    })
    json('backup', join(profile, 'copies'))
    expect(json('check').ok).toBe(true)
    const refused = run('restore', path, '--json')
    expect(refused.status).toBe(1)
    expect(JSON.parse(refused.stdout).error.code).toBe('busy')
    expect(app.call('notes.get', { id }).ok).toBe(true)
    app.close()
    json('restore', path)
    expect(json('note', 'list')).toEqual([])
  })

  test('a damaged database is reported, moved aside, and replaced by a backup', () => {
    const id = addNote('precious')
    const { path } = json('backup', join(profile, 'copies'))
    writeFileSync(join(profile, 'rapporteur.db'), Buffer.alloc(8192, 'x'))
    const checked = run('check', '--json')
    expect(checked).toMatchObject({ status: 1, stderr: '' })
    const { ok, movedTo, problems } = JSON.parse(checked.stdout)
    expect({ ok, files: readdirSync(movedTo) }).toEqual({ ok: false, files: ['rapporteur.db'] })
    expect(problems[0]).toContain('restore')
    expect(run('check').stdout).toContain('not in order')
    expect(failure('list')).toMatchObject({ status: 1, code: 'recovery' })
    expect(failure('restore', file('odd.db', 'not a database'))).toMatchObject({
      status: 1,
      code: 'bad-file',
    })
    expect(failure('list').code).toBe('recovery')
    expect(json('restore', path)).toEqual({ restored: path, previous: movedTo })
    expect(json('note', 'show', id).markdown).toBe('precious')
    expect(json('check').ok).toBe(true)
  })

  test('rows that name nothing are found', () => {
    json('list')
    const { db } = openConnection(join(profile, 'rapporteur.db'))
    db.pragma('foreign_keys = OFF')
    db.exec("UPDATE session SET room = 'room-99' WHERE guid = 'plenary'")
    db.close()
    const { status, stdout } = run('check', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout).problems).toEqual([expect.stringContaining('room')])
  })
})
