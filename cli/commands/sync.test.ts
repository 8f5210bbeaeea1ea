/** The command line: a delegation. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyPreparedProfile } from '../../db/testing/temp-store.ts'
import { addFile, prepareProfiles, profile, run, runAndFail, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

function createOtherProfile(): string {
  const folder = join(profile, 'other')
  mkdirSync(folder)
  copyPreparedProfile(folder)
  return folder
}

test('two profiles share notes through a folder, until one is removed', async () => {
  const folder = join(profile, 'shared')
  mkdirSync(folder)
  expect(await runAndFail('sync', 'create', 'Bureau')).toMatchObject({ code: 'usage' })
  expect(await runJson('sync', 'create', 'Bureau', '--folder', folder)).toMatchObject({
    name: 'Bureau',
    members: [{ state: 'me' }],
    last: null,
  })
  const { invitation } = await runJson('sync', 'invite')
  await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', 'for you'))
  expect(await runJson('sync', 'now')).toEqual({ read: 0, written: 1, incomplete: 0, unreadable: 0 })

  const other = ['--profile', createOtherProfile()]
  const code = join(profile, 'invitation.txt')
  writeFileSync(code, `${invitation.slice(0, 80)}\n${invitation.slice(80)}\n`)
  const joined = await runCli(['sync', 'join', code, '--folder', folder, ...other])
  expect(joined).toMatchObject({ status: 0, stderr: '' })
  expect(joined.stdout).toMatch(/^Bureau: 2 devices, in .+\nLast sync: /)
  expect((await runCli(['note', 'list', ...other])).stdout).toContain('for you')

  expect((await run('sync', 'now')).stdout).toBe('1 file read\n0 files written\n')
  const members: { device: string; state: string }[] = await runJson('sync', 'members')
  const device = members.find(({ state }) => state === 'member')?.device ?? ''
  expect(await runAndFail('sync', 'members', '--remove', 'nobody')).toMatchObject({ code: 'not-found' })
  expect(await runJson('sync', 'members', '--remove', device)).toMatchObject([{ state: 'me' }])
  expect((await runCli(['sync', 'now', ...other])).stdout).toContain('ask for a new invitation')
  expect((await runCli(['sync', 'leave', ...other])).stdout).toBe('You have left “Bureau”.\n')
  expect(JSON.parse((await runCli(['sync', 'status', '--json', ...other])).stdout).error).toMatchObject({
    code: 'not-found',
  })

  rmSync(folder, { recursive: true })
  expect(await runAndFail('sync', 'leave')).toMatchObject({ code: 'file-access' })
  expect((await run('sync', 'leave', '--without-folder')).stdout).toBe('You have left “Bureau”.\n')
})
