/** The command line: import, its changes, and undo. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundle, getBytes } from '../../db/testing/bundles.ts'
import { resources } from '../resources.ts'
import { addFile, prepareProfiles, profile, run, runAndFail, runCliProcess, runJson } from '../testing/run.ts'

prepareProfiles()

const fixtures = join(resources, 'tests/fixtures')

describe('import', () => {
  test('imports a conference, imports it again, and a newer version of it', async () => {
    const path = addFile('testing.json', getBytes(bundle()))
    expect(await runJson('import', path)).toEqual({
      conference: { slug: 'testing-days', title: 'Testing Days' },
      sessions: 2,
      cancelled: 0,
      rooms: 1,
      speakers: 1,
      keyMessages: 1,
      contacts: 1,
      warnings: [],
      changes: { added: 2, changed: 0, cancelled: 0 },
      beside: { facts: 0, speakers: 0, keyMessages: 0, contacts: 0, files: [] },
      signer: null,
      keyKept: false,
      cameBack: false,
      voidDelays: 0,
    })
    expect((await runJson('import', path)).changes).toEqual({ added: 0, changed: 0, cancelled: 0 })
    expect((await runJson('list', '--conference', 'testing-days'))[0]).toMatchObject({
      start: '2026-05-04T09:30:00+02:00',
      end: '2026-05-04T11:00:00+02:00',
      speakers: ['Ada Lovelace'],
    })
    expect(await runJson('list')).toHaveLength(15)
    const newer = bundle((made) => {
      made.conference.revision = 2
      made.sessions = made.sessions.slice(0, 1)
    })
    expect((await runJson('import', addFile('newer.json', getBytes(newer)))).changes).toMatchObject({
      cancelled: 1,
    })
    expect((await run('import', path, path)).status).toBe(0)
  })

  test('imports the programmes in a folder, or the folder as an unpacked Open Event export', async () => {
    const folder = join(profile, 'programmes')
    mkdirSync(folder)
    expect((await runAndFail('import', folder)).message).toMatch(
      /programmes holds no file that looks like a programme/,
    )
    writeFileSync(join(folder, 'notes.txt'), 'Nothing.')
    writeFileSync(join(folder, 'days.JSON'), getBytes(bundle()))
    copyFileSync(join(fixtures, 'ics/no-vtimezone.ics'), join(folder, 'water.ics'))
    expect(await runJson('import', folder)).toMatchObject([{ sessions: 2 }, { sessions: 2 }])
    expect(await runJson('import', join(fixtures, 'json-other/open-event'))).toMatchObject({
      conference: { title: 'Summit of the Hills 2033' },
      sessions: 2,
      speakers: 1,
    })
  })

  test.skipIf(process.platform === 'win32').each([
    ['a device without an end', 'zero.xml is a device or a pipe, not a file', ['ln', '-s', '/dev/zero']],
    ['a pipe that nobody writes to', 'pipe.xml is a device or a pipe, not a file', ['mkfifo']],
    ['a link to itself', 'loop.xml is a link that leads back to itself', ['ln', '-s', 'loop.xml']],
    ['a link to nothing', 'gone.xml is not there', ['ln', '-s', 'nowhere.xml']],
  ])('%s is refused at once', (_, reason, [command = '', ...args]) => {
    const [name = ''] = reason.split(' ')
    execFileSync(command, [...args, name], { cwd: profile })
    const { status, stderr } = runCliProcess(['import', name, '--profile', profile], { seconds: 20 })
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(reason) })
    expect(stderr).not.toContain('inside Rapporteur')
  })

  test('of several files each is tried, and both imported and failed ones are reported', async () => {
    const good = addFile('good.json', getBytes(bundle()))
    const bad = addFile('bad.zip', 'PK\u0003\u0004 and no more')
    const absent = join(profile, 'absent.ics')
    const calendar = join(fixtures, 'ics/no-vtimezone.ics')
    const output = await run('import', good, bad, absent, calendar)
    expect(output.status).toBe(1)
    expect(output.stdout).toMatch(
      /^Testing Days \(testing-days\): 2 sessions, .*\nno vtimezone .*: 2 sessions, /,
    )
    expect(output.stderr).toMatch(/^.*bad\.zip.*\n.*absent\.ics.*\n$/)

    const { status, stdout, stderr } = await run('import', good, bad, calendar, '--json')
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^.*bad\.zip.*\n$/) })
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ sessions: 2 }),
      { file: bad, error: { code: 'bad-file', message: expect.stringContaining('bad.zip') } },
      expect.objectContaining({ conference: expect.objectContaining({ title: 'no vtimezone' }) }),
    ])

    const folder = join(profile, 'empty')
    mkdirSync(folder)
    expect(JSON.parse((await run('import', folder, good, '--dry-run', '--json')).stdout)).toMatchObject([
      { file: folder, error: { code: 'bad-file' } },
      { conference: { slug: 'testing-days' } },
    ])
    expect(await run('import', bad, absent)).toMatchObject({ status: 1, stdout: '' })
  })

  test('a programme without a time zone needs --time-zone, unless it updates a stored conference', async () => {
    const path = join(fixtures, 'frab-xml/night.xml')
    expect(await runAndFail('import', path)).toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/night\.xml: .*--time-zone/),
    })
    expect((await run('import', path, '--time-zone', 'Europe/Berlin')).stdout).toMatch(
      /^Lantern Days \(lantern-days-2031\): 3 sessions, 2 rooms; 3 added/,
    )
    // An update uses the time zone of the stored conference, and says so.
    const kept =
      'The file names no known time zone: its times were read in that of “Lantern Days”, Europe/Berlin.'
    expect(await runJson('import', path)).toMatchObject({
      changes: { added: 0, changed: 0, cancelled: 0 },
      warnings: expect.arrayContaining([kept]),
    })
    const update = ['--update', 'lantern-days-2031', '--keep-missing']
    expect((await run('import', path, ...update)).stdout).toContain(`  warning: ${kept}\n`)
    expect((await run('import', path, '--dry-run')).stdout).toContain(`  warning: ${kept}\n`)
    expect((await runAndFail('import', path, '--as-new')).message).toMatch(/--time-zone/)
    expect(await runAndFail('import', path, '--time-zone', 'Mars')).toMatchObject({
      status: 2,
      code: 'usage',
    })
  })

  test('shows its changes without applying them, lists them afterwards, and undoes them', async () => {
    const path = addFile('testing.json', getBytes(bundle()))
    await runJson('import', path)
    await runJson(
      'note',
      'add',
      '--session',
      'closing',
      '--file',
      addFile('note.md', 'words'),
      '--conference',
      'testing-days',
    )
    const newer = addFile(
      'newer.json',
      getBytes(
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
    expect(await runJson('import', newer, '--dry-run')).toMatchObject({
      conference: { slug: 'testing-days' },
      matches: [
        {
          slug: 'testing-days',
          changes: {
            cancel: { sessions: [{ kind: 'changed' }, { kind: 'missing' }] },
            keep: { sessions: [{ kind: 'changed' }] },
          },
        },
      ],
      suggested: { update: 'testing-days', missing: 'cancel' },
    })
    const shown = (await run('import', newer, '--dry-run')).stdout
    expect(shown).toMatch(
      /changed: Opening|changed: Grand opening; start 09:30 → 10:00; title Opening → Grand opening/,
    )
    expect(shown).toContain('left out (mine): Closing')
    expect((await runJson('list', '--conference', 'testing-days'))[0].title).toBe('Opening')

    await runJson('import', newer)
    const [last, first] = await runJson('history', '--conference', 'testing-days')
    expect([last, first]).toMatchObject([{ counts: { changed: 1, cancelled: 1 } }, { isFirst: true }])
    expect((await run('history', String(last.id), '--conference', 'testing-days')).stdout).toContain(
      'start 09:30 → 10:00',
    )
    expect(await runJson('undo', '--conference', 'testing-days')).toEqual({ undone: last.id })
    expect(await runJson('list', '--conference', 'testing-days')).toMatchObject([
      { title: 'Opening', status: 'confirmed' },
      { title: 'Closing', status: 'confirmed' },
    ])
    // history still lists the first import.
    expect(await runAndFail('undo', '--conference', 'testing-days')).toMatchObject({
      status: 1,
      code: 'not-found',
      message:
        'There is no import into testing-days that can be undone: only the last one can, and only once.',
    })
  })

  test('a file can be kept separate from the conference with the same name, or merged into it', async () => {
    const path = addFile('testing.json', getBytes(bundle()))
    await runJson('import', path)
    expect((await runJson('import', path, '--as-new')).conference.slug).toBe('testing-days-2026')
    const part = addFile(
      'part.json',
      getBytes(
        bundle((made) => {
          made.sessions = made.sessions.slice(0, 1)
        }),
      ),
    )
    const update = ['import', part, '--update', 'testing-days']
    const unchanged = { added: 0, changed: 0, cancelled: 0 }
    expect((await runJson(...update)).changes).toEqual(unchanged)
    expect((await runJson(...update, '--keep-missing')).changes).toEqual(unchanged)
    expect((await runJson(...update, '--cancel-missing')).changes).toEqual({
      added: 0,
      changed: 0,
      cancelled: 1,
    })
    for (const wrong of [
      ['--keep-missing'],
      ['--as-new', '--update', 'testing-days'],
      ['--update', 'No Slug'],
    ]) {
      expect(await runAndFail('import', part, ...wrong)).toMatchObject({ status: 2, code: 'usage' })
    }
    expect(await runAndFail('import', part, '--update', 'nowhere')).toMatchObject({
      status: 1,
      code: 'not-found',
    })
  })

  test('a message about one event cancels no other session of the named conference', async () => {
    const calendar = (method: string, ...uids: string[]) =>
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//made up//EN',
        ...(method === '' ? [] : [`METHOD:${method}`]),
        ...uids.flatMap((uid, index) => [
          'BEGIN:VEVENT',
          `UID:${uid}@hearings.example`,
          'DTSTAMP:20260401T080000Z',
          `SEQUENCE:${method === '' ? 0 : 1}`,
          `SUMMARY:Hearing ${uid}${method === '' ? '' : ' (moved)'}`,
          `DTSTART:2026050${index + 4}T070000Z`,
          `DTEND:2026050${index + 4}T080000Z`,
          'END:VEVENT',
        ]),
        'END:VCALENDAR',
        '',
      ].join('\r\n')
    const zone = ['--time-zone', 'Europe/Paris']
    const whole = await runJson(
      'import',
      addFile('hearings.ics', calendar('', 'one', 'two', 'three')),
      ...zone,
    )
    const { slug } = whole.conference
    const message = addFile('message.ics', calendar('REQUEST', 'one'))
    expect((await runJson('import', message, '--update', slug, ...zone)).changes).toEqual({
      added: 0,
      changed: 1,
      cancelled: 0,
    })
    expect((await run('import', message, '--update', slug, ...zone, '--dry-run')).stdout).not.toMatch(
      /cancelled/,
    )
  })

  test('a dry run describes exactly what the import does, with any choice for missing sessions', async () => {
    const path = addFile('testing.json', getBytes(bundle()))
    await runJson('import', path)
    const part = addFile(
      'part.json',
      getBytes(
        bundle((made) => {
          made.conference.endDate = '2026-05-04'
          made.sessions = made.sessions.slice(0, 1)
          made.keyMessages = []
        }),
      ),
    )
    const keep = ['import', part, '--update', 'testing-days', '--keep-missing']
    expect((await run(...keep, '--dry-run')).stdout).toMatch(/ left out\n {4}nothing changes\n/)
    expect((await run(...keep)).stdout).toBe(
      'Testing Days (testing-days): 2 sessions, 1 room; 0 added, 0 changed, 0 cancelled\n',
    )
    expect((await run('import', part, '--dry-run', '--as-new')).stdout).toMatch(
      /sessions?, 1 room\n {2}import would make/,
    )
    const shown = (await run('import', part, '--dry-run')).stdout
    expect(shown).toContain('conference: endDate 2026-05-06 → 2026-05-04')
    expect((await run('import', part)).stdout).toBe(
      'Testing Days (testing-days): 1 session, 1 cancelled, 1 room; 0 added, 0 changed, 1 cancelled, 1 conference detail changed, 2 key messages changed\n',
    )
    expect((await run('history', '--conference', 'testing-days')).stdout).toContain(
      'part.json: 0 added, 0 changed, 1 cancelled, 1 conference detail changed, 2 key messages changed\n',
    )
    const other = addFile(
      'other.json',
      getBytes(bundle((made) => Object.assign(made.conference, { title: 'X' }))),
    )
    expect(await runAndFail('import', other, '--dry-run', '--update', 'nowhere')).toMatchObject({
      code: 'not-found',
    })
    // A conference that the delegate chooses need not be similar to the file.
    expect((await run('import', other, '--dry-run', '--update', 'octopus-2016')).stdout).toMatch(
      /would update Octopus.*: 0 of its sessions are in the file, 13 of 13 are left out/,
    )
  })

  test('a session that moves to another day is described with both days', async () => {
    await runJson('import', addFile('testing.json', getBytes(bundle())))
    const moved = addFile(
      'moved.json',
      getBytes(
        bundle((made) => {
          const [opening] = made.sessions
          if (!opening) throw new Error('there is one')
          Object.assign(opening, {
            start: opening.start.replace('-04T', '-05T'),
            end: opening.end?.replace('-04T', '-05T'),
            day: '2026-05-05',
          })
        }),
      ),
    )
    expect((await run('import', moved, '--dry-run')).stdout).toContain(
      'changed: Opening; start 2026-05-04 09:30 → 2026-05-05 09:30; end 2026-05-04 11:00 → 2026-05-05 11:00; day',
    )
  })

  test('refuses what cannot be imported', async () => {
    expect(await runAndFail('import', join(profile, 'absent.json'))).toMatchObject({
      status: 1,
      code: 'file-access',
    })
    const odd = addFile('odd.json', '{"format":"rapporteur-conference"}')
    expect(await runAndFail('import', odd)).toMatchObject({ status: 1, code: 'bad-file' })
    expect(await runAndFail('import', addFile('odd.txt', 'words'))).toMatchObject({
      code: 'bad-file',
      message: expect.stringContaining('odd.txt'),
    })
  })
})
