/** The command line: behaviour that all commands share. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resources } from './resources.ts'
import { prepareProfiles, profile, run, runAndFail, runCli, runCliProcess } from './testing/run.ts'

prepareProfiles()

describe('the command line itself', () => {
  test('--help lists the commands', async () => {
    const { status, stdout } = await runCli(['--help'])
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
    expect((await runCli(['note', 'add', '--help'])).stdout).toContain('--session <guid>')
    expect(readdirSync(profile)).toEqual([])
  })

  test.each([
    '--help',
    '-h',
    'help',
    'help note',
    'note --help',
    'pack build --help',
    'import --bogus --help',
  ])('help: %j', async (line) => {
    const { status, stdout, stderr } = await runCli(line.split(' '))
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: npm run -s cli -- /)
  })

  test('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(join(resources, 'package.json'), 'utf8'))
    expect(await runCli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('a misspelt command or option gets the right one as a suggestion', async () => {
    expect((await runAndFail('lst')).message).toBe(
      "Unknown command 'lst' (Did you mean list?). --help lists the commands.",
    )
    expect((await runAndFail('note', 'shw')).message).toContain('Did you mean show?')
    expect((await runAndFail('list', '--conferense', 'x')).message).toContain('Did you mean --conference?')
  })

  test('an option is not taken as the value of another, and nothing after -- is an option', async () => {
    expect(await runAndFail('export', '--title', '--starred')).toMatchObject({
      status: 2,
      message: expect.stringContaining("'--starred' is invalid"),
    })
    expect(await runCli(['search', '--profile', profile, '--', '--json'])).toEqual({
      status: 0,
      stdout: 'Nothing found.\n',
      stderr: '',
    })
  })

  test.each([
    '',
    'fly',
    'note',
    'note fly',
    'help fly',
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
  ])('wrong usage: %j', async (line) => {
    const { status, stdout, stderr } = await run(...line.split(' ').filter(Boolean), '--json')
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'usage', message: stderr.trimEnd() } })
    expect(stderr).toMatch(/^.+\n$/)
  })

  test('an unknown option is named, with the command’s usage and no hint for programmers', async () => {
    expect((await runAndFail('list', '--bogus')).message).toMatch(
      /^Unknown option '--bogus'\. Usage: list \[/,
    )
    expect((await runAndFail('note', 'add', '--session')).message).toMatch(
      /^Option '--session[^.]*\. Usage: note add/,
    )
  })

  test('without --json a failure is one line, and standard output is empty', async () => {
    expect(await run('fly')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^.*fly.*\n$/),
    })
    expect(await run('list', '--conference', 'nope')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^.*nope.*\n$/),
    })
  })

  test('uses the app’s own profile by default', () => {
    const env = { XDG_CONFIG_HOME: profile, APPDATA: profile, HOME: profile }
    expect(runCliProcess(['list'], { env }).status).toBe(0)
    const folder = process.platform === 'darwin' ? join(profile, 'Library', 'Application Support') : profile
    expect(readdirSync(join(folder, 'Rapporteur'))).toContain('rapporteur.db')
  })

  test('the --profile option may precede the command, and have a command’s name as its value', async () => {
    expect((await runCli(['--profile', 'list', 'list'])).status).toBe(0)
    expect(readdirSync(join(profile, 'list'))).toContain('rapporteur.db')
  })
})
