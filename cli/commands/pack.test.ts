/** The command line: conference packs. */
import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundle, getBytes, session } from '../../db/testing/bundles.ts'
import { addFile, prepareProfiles, profile, run, runAndFail, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

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
  /** Runs without a profile, which an organiser does not have. */
  const pack = async (...args: string[]) => {
    const { status, stdout, stderr } = await runCli(['pack', ...args, '--json'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return JSON.parse(stdout)
  }
  const build = (out: string) => runCli(['pack', 'build', 'pack.json', '--key', 'office.key', '--out', out])

  test('a key is created once; a pack is built from its description, inspected, and imported', async () => {
    addFile('programme.json', getBytes(bundle()))
    addFile('level-1.svg', svg)
    addFile('guide.txt', 'Doors open at 8.')
    addFile('pack.json', plan())
    const { fingerprint } = await pack('keygen', '--out', 'office.key')
    expect(statSync(join(profile, 'office.key')).mode & 0o077).toBe(0)
    expect(await runCli(['pack', 'keygen', '--out', 'office.key'])).toMatchObject({ status: 1 })

    const out = 'testing.rapporteur-pack'
    expect(await pack('build', 'pack.json', '--key', 'office.key', '--out', out)).toMatchObject({
      fingerprint,
      sessions: 2,
    })
    expect(await pack('inspect', out)).toMatchObject({
      conference: { slug: 'testing-days', revision: 7 },
      version: 7,
      sessions: 2,
      keyMessages: 1,
      organisations: 1,
      publisher: 'Testing Office',
      fingerprint,
      files: [
        { guid: 'floor-plans/level-1.svg', title: 'Level 1', rooms: ['hall'] },
        { guid: 'documents/guide.txt', title: 'Guide', sessions: ['closing'] },
      ],
    })
    expect(readdirSync(profile)).not.toContain('rapporteur.db')
    expect((await run('import', out, '--dry-run')).stdout).toContain(
      `signed by Testing Office (${fingerprint})`,
    )
    expect(await runJson('import', out)).toMatchObject({ conference: { slug: 'testing-days' }, sessions: 2 })

    expect((await run('import', out)).stdout).not.toContain('remembered')

    // The same pack except for a document.
    addFile('guide.txt', 'Doors open at 9.')
    addFile('pack.json', plan({ version: 8 }))
    const output = await build('two.rapporteur-pack')
    expect(output.stdout).toMatch(/2 sessions, 1 floor plan, 1 document\n/)
    expect((await run('import', 'two.rapporteur-pack', '--dry-run')).stdout).toContain(
      '    document changed: Guide\n',
    )
    expect((await run('import', 'two.rapporteur-pack')).stdout).toBe(
      'Testing Days (testing-days): 2 sessions, 1 room; 0 added, 0 changed, 0 cancelled, “Guide” changed\n' +
        `  signed by Testing Office (${fingerprint}), with the same key as the stored programme\n`,
    )
    // The preview of an older pack says that nothing changes, and suggests no option that cancels sessions.
    expect((await run('import', out, '--dry-run')).stdout).toMatch(
      /is older than Testing Days .*\n.*newer \(version 8, the file is version 7\): nothing changes\n {2}import would change nothing\n$/,
    )
    expect((await run('import', out)).stdout).toMatch(/warning: The programme on this computer is newer/)
    // An unsigned file.
    const unsigned = `warning: not signed; the stored programme was signed by Testing Office (${fingerprint})`
    expect((await run('import', 'programme.json', '--dry-run')).stdout).toContain(
      `${unsigned}: import refuses it without --trust-key\n`,
    )
    expect((await runAndFail('import', 'programme.json')).message).toContain('--trust-key')
    expect((await run('import', 'programme.json', '--trust-key')).stdout).toContain(`${unsigned}\n`)

    await pack('keygen', '--out', 'other.key')
    addFile('pack.json', plan({ version: 9, documents: [] }))
    await pack('build', 'pack.json', '--key', 'other.key', '--out', 'other.rapporteur-pack')
    expect((await runAndFail('import', 'other.rapporteur-pack')).message).toContain('--trust-key')
    expect((await run('import', 'other.rapporteur-pack', '--dry-run')).stdout).toMatch(
      /warning: signed by .*; the programme on this computer was signed by .*: import refuses it without --trust-key\n/,
    )
    expect(await runJson('import', 'other.rapporteur-pack', '--trust-key')).toMatchObject({ sessions: 2 })
  })

  test('the key of a pack without other changes is stored, with a message', async () => {
    addFile('programme.json', getBytes(bundle()))
    addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'programme.json' }))
    await runJson('import', 'programme.json')
    const [office, other] = ['office.rapporteur-pack', 'other.rapporteur-pack']
    for (const [key, out] of [
      ['office.key', office],
      ['other.key', other],
    ] as const) {
      await pack('keygen', '--out', key)
      await pack('build', 'pack.json', '--key', key, '--out', out)
    }
    const getLastLine = async (path: string) =>
      (await run('import', path, '--dry-run')).stdout.trim().split('\n').at(-1)?.trim()
    const remembered = '  this key is remembered: packs that another one signs are refused\n'
    expect(await getLastLine(office)).toBe('import would remember the key and change nothing else')
    const first = (await run('import', office)).stdout
    expect(first).toContain('0 added, 0 changed, 0 cancelled\n')
    expect(first).toContain(remembered)
    expect((await run('import', office)).stdout).not.toContain(remembered)
    expect(await getLastLine(office)).toBe('import would change nothing')
    expect(await getLastLine(other)).toBe(
      'import --trust-key would remember the new key and change nothing else',
    )
    expect((await run('import', other, '--trust-key')).stdout).toContain(remembered)
  })

  test('a change of the version only is reported, listed in the history and undone', async () => {
    addFile('programme.json', getBytes(bundle()))
    await pack('keygen', '--out', 'office.key')
    const buildAs = async (version: number) => {
      addFile('pack.json', plan({ version, floorPlans: [], documents: [] }))
      await pack('build', 'pack.json', '--key', 'office.key', '--out', `${version}.rapporteur-pack`)
      return `${version}.rapporteur-pack`
    }
    const [right, mistaken, next] = [await buildAs(1), await buildAs(20261127), await buildAs(2)]
    const ofTesting = ['--conference', 'testing-days']
    await runJson('import', right)
    expect((await run('import', mistaken, '--dry-run')).stdout).toContain(
      'conference: version 1 → 20261127\n',
    )
    expect((await run('import', mistaken)).stdout).toContain(
      '0 added, 0 changed, 0 cancelled, 1 conference detail changed\n',
    )
    const [entry] = await runJson('history', ...ofTesting)
    expect((await run('history', String(entry.id), ...ofTesting)).stdout).toBe(
      'conference: version 1 → 20261127\n',
    )
    expect((await run('undo', ...ofTesting)).stdout).toBe(
      'The import of 20261127.rapporteur-pack was undone.\n',
    )
    const { conference, warnings } = await runJson('import', next)
    expect([conference.slug, warnings]).toEqual(['testing-days', []])
    expect(await runJson('history', ...ofTesting)).toHaveLength(3)
  })

  test('unusual file names are made valid for the pack', async () => {
    addFile('programme.json', getBytes(bundle()))
    addFile('Plan d’accès & étage 1.SVG', svg)
    addFile('.guide+.txt', 'x')
    for (const name of ['हिन्दी.txt', 'हीन्दो.txt']) addFile(name, name)
    addFile(
      'pack.json',
      plan({
        floorPlans: [{ file: 'Plan d’accès & étage 1.SVG', title: 'Level 1' }],
        documents: [
          { file: '.guide+.txt', title: 'Guide' },
          { file: 'हिन्दी.txt', title: 'Hindi' },
          { file: 'हीन्दो.txt', title: 'Hindi, too' },
        ],
      }),
    )
    await pack('keygen', '--out', 'office.key')
    await pack('build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack')
    expect((await pack('inspect', 'x.rapporteur-pack')).files).toMatchObject([
      { guid: 'floor-plans/Plan d_accès _ étage 1.svg', title: 'Level 1', type: 'image/svg+xml' },
      { guid: 'documents/_guide_.txt', title: 'Guide', type: 'text/plain' },
      { guid: 'documents/हिन्दी.txt', title: 'Hindi' },
      { guid: 'documents/हीन्दो.txt', title: 'Hindi, too' },
    ])
  })

  test('a pack name without the right extension is refused, with a suggestion', async () => {
    addFile('programme.json', getBytes(bundle()))
    addFile('pack.json', plan({ floorPlans: [], documents: [] }))
    await pack('keygen', '--out', 'office.key')
    for (const name of ['octopus', 'octopus.zip', 'octopus.']) {
      const { status, stderr } = await build(name)
      expect(status).toBe(2)
      expect(stderr).toMatch(/must end in \.rapporteur-pack, .*: --out octopus\.rapporteur-pack\n$/)
      expect(readdirSync(profile)).not.toContain(name)
    }
  })

  test('a table is read as by import: missing information is asked for, with a message', async () => {
    addFile('table.csv', 'Nom,Quand\nA,03/04/2026 10:00\n')
    addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'table.csv' }))
    await pack('keygen', '--out', 'office.key')
    const args = ['build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack']
    const refused = async (...more: string[]) => (await runCli(['pack', ...args, ...more])).stderr
    const columns = ['--column', 'title=Nom', '--column', 'start=Quand']
    expect(await refused()).toMatch(/^table\.csv: It is not clear .* Specify it: --column title=NAME/)
    expect(await refused(...columns)).toMatch(/^table\.csv: .* Specify it: --time-zone Europe\/Brussels\.\n$/)
    expect(
      await pack(...args, ...columns, '--time-zone', 'Europe/Paris', '--date-order', 'month-first'),
    ).toMatchObject({ sessions: 1 })
    expect((await runJson('import', 'x.rapporteur-pack')).sessions).toBe(1)
    expect((await runJson('list', '--conference', 'table-2026'))[0].start).toBe('2026-03-04T10:00:00+01:00')
  })

  /** @returns the output of the build. `described`: fields in PACK.json besides the table and the publisher */
  const buildOfTable = async (described: object, out = 'x.rapporteur-pack') => {
    addFile('prog.csv', 'Title,Start\nA,2026-03-04 10:00\n')
    addFile('named.json', getBytes(bundle()))
    const settings = { publisher: 'Testing Office', programme: 'prog.csv', ...described }
    addFile('pack.json', JSON.stringify(settings))
    const args = ['build', 'pack.json', '--key', 'office.key', '--time-zone', 'Europe/Paris', '--out', out]
    const { stdout, stderr } = await runCli(['pack', ...args])
    return stdout + stderr
  }

  test('a programme without a title takes one from pack.json, which gives the slug; an existing slug stays', async () => {
    await pack('keygen', '--out', 'office.key')
    expect(await buildOfTable({})).toContain(
      'it is called “prog” after the file. Name it in PACK.json: "title": "…".\n',
    )
    const named = await buildOfTable({ title: 'Testing Days' })
    expect(named).toContain(': Testing Days, 1 session, ')
    expect(named).not.toContain('after the file')
    const conference = async () => (await pack('inspect', 'x.rapporteur-pack')).conference
    expect(await conference()).toMatchObject({ slug: 'testing-days-2026', title: 'Testing Days' })
    await buildOfTable({ programme: 'named.json', title: 'Days of Testing' })
    expect(await conference()).toMatchObject({ slug: 'testing-days', title: 'Days of Testing' })
  })

  test('key messages and organisations are in files beside the table; their errors name the file', async () => {
    const { keyMessages, directory } = bundle()
    const messages = (change: object) =>
      addFile('messages.json', JSON.stringify([{ ...keyMessages?.[0], ...change }]))
    addFile('organisations.json', JSON.stringify(directory))
    await pack('keygen', '--out', 'office.key')
    messages({})
    const beside = { keyMessages: 'messages.json', directory: 'organisations.json' }
    expect(await buildOfTable(beside)).toContain('1 session, ')
    const inspected = (await runCli(['pack', 'inspect', 'x.rapporteur-pack'])).stdout
    expect(inspected).toContain('1 session, 1 key message, 1 organisation\n')
    const refused = async (described: object) => await buildOfTable(described, 'y.rapporteur-pack')
    messages({ number: 1 })
    expect(await refused(beside)).toMatch(
      /^messages\.json, line 1: \[0\]\.number \(“Evidence in the cloud”\): /,
    )
    messages({ lead: 'Other words' })
    expect(await refused(beside)).toMatch(
      /^messages\.json, line 1: \[0\]\.lead \(“Other words”\): the lead must be the beginning of the text/,
    )
    expect(await refused({ directory: 'absent.json' })).toContain('absent.json')
    expect(readdirSync(profile)).not.toContain('y.rapporteur-pack')
  })

  test('a key may have a passphrase, and is refused if other users can read it', async () => {
    addFile('programme.json', getBytes(bundle()))
    addFile('pack.json', plan({ floorPlans: [], documents: [] }))
    const secret = ['--passphrase-file', addFile('secret.txt', 'correct horse')]
    const { fingerprint } = await pack('keygen', '--out', 'office.key', ...secret)
    const args = ['build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack']
    expect((await runCli(['pack', ...args])).stderr).toMatch(
      /^office\.key: The key is protected by a passphrase/,
    )
    const wrong = ['--passphrase-file', addFile('wrong.txt', 'battery staple')]
    const { stderr } = await runCli(['pack', ...args, ...wrong])
    expect(stderr).toMatch(/^office\.key: The passphrase is wrong/)
    expect((await pack(...args, ...secret)).fingerprint).toBe(fingerprint)
    if (process.platform === 'win32') return
    chmodSync(join(profile, 'office.key'), 0o644)
    expect(await runCli(['pack', ...args, ...secret])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^office\.key: other users of this computer can read the key: chmod 600/),
    })
  })

  test('a pack cannot be the programme of a pack, and an invalid key is named', async () => {
    addFile('programme.json', getBytes(bundle()))
    addFile('pack.json', plan({ floorPlans: [], documents: [] }))
    await pack('keygen', '--out', 'office.key')
    await pack('build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack')
    addFile('pack.json', plan({ programme: 'x.rapporteur-pack', floorPlans: [], documents: [] }))
    const build = async (key: string) =>
      (await runCli(['pack', 'build', 'pack.json', '--key', key, '--out', 'y.rapporteur-pack'])).stderr
    expect(await build('office.key')).toMatch(/^x\.rapporteur-pack: This is a pack already\. /)
    expect(await build('pack.json')).toMatch(/^pack\.json: This is not a key for packs/)
    expect(await build('.')).toBe('. is a folder, not a file.\n')
    expect((await runCli(['pack', 'keygen', '--out', 'nowhere/x.key'])).stderr).toMatch(
      /The folder .*nowhere is not there/,
    )
  })

  test.each([
    [
      'a room that the programme does not have',
      plan({ floorPlans: [{ file: 'level-1.svg', title: 'x', rooms: ['Attic'] }] }),
      /no room “Attic”/,
    ],
    [
      'an executable file',
      plan({ documents: [{ file: 'setup.exe', title: 'x' }] }),
      /setup\.exe cannot go into a pack/,
    ],
    [
      'a session named by a title that two sessions have',
      plan({ programme: 'twice.json', documents: [{ file: 'guide.txt', title: 'x', sessions: ['Break'] }] }),
      /more than one session “Break”.*break-1, break-2/,
    ],
    [
      'a file that is not a picture in spite of its name',
      plan({ floorPlans: [{ file: 'plan.png', title: 'x' }] }),
      /^plan\.png: its name says that it is a file of the kind PNG, but its content is not\.\n$/,
    ],
    ['a file that is not there', plan({ documents: [{ file: 'absent.pdf', title: 'x' }] }), /absent\.pdf/],
    ['an empty file', plan({ documents: [{ file: 'empty.txt', title: 'x' }] }), /^empty\.txt: .* empty\.\n$/],
    ['a folder', plan({ documents: [{ file: '.', title: 'x' }] }), /^\. is a folder, not a file\.\n$/],
    [
      'a glossary with a line of only one term',
      plan({ glossary: { file: 'guide.txt', title: 'Glossary' } }),
      /^guide\.txt.*line 1: a term needs at least one other term/,
    ],
    ['an unknown part', plan({ docs: [] }), /^pack\.json, line 1: unknown: "docs"\.\n$/],
    ['a missing part', '{"programme": "programme.json"}', /^pack\.json, line 1: publisher: is missing\.\n$/],
    ['a description that breaks off', '{"publisher": "x"', /line 1 column/],
    [
      'a publisher whose letters are shown in another order',
      plan({ publisher: 'Office \u2067x\u2069' }),
      /pack\.json, line 1: publisher: contains characters that reverse the text/,
    ],
    ['a description with a mistake', plan({ publisher: '' }), /pack\.json, line 1: publisher/],
  ])('%s is reported, and no pack is made', async (_, description, reason) => {
    addFile('programme.json', getBytes(bundle()))
    addFile('level-1.svg', svg)
    addFile('guide.txt', 'x')
    addFile('setup.exe', 'MZ')
    addFile('empty.txt', '')
    addFile('plan.png', svg)
    const breaks = ['break-1', 'break-2'].map((guid) => session(guid, { title: 'Break' }))
    addFile('twice.json', getBytes(bundle((made) => made.sessions.push(...breaks))))
    addFile('pack.json', description)
    await pack('keygen', '--out', 'office.key')
    const { status, stderr } = await build('x.rapporteur-pack')
    expect(status).toBe(1)
    expect(stderr).toMatch(reason)
    expect(readdirSync(profile)).not.toContain('x.rapporteur-pack')
  })
})
