/** The command line: notes. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addFile, prepareProfiles, profile, run, runAndFail, runCliProcess, runJson } from '../testing/run.ts'

prepareProfiles()

describe('notes', () => {
  const markdown = '[14:33](rapporteur:at/2016-11-17T13:33:07Z) Ask about *jurisdiction* in the zebra case\n'

  test('are added from a file or standard input, listed, shown and found', async () => {
    const { id } = await runJson(
      'note',
      'add',
      '--session',
      'workshop-9',
      '--file',
      addFile('note.md', markdown),
    )
    expect(await runJson('note', 'list')).toEqual([
      expect.objectContaining({ id, session: 'workshop-9', conference: 'octopus-2016', entries: 1 }),
    ])
    expect(await runJson('note', 'show', id)).toMatchObject({ id, markdown, revision: 1 })
    expect((await run('note', 'show', id)).stdout).toBe(markdown)
    expect(await runJson('search', 'zeb')).toEqual([
      {
        kind: 'note',
        guid: id,
        title: 'Workshop 9',
        snippet: 'Ask about jurisdiction in the zebra case',
        score: expect.any(Number),
      },
    ])
    for (const more of [[], ['--file', '-']]) {
      const piped = runCliProcess(['note', 'add', '--session', 'workshop-9', ...more, '--profile', profile], {
        input: 'Grüße 会議',
      })
      expect((await run('note', 'show', piped.stdout.trim())).stdout).toBe('Grüße 会議\n')
    }
    expect(await runJson('note', 'list')).toHaveLength(3)
  })

  test('that cannot be added or shown are refused', async () => {
    const note = addFile('note.md', markdown)
    expect(await runAndFail('note', 'add', '--session', 'nope', '--file', note)).toMatchObject({
      status: 1,
      code: 'not-found',
    })
    const add = ['note', 'add', '--session', 'workshop-9', '--file']
    expect(await runAndFail(...add, join(profile, 'absent.md'))).toMatchObject({
      status: 1,
      code: 'file-access',
    })
    expect(await runAndFail(...add, addFile('blank.md', ' \n'))).toMatchObject({
      status: 1,
      code: 'invalid-input',
    })
    expect(
      await runAndFail(...add, addFile('latin1.md', Buffer.from('Gr\xfc\xdfe', 'latin1'))),
    ).toMatchObject({
      code: 'bad-file',
    })
    expect(await runAndFail('note', 'show', 'x')).toMatchObject({ status: 1, code: 'invalid-input' })
    expect(await runAndFail('note', 'show', '7d3b4f1e-0f53-4c5e-9d54-1f0a2b3c4d5e')).toMatchObject({
      status: 1,
      code: 'not-found',
    })
    expect(await runJson('note', 'list')).toEqual([])
  })
})
