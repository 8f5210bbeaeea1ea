import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { addFile, prepareProfiles, runJson } from '../testing/run.ts'
import { commands } from './index.ts'

prepareProfiles()

/** @returns the completions that bash offers for the last word of a line */
async function complete(line: string): Promise<string[]> {
  const { script } = await runJson('completion')
  const words = line.split(' ').map((word) => `'${word}'`)
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `source '${addFile('completion.bash', script)}'; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _rapporteur; echo "\${COMPREPLY[@]}"`,
    ],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  return stdout.trim().split(/\s+/)
}

test.skipIf(process.platform === 'win32')(
  'bash completes commands, their second words and options',
  async () => {
    const first = new Set(commands.map(({ name }) => name.split(' ', 1)[0]))
    expect(await complete('rapporteur ')).toEqual(
      expect.arrayContaining([...first, 'help', '--version', '--json', '--profile']),
    )
    expect(await complete('rapporteur im')).toEqual(['import'])
    expect(await complete('rapporteur note s')).toEqual(['show'])
    expect(await complete('rapporteur note add --se')).toEqual(['--session'])
    expect(await complete('rapporteur --json list --')).toEqual(
      expect.arrayContaining(['--day', '--conference']),
    )
    expect(await complete('rapporteur list --ex')).toEqual([''])
  },
)
