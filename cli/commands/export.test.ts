/** The command line: reports. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundle, getBytes } from '../../db/testing/bundles.ts'
import { addFile, prepareProfiles, profile, runAndFail, runJson } from '../testing/run.ts'

prepareProfiles()

describe('export', () => {
  test('writes the report', async () => {
    await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', 'nine'))
    await runJson('note', 'add', '--session', 'plenary', '--file', addFile('note.md', 'plenary words'))
    const out = join(profile, 'report.md')
    const saved = await runJson('export', '--format', 'md', '--out', out)
    const text = readFileSync(out, 'utf8')
    expect(saved).toEqual({
      path: out,
      bytes: Buffer.byteLength(text),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(text).toMatch(/nine[\s\S]*plenary words/)
    await runJson(
      'export',
      '--force',
      '--format',
      'md',
      '--out',
      out,
      '--session',
      'workshop-9',
      '--title',
      'Mine',
      '--language',
      'fr',
    )
    expect(readFileSync(out, 'utf8')).toMatch(/^# Mine\n[\s\S]*Jeudi[\s\S]*nine\n$/m)
    await runJson('export', '--force', '--format', 'md', '--out', out, '--session', 'workshop-8', 'plenary')
    expect(readFileSync(out, 'utf8')).toMatch(/Workshop 8[\s\S]*plenary words\n$/)
  })

  test('never overwrites a file unless told to, and reports an unknown format first', async () => {
    await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', 'nine'))
    const out = addFile('report.md', 'mine')
    const args = ['export', '--format', 'md', '--out', out]
    expect(await runAndFail(...args)).toMatchObject({ status: 1, code: 'occupied' })
    expect(readFileSync(out, 'utf8')).toBe('mine')
    await runJson(...args, '--force')
    expect(readFileSync(out, 'utf8')).toContain('nine')
    expect((await runAndFail('export', '--format', 'word')).message).toMatch(
      /^--format: “word” is not one of docx, .*, md, /,
    )
  })

  test('leaves out confidential text, names and other people’s notes, unless asked for', async () => {
    const note = `Open.\n\n[@EUROJUST](rapporteur:contact/octopus-2016/eurojust) agrees.\n\n[Private:](rapporteur:private) Hidden.`
    await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', note))
    const out = join(profile, 'report.txt')
    const write = async (...more: string[]) => {
      await runJson('export', '--force', '--format', 'txt', '--out', out, ...more)
      return readFileSync(out, 'utf8')
    }
    expect(await write()).not.toContain('Hidden')
    expect(await write('--confidentiality', 'private')).toContain('Hidden')
    expect(await write('--chatham-house')).toMatch(/^A delegation agrees\./m)
    expect(await write('--chatham-house')).not.toContain('EUROJUST')
    expect(await write('--author', 'me')).toContain('Open.')
    expect(
      (await runAndFail('export', '--format', 'txt', '--out', out, '--author', 'Nobody')).message,
    ).toContain('me')
  })

  test('without notes, several conferences require naming one, for formats that need no notes', async () => {
    await runJson('import', addFile('testing.json', getBytes(bundle())))
    const refused = async (format: string) =>
      await runAndFail('export', '--format', format, '--out', join(profile, 'out'))
    for (const format of ['ics', 'agenda-pdf', 'contacts-csv', 'vcf', 'json'])
      expect((await refused(format)).message).toBe(
        'Several conferences match. Choose one: --conference testing-days or octopus-2016',
      )
    for (const format of ['docx', 'actions-csv'])
      expect((await refused(format)).message).toBe('There are no notes yet.')
  })

  test('includes only the requested parts and sessions', async () => {
    await runJson('note', 'add', '--session', 'workshop-9', '--file', addFile('note.md', '- [ ] to do'))
    const out = join(profile, 'report.txt')
    const write = async (...more: string[]) => {
      await runJson('export', '--force', '--format', 'txt', '--out', out, ...more)
      return readFileSync(out, 'utf8')
    }
    expect(await write()).toMatch(/Follow-up[\s\S]*☐ to do \| Workshop 9\n$/)
    expect(await write('--include', 'key-messages')).not.toContain('Follow-up')
    expect(await write('--starred')).not.toContain('to do')
    expect(await write('--day', '2016-11-16', '--include', 'notes')).not.toContain('to do')
    expect(await write('--preset', 'only-notes')).not.toContain('Follow-up')
    expect(await write('--order', 'key-messages', '--include', 'notes')).toMatch(
      /Other notes\n-+\n\nWorkshop 9/,
    )
    expect(
      (await runAndFail('export', '--format', 'txt', '--out', out, '--preset', 'mine')).message,
    ).toContain('action-list')
  })

  test('of several conferences, the one with notes is used', async () => {
    await runJson('import', addFile('testing.json', getBytes(bundle())))
    const out = ['export', '--format', 'md', '--out', 'report.md']
    expect(await runAndFail(...out)).toMatchObject({ status: 1, code: 'not-found' })
    await runJson('note', 'add', '--session', 'opening', '--file', addFile('note.md', 'words'))
    await runJson(...out)
    expect(readFileSync(join(profile, 'report.md'), 'utf8')).toContain('Testing Days')
    await runJson('note', 'add', '--session', 'plenary', '--file', addFile('note.md', 'words'))
    expect(await runAndFail(...out)).toMatchObject({
      status: 2,
      message: expect.stringContaining('--conference'),
    })
    await runJson(...out, '--conference', 'testing-days', '--force')
  })

  test('refuses what cannot be exported', async () => {
    const out = join(profile, 'report.md')
    expect(await runAndFail('export', '--format', 'doc', '--out', out)).toMatchObject({
      status: 1,
      code: 'not-found',
    })
    expect(await runAndFail('export', '--format', 'md', '--out', out, '--session', 'nope')).toMatchObject({
      status: 1,
      code: 'not-found',
    })
    const nowhere = join(profile, 'nowhere', 'report.md')
    expect(await runAndFail('export', '--format', 'md', '--out', nowhere)).toMatchObject({
      status: 1,
      code: 'file-access',
    })
  })
})
