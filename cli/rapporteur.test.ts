/** The command line: what holds for every command. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cli, failure, profile, run } from './testing/run.ts'

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
