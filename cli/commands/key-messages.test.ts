/** The command line: key messages from Markdown. */
import { expect, test } from 'vitest'
import { addFile, prepareProfiles, run, runAndFail, runJson } from '../testing/run.ts'

prepareProfiles()

const find = async (words: string) => {
  const found = await runJson('search', words)
  return found.map(({ kind }: { kind: string }) => kind)
}

test('key messages are shown, imported and taken back', async () => {
  const path = addFile('messages.md', '# Messages\n\n1. Lighthouses need keepers.\n2. So do harbours.\n')
  const preview = await runJson('key-messages', 'import', path, '--dry-run')
  expect(preview).toMatchObject({ conference: 'octopus-2016', fileName: 'messages.md', update: null })
  expect(await find('lighthouses')).toEqual([])

  const { stdout } = await run('key-messages', 'import', path)
  expect(stdout).toMatch(/^messages\.md was imported into octopus-2016; undo takes it back:\n/)
  expect(stdout).toContain('key message changed: 1. Lighthouses need keepers.\n')
  expect(await find('lighthouses')).toEqual(['key-message'])
  expect((await run('key-messages', 'import', path)).stdout).toBe(
    'octopus-2016 has these key messages already: nothing changes.\n',
  )

  await runJson('undo')
  expect(await find('lighthouses')).toEqual([])
})

test('a file that cannot be read is refused with its name and line, and nothing changes', async () => {
  const path = addFile('twice.md', '1. One\n\n1) Two\n')
  expect(await runAndFail('key-messages', 'import', path)).toMatchObject({
    status: 1,
    code: 'bad-file',
    message: `${path}: line 3: number 1 is already in line 1.`,
  })
  expect(await runAndFail('key-messages', 'import', 'absent.md')).toMatchObject({ status: 1 })
  expect(await runJson('history')).toHaveLength(1)
})
