/** The command line: backup, restore and check. */
import { copyFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { openConnection } from '../../db/store/open.ts'
import { resources } from '../resources.ts'
import { addFile, prepareProfiles, profile, run, runAndFail, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

describe('backup, restore and check', () => {
  const addNote = async (text: string) =>
    (await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', text))).id

  test('restoring a backup keeps the data from before as another backup', async () => {
    const first = await addNote('first')
    const { path, bytes } = await runJson('backup', join(profile, 'copies'))
    expect(bytes).toBeGreaterThan(0)
    const second = await addNote('second')
    const { restored, previous } = await runJson('restore', path)
    expect(restored).toBe(path)
    expect((await runJson('note', 'list')).map(({ id }: { id: string }) => id)).toEqual([first])
    await runJson('restore', join(profile, 'backups', previous))
    expect((await runJson('note', 'list')).map(({ id }: { id: string }) => id).sort()).toEqual(
      [first, second].sort(),
    )
    expect(await runJson('check')).toMatchObject({
      ok: true,
      problems: [],
      backups: [{ reason: 'restore' }, { reason: 'restore' }],
    })
  })

  test.runIf(process.platform !== 'win32')(
    'files that the command line creates are accessible to their owner only',
    async () => {
      const folder = join(profile, 'made')
      const copies = join(profile, 'copies')
      for (const place of [copies, join(folder, 'backups')])
        expect((await runCli(['backup', place, '--profile', folder])).status).toBe(0)
      const made = [folder, copies].flatMap((top) => [
        top,
        ...readdirSync(top, { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)),
      ])
      expect(made.length).toBeGreaterThan(4)
      expect(made.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([])
    },
  )

  test('a notebook is moved to a computer that has one, which is kept as a backup', async () => {
    const first = await addNote('first')
    const moved = join(profile, 'moved.db')
    expect((await runJson('move-out', moved)).bytes).toBeGreaterThan(0)
    expect(await runAndFail('move-out', moved)).toMatchObject({ status: 1, code: 'occupied' })
    expect(await runAndFail('move-out', join(profile, 'rapporteur.db-shm'))).toMatchObject({
      code: 'occupied',
    })
    expect((await runAndFail('move-out', join(profile, 'absent', 'moved.db'))).code).toBe('file-access')
    const there = join(profile, 'there')
    const jsonThere = async (...args: string[]) => {
      const { status, stdout, stderr } = await runCli([...args, '--json', '--profile', there])
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      return JSON.parse(stdout)
    }
    const ids = async () => (await jsonThere('note', 'list')).map(({ id }: { id: string }) => id)
    const other = await jsonThere(
      'note',
      'add',
      '--session',
      'workshop-9',
      '--file',
      addFile('other.md', 'other'),
    )
    const { previous } = await jsonThere('restore', moved)
    expect(await ids()).toEqual([first])
    await jsonThere('restore', join(there, 'backups', previous))
    expect(await ids()).toEqual([other.id])
  })

  test('a file that is not a backup changes nothing', async () => {
    const id = await addNote('kept')
    expect(await runAndFail('restore', join(profile, 'absent.db'))).toMatchObject({
      status: 1,
      code: 'file-access',
    })
    expect(await runAndFail('restore', addFile('odd.db', 'not a database'))).toMatchObject({
      status: 1,
      code: 'bad-file',
    })
    expect(await runAndFail('backup', addFile('file', ''))).toMatchObject({
      status: 1,
      code: 'file-access',
    })
    expect((await runJson('note', 'show', id)).markdown).toBe('kept')
  })

  test('beside an open app every command works except restore, which must wait until it is closed', async () => {
    const { path } = await runJson('backup', join(profile, 'copies'))
    const app = openStore({ folder: profile, resources })
    onTestFinished(() => app.close())
    const id = await addNote('from the terminal')
    expect(app.call('notes.get', { id })).toMatchObject({
      ok: true,
      value: { markdown: 'from the terminal' },
    })
    await runJson('backup', join(profile, 'copies'))
    expect((await runJson('check')).ok).toBe(true)
    const refused = await run('restore', path, '--json')
    expect(refused.status).toBe(1)
    expect(JSON.parse(refused.stdout).error.code).toBe('busy')
    expect(app.call('notes.get', { id }).ok).toBe(true)
    app.close()
    await runJson('restore', path)
    expect(await runJson('note', 'list')).toEqual([])
  })

  test('a backup beside the log of another database is restored without that log, and the command says so', async () => {
    await addNote('precious')
    const { path } = await runJson('backup', join(profile, 'copies'))
    const other = openConnection(join(profile, 'copies', 'other.db'))
    onTestFinished(() => void other.close())
    other.db.exec('CREATE TABLE bookmark (address TEXT)')
    copyFileSync(`${other.db.name}-wal`, `${path}-wal`)
    expect(await runJson('restore', path)).toMatchObject({ restored: path, isLogIncomplete: true })
    expect((await run('restore', path)).stdout).toContain('without the unusable part of its log')
    expect(await runJson('note', 'list')).toHaveLength(1)
  })

  test('a damaged database is reported, moved aside, and replaced by a backup', async () => {
    const id = await addNote('precious')
    const { path } = await runJson('backup', join(profile, 'copies'))
    writeFileSync(join(profile, 'rapporteur.db'), Buffer.alloc(8192, 'x'))
    const checked = await run('check', '--json')
    expect(checked).toMatchObject({ status: 1, stderr: '' })
    const { ok, movedTo, problems } = JSON.parse(checked.stdout)
    expect({ ok, files: readdirSync(movedTo) }).toEqual({ ok: false, files: ['rapporteur.db'] })
    expect(problems[0]).toContain('restore')
    expect((await run('check')).stdout).toContain('not in order')
    expect(await runAndFail('list')).toMatchObject({ status: 1, code: 'recovery' })
    expect(await runAndFail('restore', addFile('odd.db', 'not a database'))).toMatchObject({
      status: 1,
      code: 'bad-file',
    })
    expect((await runAndFail('list')).code).toBe('recovery')
    expect(await runJson('restore', path)).toEqual({ restored: path, previous: movedTo })
    expect((await runJson('note', 'show', id)).markdown).toBe('precious')
    expect((await runJson('check')).ok).toBe(true)
  })

  test('rows with dangling references are found', async () => {
    await runJson('list')
    const { db } = openConnection(join(profile, 'rapporteur.db'))
    db.pragma('foreign_keys = OFF')
    db.exec("UPDATE session SET room = 'room-99' WHERE guid = 'plenary'")
    db.close()
    const { status, stdout } = await run('check', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout).problems).toEqual([expect.stringContaining('room')])
  })
})
