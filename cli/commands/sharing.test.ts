/** The command line: notes for colleagues. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ConferenceSlug } from '../../db/model.ts'
import { encryptCheaply, shareNotes } from '../../db/sharing/testing/shared-files.ts'
import { bundle, getBytes, importFile, session } from '../../db/testing/bundles.ts'
import { createTempStore, toGuid, unwrap } from '../../db/testing/temp-store.ts'
import {
  addFile,
  prepareProfiles,
  profile,
  runAndFail,
  runCli,
  runCliProcess,
  runJson,
} from '../testing/run.ts'

prepareProfiles()

describe('notes for colleagues', () => {
  test('a file is written, encrypted, previewed and imported elsewhere', async () => {
    await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', 'for you'))
    const out = join(profile, 'notes.rapporteur')
    const secret = addFile('secret.txt', 'correct horse battery\n')
    expect((await runJson('bundle', '--out', out, '--passphrase-file', secret)).path).toBe(out)
    expect((await runAndFail('bundle', '--out', out)).code).toBe('occupied')
    expect((await runJson('bundle', '--out', out, '--passphrase-file', secret, '--force')).path).toBe(out)
    const other = ['--profile', mkdtempSync(join(tmpdir(), 'rapporteur-cli-'))]
    onTestFinished(() => rmSync(other[1] ?? '', { recursive: true }))
    const merge = async (...more: string[]) => await runCli(['merge', out, ...more, '--json', ...other])
    expect(JSON.parse((await merge()).stdout).error).toMatchObject({ code: 'usage' })
    expect(
      JSON.parse((await merge('--passphrase-file', addFile('wrong.txt', 'wrong'))).stdout).error.code,
    ).toBe('bad-file')
    const unlock = ['--passphrase-file', secret]
    expect(JSON.parse((await merge(...unlock, '--preview')).stdout).notes).toMatchObject([{ step: 'new' }])
    expect(JSON.parse((await merge(...unlock)).stdout).summary).toMatchObject({ newNotes: 1 })
    expect(JSON.parse((await merge(...unlock)).stdout)).toMatchObject({ id: null })
    expect(JSON.parse((await runCli(['note', 'list', '--json', ...other])).stdout)).toMatchObject([
      { excerpt: 'for you' },
    ])
  })

  test('encrypted files are imported too, together with others, with one passphrase', async () => {
    const secret = addFile('secret.txt', 'correct horse battery\n')
    const sessions = ['workshop-9', 'plenary']
    const [first = '', second = ''] = sessions.map((session) => join(profile, `${session}.rapporteur`))
    for (const [index, out] of [first, second].entries()) {
      const session = ['--session', sessions[index] ?? '']
      await runJson('note', 'add', ...session, '--file', addFile('note.md', `of ${session[1]}`))
      await runJson('bundle', '--out', out, ...session)
      writeFileSync(out, await encryptCheaply(out, 'correct horse battery'))
    }
    const other = join(profile, 'other')
    const importElsewhere = (...args: string[]) => ['import', ...args, '--json', '--profile', other]
    expect(JSON.parse((await runCli(importElsewhere(first))).stdout).error).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--passphrase-file'),
    })
    expect(
      JSON.parse((await runCli(importElsewhere(first, '--passphrase-file', secret, '--dry-run'))).stdout)
        .notes,
    ).toHaveLength(1)
    const programme = addFile('testing.json', getBytes(bundle()))
    const all = runCliProcess(importElsewhere(first, second, programme, '--passphrase-file', '-'), {
      input: 'correct horse battery\n',
    })
    expect(JSON.parse(all.stdout)).toMatchObject([
      { summary: { newNotes: 1 } },
      { summary: { newNotes: 1 } },
      { conference: { slug: 'testing-days' } },
    ])
  })

  test('a JSON export is imported elsewhere, with its conference', async () => {
    await runJson('import', addFile('testing.json', getBytes(bundle())))
    const note = addFile('note.md', 'all there is')
    await runJson('note', 'add', '--conference', 'testing-days', '--session', 'opening', '--file', note)
    const out = join(profile, 'all.json')
    await runJson(
      'export',
      '--format',
      'json',
      '--out',
      out,
      '--conference',
      'testing-days',
      '--include',
      'history',
    )
    const other = join(profile, 'other')
    const elsewhere = async (...args: string[]) => await runCli([...args, '--profile', other])
    expect((await elsewhere('import', out, '--dry-run')).stdout).toMatch(
      /^Testing Days comes with the file: 2 sessions\n/,
    )
    expect((await elsewhere('import', out)).stdout).toMatch(/1 new entry,/)
    expect((await elsewhere('import', out)).stdout).toMatch(/0 new entries/)
    expect((await elsewhere('search', 'all', 'there')).stdout).toContain('all there is')
  })

  test('stars of sessions that are not in the programme are reported', async () => {
    const conference = 'testing-days' as ConferenceSlug
    const colleague = createTempStore()
    const late = bundle((made) => {
      made.sessions.push(session('late', { title: 'Late' }))
    })
    unwrap(await importFile(colleague, late))
    for (const session of ['opening', 'late'].map(toGuid))
      unwrap(colleague.call('stars.set', { conference, session, starred: true }))
    const out = await shareNotes(colleague, { conference, stars: true })
    const other = join(profile, 'other')
    const elsewhere = async (...args: string[]) => await runCli([...args, '--profile', other])
    await elsewhere('import', addFile('older.json', getBytes(bundle())))
    const expected = /2 stars \(1 of sessions that are not in the programme here\)/
    expect((await elsewhere('merge', out, '--preview')).stdout).toMatch(expected)
    expect((await elsewhere('import', out, '--stars')).stdout).toMatch(expected)
    const agenda = join(other, 'agenda.ics')
    const starred = ['--starred', '--conference', conference]
    expect(await elsewhere('export', '--format', 'ics', '--out', agenda, ...starred)).toMatchObject({
      status: 0,
    })
  })

  test('the signer is shown, and a file with an unknown key is refused without --trust-key', async () => {
    await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', 'written here'))
    const moved = join(profile, 'moved.db')
    await runJson('move-out', moved)
    const other = ['--profile', join(profile, 'other')]
    expect((await runCli(['restore', moved, ...other])).status).toBe(0)
    const note = addFile('more.md', 'written there')
    const added = await runCli(['note', 'add', '--session', 'workshop-9', '--file', note, ...other])
    expect(added.status).toBe(0)
    const out = join(profile, 'there.rapporteur')
    expect((await runCli(['bundle', '--out', out, ...other])).status).toBe(0)
    expect(await runJson('merge', out, '--preview')).toMatchObject({
      isOwn: true,
      signer: { state: 'other', needsTrust: true },
    })
    expect(await runAndFail('import', out)).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('none of yours'),
    })
    expect(await runJson('note', 'list')).toHaveLength(1)
    expect((await runCli(['import', out, '--trust-key', '--profile', profile])).stdout).toMatch(
      /1 new entry,.*\nSigned with/,
    )
    expect(await runJson('note', 'list')).toHaveLength(2)
    expect((await runJson('merge', out, '--preview')).signer.state).toBe('mine')
  })

  test('refuses what cannot be shared', async () => {
    await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', 'for you'))
    expect((await runAndFail('bundle')).code).toBe('usage')
    expect((await runAndFail('bundle', '--out', 'x', '--confidentiality', 'secret')).code).toBe('usage')
    expect(
      (await runAndFail('bundle', '--out', 'x', '--passphrase-file', addFile('short.txt', 'short'))).code,
    ).toBe('invalid-input')
    expect((await runAndFail('merge', addFile('odd.rapporteur', 'odd'))).code).toBe('bad-file')
  })
})
