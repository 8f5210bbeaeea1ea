/** The command line: a new version of a published pack. */
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type BundleInput, bundle, getBytes, session } from '../../db/testing/bundles.ts'
import { addFile, prepareProfiles, profile, run, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

const [FIRST, SECOND] = ['one.rapporteur-pack', 'two.rapporteur-pack']

/** Builds a pack from a changed programme. */
async function build(
  out: string,
  version: number,
  change: (made: BundleInput) => void = () => {},
  ...more: string[]
) {
  addFile('programme.json', getBytes(bundle(change)))
  addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'programme.json', version }))
  return await runCli(['pack', 'build', 'pack.json', '--key', 'office.key', '--out', out, ...more])
}

async function buildFirst(change?: (made: BundleInput) => void): Promise<void> {
  await runJson('pack', 'keygen', '--out', 'office.key')
  expect((await build(FIRST, 1, change)).status).toBe(0)
}

test('lists the same changes as an import, and drafts the message to delegates in four languages', async () => {
  await buildFirst((made) => made.sessions.push(session('gone', { title: 'Panel', room: null })))
  const change = (made: BundleInput) => {
    made.rooms.push({ guid: 'attic', name: 'Attic' })
    made.sessions = [
      session('opening', {
        title: 'Opening',
        speakers: ['ada'],
        room: 'attic',
        start: '2026-05-04T10:00:00+02:00',
        description: 'Welcome and orientation.',
      }),
      session('closing', { ...made.sessions[1], title: 'Closing plenary' }),
      session('extra', { title: 'Extra', start: '2026-05-05T09:30:00+02:00', end: null, day: '2026-05-05' }),
    ]
  }
  const built = await build(SECOND, 2, change, '--previous', FIRST, '--message', 'message.txt')
  expect(built.stderr).toBe('')
  const [, changesShown = ''] = built.stdout.split('Delegates will see:\n')
  await runJson('import', FIRST)
  const preview = (await run('import', SECOND, '--dry-run')).stdout
  const lines = changesShown.split('\n').filter((line) => /^ {2}(?!warning)/.test(line))
  expect(lines).toHaveLength(5)
  for (const line of lines) expect(preview).toContain(line.trim())
  const drafts = readFileSync(join(profile, 'message.txt'), 'utf8').split('\n---\n')
  expect(drafts).toHaveLength(4)
  expect(drafts[0]).toMatch(/^Testing Days: the programme has changed \(version 2\)\n/)
  expect(drafts[0]).toContain(
    [
      '- Cancelled: Panel (Mon 4 May, 09:30–11:00)',
      '- Moved: Opening, from Mon 4 May, 09:30–11:00, Hall to Mon 4 May, 10:00–11:00, Attic',
      '- New title: Closing plenary (before: Closing)',
      '- New: Extra (Tue 5 May, 09:30, Hall)',
    ].join('\n'),
  )
  expect(drafts[1]).toContain('Annulée\u00a0: Panel (lun. 4 mai, 09:30–11:00)')
  expect(drafts[2]).toContain('Cancelada: Panel (')
  expect(drafts[3]).toContain('Отменено: Panel (')
})

test('a changed slug, a changed key and a version that is not higher are reported together', async () => {
  await buildFirst()
  await runJson('pack', 'keygen', '--out', 'other.key')
  const args = ['--previous', FIRST, '--key', 'other.key']
  const other = (made: BundleInput) => Object.assign(made.conference, { slug: 'other-days' })
  const { status, stderr } = await build(SECOND, 1, other, ...args)
  expect(status).toBe(1)
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^The conference is “other-days”, but was “testing-days” in the pack before/),
    expect.stringMatching(
      /^It is signed with the key .*: delegates would be warned\. Sign it with the same key, or /,
    ),
    expect.stringMatching(
      /^It is version 1, but the previous pack is version 1: .* Write "version": 2 in pack\.json\.$/,
    ),
  ])
  expect(await build(SECOND, 2, () => {}, '--previous', 'absent')).toMatchObject({ status: 1 })
  expect(await build(SECOND, 2, () => {}, '--message', 'x')).toMatchObject({ status: 2 })
})

test('a different pack with the version of an existing one is refused', async () => {
  await buildFirst()
  expect((await build(FIRST, 1)).status).toBe(0)
  const second = await build(FIRST, 1, (made) => made.sessions.pop())
  expect(second.status).toBe(1)
  expect(second.stderr).toMatch(
    /one\.rapporteur-pack is there as version 1 with other contents\. Write "version": 2/,
  )
  // The same is refused under another name in the same folder, and as the successor of an older pack.
  const renamed = await build(SECOND, 1, (made) => made.sessions.pop())
  expect(renamed).toMatchObject({ status: 1, stderr: expect.stringContaining('is there as version 1') })
  addFile('damaged.rapporteur-pack', 'PK')
  expect((await build(SECOND, 2, (made) => made.sessions.pop(), '--previous', FIRST)).status).toBe(0)
  const third = await build('three.rapporteur-pack', 2, () => {}, '--previous', FIRST)
  expect(third).toMatchObject({ status: 1, stderr: expect.stringContaining('is there as version 2') })
})

test('delegates are not warned of a new key that the former key endorses, only of other keys', async () => {
  await buildFirst()
  await runJson('import', FIRST)
  await runJson('pack', 'keygen', '--out', 'new.key', '--replaces', 'office.key')
  const built = await build(
    SECOND,
    2,
    (made) => made.sessions.push(session('extra')),
    '--previous',
    FIRST,
    '--key',
    'new.key',
  )
  expect(built).toMatchObject({ status: 0, stderr: '' })
  const imported = (await run('import', SECOND)).stdout
  expect(imported).toContain('1 added')
  expect(imported).toContain('with a new key, which the known key confirms')
  // The new key has replaced the known key, and the old key is not accepted.
  const third = 'three.rapporteur-pack'
  await build(third, 3, (made) => made.sessions.pop())
  expect((await run('import', third)).stderr).toContain('--trust-key')
  await build('four.rapporteur-pack', 4, (made) => made.sessions.pop(), '--key', 'new.key')
  expect((await run('import', 'four.rapporteur-pack')).stdout).toContain(
    'with the same key as the stored programme',
  )
  await runJson('pack', 'keygen', '--out', 'other.key')
  copyFileSync(join(profile, 'new.key.endorsement'), join(profile, 'other.key.endorsement'))
  expect(await build('five.rapporteur-pack', 5, () => {}, '--key', 'other.key')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('is not for this key'),
  })
})
