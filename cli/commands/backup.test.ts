/** The command line: backup, restore and check. */
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { openConnection } from '../../db/store/open.ts'
import { resources } from '../resources.ts'
import { cli, failure, file, json, profile, run } from '../testing/run.ts'

describe('backup, restore and check', () => {
  const addNote = (text: string) =>
    json('note', 'add', '--session', 'workshop-9', '--file', file('note.md', text)).id

  test('a backup is brought back, and what was there before is kept', () => {
    const first = addNote('first')
    const { path, bytes } = json('backup', join(profile, 'copies'))
    expect(bytes).toBeGreaterThan(0)
    const second = addNote('second')
    const { restored, previous } = json('restore', path)
    expect(restored).toBe(path)
    expect(json('note', 'list').map(({ id }: { id: string }) => id)).toEqual([first])
    json('restore', join(profile, 'backups', previous))
    expect(
      json('note', 'list')
        .map(({ id }: { id: string }) => id)
        .sort(),
    ).toEqual([first, second].sort())
    expect(json('check')).toMatchObject({
      ok: true,
      problems: [],
      backups: [{ reason: 'restore' }, { reason: 'restore' }],
    })
  })

  test.runIf(process.platform !== 'win32')('what the command line makes is open to its owner alone', () => {
    const folder = join(profile, 'made')
    const copies = join(profile, 'copies')
    for (const place of [copies, join(folder, 'backups')])
      expect(cli(['backup', place, '--profile', folder]).status).toBe(0)
    const made = [folder, copies].flatMap((top) => [
      top,
      ...readdirSync(top, { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)),
    ])
    expect(made.length).toBeGreaterThan(4)
    expect(made.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([])
  })

  test('a notebook is moved to a computer that has one of its own, and that one is kept', () => {
    const first = addNote('first')
    const moved = join(profile, 'moved.db')
    expect(json('move-out', moved).bytes).toBeGreaterThan(0)
    expect(failure('move-out', moved)).toMatchObject({ status: 1, code: 'occupied' })
    expect(failure('move-out', join(profile, 'rapporteur.db-shm'))).toMatchObject({ code: 'occupied' })
    expect(failure('move-out', join(profile, 'absent', 'moved.db')).code).toBe('file-access')
    const there = join(profile, 'there')
    const jsonThere = (...args: string[]) => {
      const { status, stdout, stderr } = cli([...args, '--json', '--profile', there])
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      return JSON.parse(stdout)
    }
    const ids = () => jsonThere('note', 'list').map(({ id }: { id: string }) => id)
    const other = jsonThere('note', 'add', '--session', 'workshop-9', '--file', file('other.md', 'other'))
    const { previous } = jsonThere('restore', moved)
    expect(ids()).toEqual([first])
    jsonThere('restore', join(there, 'backups', previous))
    expect(ids()).toEqual([other.id])
  })

  test('what is not a backup changes nothing', () => {
    const id = addNote('kept')
    expect(failure('restore', join(profile, 'absent.db'))).toMatchObject({ status: 1, code: 'file-access' })
    expect(failure('restore', file('odd.db', 'not a database'))).toMatchObject({
      status: 1,
      code: 'bad-file',
    })
    expect(failure('backup', file('file', ''))).toMatchObject({ status: 1, code: 'file-access' })
    expect(json('note', 'show', id).markdown).toBe('kept')
  })

  test('beside an open app everything works but restore, which waits for it to be closed', () => {
    const { path } = json('backup', join(profile, 'copies'))
    const app = openStore({ folder: profile, resources })
    onTestFinished(() => app.close())
    const id = addNote('from the terminal')
    expect(app.call('notes.get', { id })).toMatchObject({
      ok: true,
      value: { markdown: 'from the terminal' },
    })
    json('backup', join(profile, 'copies'))
    expect(json('check').ok).toBe(true)
    const refused = run('restore', path, '--json')
    expect(refused.status).toBe(1)
    expect(JSON.parse(refused.stdout).error.code).toBe('busy')
    expect(app.call('notes.get', { id }).ok).toBe(true)
    app.close()
    json('restore', path)
    expect(json('note', 'list')).toEqual([])
  })

  test('a damaged database is reported, moved aside, and replaced by a backup', () => {
    const id = addNote('precious')
    const { path } = json('backup', join(profile, 'copies'))
    writeFileSync(join(profile, 'rapporteur.db'), Buffer.alloc(8192, 'x'))
    const checked = run('check', '--json')
    expect(checked).toMatchObject({ status: 1, stderr: '' })
    const { ok, movedTo, problems } = JSON.parse(checked.stdout)
    expect({ ok, files: readdirSync(movedTo) }).toEqual({ ok: false, files: ['rapporteur.db'] })
    expect(problems[0]).toContain('restore')
    expect(run('check').stdout).toContain('not in order')
    expect(failure('list')).toMatchObject({ status: 1, code: 'recovery' })
    expect(failure('restore', file('odd.db', 'not a database'))).toMatchObject({
      status: 1,
      code: 'bad-file',
    })
    expect(failure('list').code).toBe('recovery')
    expect(json('restore', path)).toEqual({ restored: path, previous: movedTo })
    expect(json('note', 'show', id).markdown).toBe('precious')
    expect(json('check').ok).toBe(true)
  })

  test('rows that name nothing are found', () => {
    json('list')
    const { db } = openConnection(join(profile, 'rapporteur.db'))
    db.pragma('foreign_keys = OFF')
    db.exec("UPDATE session SET room = 'room-99' WHERE guid = 'plenary'")
    db.close()
    const { status, stdout } = run('check', '--json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout).problems).toEqual([expect.stringContaining('room')])
  })
})
