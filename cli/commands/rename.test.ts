/** The command line: renaming a conference. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle, getBytes } from '../../db/testing/bundles.ts'
import { addFile, prepareProfiles, profile, run, runAndFail, runJson } from '../testing/run.ts'

prepareProfiles()

const ofDays = ['--conference', 'testing-days']

test('a conference can be named on import; a stored one keeps its name', async () => {
  const path = addFile('testing.json', getBytes(bundle()))
  expect((await run('import', path, '--title', 'Mine', '--dry-run')).stdout).toMatch(
    /^Mine \(testing-days\), /,
  )
  expect((await runJson('import', path, '--title', ' Mine ')).conference).toEqual({
    slug: 'testing-days',
    title: 'Mine',
  })
  expect(await runJson('history', ...ofDays)).toHaveLength(1)

  for (const more of [[], ['--dry-run']])
    expect(await runAndFail('import', path, '--title', 'Other', ...more)).toMatchObject({
      status: 1,
      message: expect.stringMatching(
        /updates “Mine” \(testing-days\).* rename TITLE --conference testing-days/,
      ),
    })
  expect((await runJson('import', path, '--title', 'Other', '--as-new')).conference).toMatchObject({
    title: 'Other',
  })
})

test('a name on import requires a single programme and a single line of text', async () => {
  const path = addFile('testing.json', getBytes(bundle()))
  const folder = join(profile, 'two')
  mkdirSync(folder)
  for (const name of ['a.json', 'b.json']) writeFileSync(join(folder, name), getBytes(bundle()))
  for (const args of [[path, path], [folder]])
    expect((await runAndFail('import', ...args, '--title', 'Mine')).message).toMatch(
      /can be used with one file only/,
    )
  for (const title of ['', ' ', 'a\nb'])
    expect(await runAndFail('import', path, '--title', title)).toMatchObject({ status: 2, code: 'usage' })
  expect((await runAndFail('import', path, '--title', 'Mine', '--update', 'testing-days')).message).toMatch(
    /use rename/,
  )
  const notes = join(profile, 'notes.json')
  expect((await run('export', '--format', 'json', '--out', notes)).status).toBe(0)
  expect((await runAndFail('import', notes, '--title', 'Mine')).message).toMatch(
    /^--title is for programmes, but notes\.json/,
  )
})

test('a conference is renamed, and given its original title again', async () => {
  await runJson('import', addFile('testing.json', getBytes(bundle())))
  expect((await run('rename', 'My testing', ...ofDays)).stdout).toBe(
    'Testing Days is now called My testing (in its programme: Testing Days).\n',
  )
  const newer = bundle((made) => {
    made.conference.revision = 2
    made.conference.venue = 'Palais'
  })
  expect((await runJson('import', addFile('newer.json', getBytes(newer)))).conference.title).toBe(
    'My testing',
  )
  expect(await runJson('rename', '', ...ofDays)).toEqual({
    conference: { slug: 'testing-days', title: 'Testing Days' },
    before: 'My testing',
    fileTitle: null,
  })
  expect((await runAndFail('rename', 'x')).message).toMatch(/Choose one: --conference/)
  expect((await runAndFail('rename', 'x', '--conference', 'absent')).code).toBe('not-found')
  expect(await runAndFail('rename')).toMatchObject({ status: 2 })
})
