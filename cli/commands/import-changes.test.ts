/** The command line: how it describes the changes of an update. */
import { describe, expect, test } from 'vitest'
import { bundle, getBytes, session } from '../../db/testing/bundles.ts'
import { addFile, prepareProfiles, run, runAndFail, runJson } from '../testing/run.ts'

prepareProfiles()

describe('the changes of an import', () => {
  test('are listed as in the window: the delegate’s own first, then by importance and time', async () => {
    const sessions = (...list: ReturnType<typeof session>[]) =>
      getBytes(bundle((made) => Object.assign(made, { sessions: list })))
    const at = (guid: string, more = {}) => session(guid, more)
    const withoutRoom = { room: null }
    await runJson('import', addFile('testing.json', sessions(at('a'), at('b'), at('c'), at('d'), at('e'))))
    const addNote = ['note', 'add', '--session', 'e', '--file', addFile('note.md', 'words')]
    await runJson(...addNote, '--conference', 'testing-days')
    const newer = sessions(
      at('a', { description: 'x' }),
      at('b', { title: 'B' }),
      at('d', withoutRoom),
      at('e', { languages: ['fr'] }),
      at('f'),
    )
    const output = (await run('import', addFile('newer.json', newer), '--dry-run')).stdout
    const order = [...output.matchAll(/^ {4}(\D+?): (\w)/gm)].map(([, what, name]) => `${what} ${name}`)
    expect(order).toEqual([
      'changed (mine) e',
      'left out c',
      'changed d',
      'changed B',
      'changed a',
      'added f',
    ])
  })

  test('are counted by kind if there are many; all own ones are listed, and the first of the others, or all with --all', async () => {
    const many = (change: (index: number) => Record<string, unknown>) =>
      getBytes(
        bundle((made) =>
          Object.assign(made, {
            sessions: Array.from({ length: 60 }, (_, index) => session(`s-${index}`, change(index))),
          }),
        ),
      )
    await runJson(
      'import',
      addFile(
        'testing.json',
        many(() => ({})),
      ),
    )
    const note = addFile('note.md', 'words')
    await runJson('note', 'add', '--session', 's-59', '--file', note, '--conference', 'testing-days')
    const path = addFile(
      'newer.json',
      many((index) => ({ title: `New ${index}`, ...(index < 10 ? { room: null } : {}) })),
    )
    const lines = (text: string) => text.split('\n').filter((line) => line.startsWith('    '))
    const shown = lines((await run('import', path, '--dry-run')).stdout)
    expect(shown).toHaveLength(23)
    expect(shown.slice(0, 3)).toEqual([
      '    60 sessions: 10 moved, 60 retitled',
      '    changed (mine): New 59; title s-59 → New 59',
      '    changed: New 0; room Hall → none; title s-0 → New 0',
    ])
    expect(shown.at(-1)).toBe('    … and 39 more sessions: --all shows them')
    expect(lines((await run('import', path, '--dry-run', '--all')).stdout)).toHaveLength(61)
    expect(await runAndFail('import', path, '--all')).toMatchObject({ status: 2 })

    await runJson('import', path)
    const [last] = await runJson('history', '--conference', 'testing-days')
    const history = async (...more: string[]) =>
      (await run('history', String(last.id), '--conference', 'testing-days', ...more)).stdout
        .trim()
        .split('\n')
    expect(await history()).toEqual(shown.map((line) => line.trim()))
    expect(await history('--all')).toHaveLength(61)
  })

  test('list only the added and removed links of a session', async () => {
    const link = (title: string) => ({ kind: 'link', title, url: `https://example.org/${title}` })
    const withLinks = (...titles: string[]) =>
      getBytes(bundle((made) => Object.assign(made.sessions[0] ?? {}, { links: titles.map(link) })))
    await runJson('import', addFile('testing.json', withLinks('a', 'b', 'c')))
    const preview = async (name: string, ...titles: string[]) =>
      (await run('import', addFile(name, withLinks(...titles)), '--dry-run')).stdout
    expect(await preview('newer.json', 'a', 'c', 'd')).toContain(
      'changed: Opening; links + d · https://example.org/d, − b · https://example.org/b\n',
    )
    expect(await preview('other.json', 'c', 'b', 'a')).toContain('changed: Opening; links in another order\n')
  })

  test('are not listed if the file becomes a new conference', async () => {
    const table = (letter: string, month: string) =>
      addFile(
        'programme.csv',
        [
          'Title,Date,Start,End',
          ...Array.from(
            { length: 6 },
            (_, index) => `${letter} ${index},2026-${month}-04,1${index}:00,1${index}:45`,
          ),
        ].join('\n'),
      )
    const zone = ['--time-zone', 'Europe/Paris']
    await runJson('import', table('A', '05'), ...zone)
    const shown = (await run('import', table('B', '09'), ...zone, '--dry-run')).stdout
    expect(shown.split('\n').slice(-3)).toEqual([
      '  import would make it a conference of its own',
      '  programme (programme-2026) stays as it is: 0 of its 6 sessions are in the file; import --update programme-2026 would update it',
      '',
    ])
    expect(shown).not.toMatch(/would update programme|cancelled|added/)
    // If the update is requested explicitly, its changes are listed.
    const update = ['import', table('B', '09'), ...zone, '--dry-run', '--update', 'programme-2026']
    expect((await run(...update)).stdout).toMatch(/and keep the sessions that the file leaves out\n/)
    expect((await run(...update)).stdout).not.toMatch(/cancelled/)
    expect((await run(...update, '--cancel-missing')).stdout).toMatch(
      /would update programme .*\n {4}12 sessions: 6 cancelled \(6 left out of the file\), 6 added/,
    )
  })

  test('a missing session with notes is listed with its likely successor, and can be linked', async () => {
    const rows = (...titles: string[]) =>
      addFile(
        'programme.csv',
        ['Title,Date,Start', ...titles.map((title, index) => `${title},2026-05-04,1${index}:00`)].join('\n'),
      )
    const zone = ['--time-zone', 'Europe/Paris']
    await runJson('import', rows('Opening', 'Evidence', 'Closing'), ...zone)
    const conference = ['--conference', 'programme-2026']
    await runJson(
      'note',
      'add',
      '--session',
      'evidence',
      '--file',
      addFile('note.md', 'words'),
      ...conference,
    )
    const newer = ['import', rows('Opening', 'Evidence at sea', 'Closing'), ...zone]
    const link = 'evidence=evidence-at-sea'
    expect((await run(...newer, '--dry-run')).stdout).toContain(
      `    The file leaves out “Evidence”, which has your star or notes. If the file calls it “Evidence at sea”, import with --update programme-2026 --link ${link}\n`,
    )
    expect(await runAndFail(...newer, '--link', link)).toMatchObject({ status: 2 })
    const update = [...newer, '--update', 'programme-2026']
    expect(await runAndFail(...update, '--link', 'evidence')).toMatchObject({ status: 2 })
    expect(await runAndFail(...update, '--link', 'evidence=nothing')).toMatchObject({ status: 1 })
    expect(await runJson(...update, '--link', link)).toMatchObject({
      changes: { added: 0, changed: 1, cancelled: 0 },
    })
  })
})
