/** The command line: conference packs. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundle, bytesOf, session } from '../../db/testing/bundles.ts'
import { cli, failure, file, json, profile, run } from '../testing/run.ts'

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

    expect(run('import', out).stdout).not.toContain('remembered')

    // The same, but for a document.
    file('guide.txt', 'Doors open at 9.')
    file('pack.json', plan({ version: 8 }))
    const told = cli(['pack', 'build', 'pack.json', '--key', 'office.key', '--out', 'two.rapporteur-pack'])
    expect(told.stdout).toMatch(/2 sessions, 1 floor plan, 1 document\n/)
    expect(run('import', 'two.rapporteur-pack', '--dry-run').stdout).toContain(
      '    document changed: Guide\n',
    )
    expect(run('import', 'two.rapporteur-pack').stdout).toBe(
      'Testing Days (testing-days): 2 sessions, 1 room; 0 added, 0 changed, 0 cancelled, “Guide” changed\n' +
        `  signed by Testing Office (${fingerprint}), with the key of what is here\n`,
    )
    // An older one; what it leaves out is not said to be cancelled by an option.
    expect(run('import', out, '--dry-run').stdout).toMatch(
      /is older than Testing Days .*\n.*newer \(version 8, the file is version 7\): nothing changes\n {2}import would change nothing\n$/,
    )
    expect(run('import', out).stdout).toMatch(/warning: The programme on this computer is newer/)
    // One that nobody signed.
    const unsigned = `warning: not signed; what is here was signed by Testing Office (${fingerprint})`
    expect(run('import', 'programme.json', '--dry-run').stdout).toContain(
      `${unsigned}: import refuses it without --trust-key\n`,
    )
    expect(failure('import', 'programme.json').message).toContain('--trust-key')
    expect(run('import', 'programme.json', '--trust-key').stdout).toContain(`${unsigned}\n`)

    pack('keygen', '--out', 'other.key')
    file('pack.json', plan({ version: 9, documents: [] }))
    pack('build', 'pack.json', '--key', 'other.key', '--out', 'other.rapporteur-pack')
    expect(failure('import', 'other.rapporteur-pack').message).toContain('--trust-key')
    expect(run('import', 'other.rapporteur-pack', '--dry-run').stdout).toMatch(
      /warning: signed by .*, but what is here by .*: import refuses it without --trust-key\n/,
    )
    expect(json('import', 'other.rapporteur-pack', '--trust-key')).toMatchObject({ sessions: 2 })
  })

  test('the key of a pack that changes nothing else is remembered, and that is said', () => {
    file('programme.json', bytesOf(bundle()))
    file('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'programme.json' }))
    json('import', 'programme.json')
    const built = ['office', 'other'].map((name) => {
      pack('keygen', '--out', `${name}.key`)
      const out = `${name}.rapporteur-pack`
      pack('build', 'pack.json', '--key', `${name}.key`, '--out', out)
      return out
    })
    const [office = '', other = ''] = built
    const would = (path: string) => run('import', path, '--dry-run').stdout.trim().split('\n').at(-1)?.trim()
    const remembered = '  this key is remembered: packs that another one signs are refused\n'
    expect(would(office)).toBe('import would remember the key and change nothing else')
    const first = run('import', office).stdout
    expect(first).toContain('0 added, 0 changed, 0 cancelled\n')
    expect(first).toContain(remembered)
    expect(run('import', office).stdout).not.toContain(remembered)
    expect(would(office)).toBe('import would change nothing')
    expect(would(other)).toBe('import --trust-key would remember the new key and change nothing else')
    expect(run('import', other, '--trust-key').stdout).toContain(remembered)
  })

  test('a version alone is told, stands in the history and is undone', () => {
    file('programme.json', bytesOf(bundle()))
    pack('keygen', '--out', 'office.key')
    const built = (version: number) => {
      file('pack.json', plan({ version, floorPlans: [], documents: [] }))
      pack('build', 'pack.json', '--key', 'office.key', '--out', `${version}.rapporteur-pack`)
      return `${version}.rapporteur-pack`
    }
    const [right, mistaken, next] = [built(1), built(20261127), built(2)]
    const ofTesting = ['--conference', 'testing-days']
    json('import', right)
    expect(run('import', mistaken, '--dry-run').stdout).toContain('conference: version 1 → 20261127\n')
    expect(run('import', mistaken).stdout).toContain(
      '0 added, 0 changed, 0 cancelled, 1 conference detail changed\n',
    )
    const [entry] = json('history', ...ofTesting)
    expect(run('history', String(entry.id), ...ofTesting).stdout).toBe('conference: version 1 → 20261127\n')
    expect(run('undo', ...ofTesting).stdout).toBe('The import of 20261127.rapporteur-pack was undone.\n')
    expect(json('import', next)).toMatchObject({ conference: { slug: 'testing-days' }, warnings: [] })
    expect(json('history', ...ofTesting)).toHaveLength(3)
  })

  test('files may be named as they are named elsewhere', () => {
    file('programme.json', bytesOf(bundle()))
    file('Plan d’accès & étage 1.SVG', svg)
    file('.guide+.txt', 'x')
    for (const name of ['हिन्दी.txt', 'हीन्दो.txt']) file(name, name)
    file(
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
    pack('keygen', '--out', 'office.key')
    pack('build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack')
    expect(pack('inspect', 'x.rapporteur-pack').files).toMatchObject([
      { guid: 'floor-plans/Plan d_accès _ étage 1.svg', title: 'Level 1', type: 'image/svg+xml' },
      { guid: 'documents/_guide_.txt', title: 'Guide', type: 'text/plain' },
      { guid: 'documents/हिन्दी.txt', title: 'Hindi' },
      { guid: 'documents/हीन्दो.txt', title: 'Hindi, too' },
    ])
  })

  test('a name by which no double click opens it is refused, with the one that would do', () => {
    file('programme.json', bytesOf(bundle()))
    file('pack.json', plan({ floorPlans: [], documents: [] }))
    pack('keygen', '--out', 'office.key')
    for (const name of ['octopus', 'octopus.zip', 'octopus.']) {
      const { status, stderr } = cli(['pack', 'build', 'pack.json', '--key', 'office.key', '--out', name])
      expect(status).toBe(2)
      expect(stderr).toMatch(/ends in \.rapporteur-pack, .*: --out octopus\.rapporteur-pack\n$/)
      expect(readdirSync(profile)).not.toContain(name)
    }
  })

  test('a table is read as import reads it: what is missing is asked for, and said', () => {
    file('table.csv', 'Nom,Quand\nA,03/04/2026 10:00\n')
    file('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'table.csv' }))
    pack('keygen', '--out', 'office.key')
    const build = ['build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack']
    const refused = (...more: string[]) => cli(['pack', ...build, ...more]).stderr
    const columns = ['--column', 'title=Nom', '--column', 'start=Quand']
    expect(refused()).toMatch(/^table\.csv: Nothing tells .* Say which: --column title=NAME/)
    expect(refused(...columns)).toMatch(/^table\.csv: .* Say which: --time-zone Europe\/Brussels\.\n$/)
    expect(
      pack(...build, ...columns, '--time-zone', 'Europe/Paris', '--date-order', 'month-first'),
    ).toMatchObject({ sessions: 1 })
    expect(json('import', 'x.rapporteur-pack').sessions).toBe(1)
    expect(json('list', '--conference', 'table-2026')[0].start).toBe('2026-03-04T10:00:00+01:00')
  })

  /** What it printed; `described`: in PACK.json beside the table and the publisher. */
  const buildOfTable = (described: object, out = 'x.rapporteur-pack') => {
    file('prog.csv', 'Title,Start\nA,2026-03-04 10:00\n')
    file('named.json', bytesOf(bundle()))
    file('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'prog.csv', ...described }))
    const args = ['build', 'pack.json', '--key', 'office.key', '--time-zone', 'Europe/Paris', '--out', out]
    const { stdout, stderr } = cli(['pack', ...args])
    return stdout + stderr
  }

  test('a programme without a title is told how it gets one, by which its slug is made; one that has a slug keeps it', () => {
    pack('keygen', '--out', 'office.key')
    expect(buildOfTable({})).toContain(
      'it is called “prog” after the file. Name it in PACK.json: "title": "…".\n',
    )
    const named = buildOfTable({ title: 'Testing Days' })
    expect(named).toContain(': Testing Days, 1 session, ')
    expect(named).not.toContain('after the file')
    const conference = () => pack('inspect', 'x.rapporteur-pack').conference
    expect(conference()).toMatchObject({ slug: 'testing-days-2026', title: 'Testing Days' })
    buildOfTable({ programme: 'named.json', title: 'Days of Testing' })
    expect(conference()).toMatchObject({ slug: 'testing-days', title: 'Days of Testing' })
  })

  test('key messages and organisations that no table has lie beside it; what is wrong with them is said with their file', () => {
    const { keyMessages, directory } = bundle()
    const messages = (change: object) =>
      file('messages.json', JSON.stringify([{ ...keyMessages?.[0], ...change }]))
    file('organisations.json', JSON.stringify(directory))
    pack('keygen', '--out', 'office.key')
    messages({})
    const beside = { keyMessages: 'messages.json', directory: 'organisations.json' }
    expect(buildOfTable(beside)).toContain('1 session, ')
    const inspected = cli(['pack', 'inspect', 'x.rapporteur-pack']).stdout
    expect(inspected).toContain('1 session, 1 key message, 1 organisation\n')
    const refused = (described: object) => buildOfTable(described, 'y.rapporteur-pack')
    messages({ number: 1 })
    expect(refused(beside)).toMatch(/^messages\.json: \[0\]\.number: /)
    messages({ lead: 'Other words' })
    expect(refused(beside)).toMatch(/^messages\.json: keyMessages\[0\]\.lead: it is not how the text begins/)
    expect(refused({ directory: 'absent.json' })).toContain('absent.json')
    expect(readdirSync(profile)).not.toContain('y.rapporteur-pack')
  })

  test('a pack is no programme for another one, and what is no key is named', () => {
    file('programme.json', bytesOf(bundle()))
    file('pack.json', plan({ floorPlans: [], documents: [] }))
    pack('keygen', '--out', 'office.key')
    pack('build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack')
    file('pack.json', plan({ programme: 'x.rapporteur-pack', floorPlans: [], documents: [] }))
    const build = (key: string) =>
      cli(['pack', 'build', 'pack.json', '--key', key, '--out', 'y.rapporteur-pack']).stderr
    expect(build('office.key')).toMatch(/^x\.rapporteur-pack: This is a pack already\. /)
    expect(build('pack.json')).toMatch(/^pack\.json: This is not a key for packs/)
    expect(build('.')).toBe('. is a folder, not a file.\n')
    expect(cli(['pack', 'keygen', '--out', 'nowhere/x.key']).stderr).toMatch(
      /The folder .*nowhere is not there/,
    )
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
    [
      'a title that two sessions have',
      plan({ programme: 'twice.json', documents: [{ file: 'guide.txt', title: 'x', sessions: ['Break'] }] }),
      /more than one session “Break”.*break-1, break-2/,
    ],
    [
      'a picture that is none',
      plan({ floorPlans: [{ file: 'plan.png', title: 'x' }] }),
      /^plan\.png: it does not hold what its name says: it does not begin as a file of the kind PNG does\.\n$/,
    ],
    ['a file that is not there', plan({ documents: [{ file: 'absent.pdf', title: 'x' }] }), /absent\.pdf/],
    ['an empty file', plan({ documents: [{ file: 'empty.txt', title: 'x' }] }), /^empty\.txt: .* empty\.\n$/],
    ['a folder', plan({ documents: [{ file: '.', title: 'x' }] }), /^\. is a folder, not a file\.\n$/],
    ['an unknown part', plan({ docs: [] }), /^pack\.json: unknown: "docs"\.\n$/],
    ['a part that is missing', '{"programme": "programme.json"}', /^pack\.json: publisher: is missing\.\n$/],
    ['half a description', '{"publisher": "x"', /line 1 column/],
    [
      'a publisher whose letters are shown in another order',
      plan({ publisher: 'Office \u2067x\u2069' }),
      /pack\.json: publisher: holds characters that turn the order/,
    ],
    ['a description with a mistake', plan({ publisher: '' }), /pack\.json: publisher/],
  ])('%s is said, and no pack is made', (_, description, reason) => {
    file('programme.json', bytesOf(bundle()))
    file('level-1.svg', svg)
    file('guide.txt', 'x')
    file('setup.exe', 'MZ')
    file('empty.txt', '')
    file('plan.png', svg)
    const breaks = ['break-1', 'break-2'].map((guid) => session(guid, { title: 'Break' }))
    file('twice.json', bytesOf(bundle((made) => made.sessions.push(...breaks))))
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
