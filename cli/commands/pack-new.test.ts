/** The command line: a folder to make a pack from. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addFile, prepareProfiles, profile, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

test('pack new creates a folder that builds as it is, and refuses a folder with files', async () => {
  expect((await runJson('pack', 'new', 'conference')).files).toEqual([
    'README.md',
    'floor-plan.svg',
    'pack.json',
    'programme.csv',
  ])
  await runJson('pack', 'keygen', '--out', 'office.key')
  const out = 'x.rapporteur-pack'
  const built = await runJson('pack', 'build', 'conference/pack.json', '--key', 'office.key', '--out', out)
  expect(built).toMatchObject({ sessions: 6 })
  expect(built.warnings).toEqual([expect.stringContaining('lines above the column names')])
  expect(await runJson('import', out)).toMatchObject({ conference: { slug: 'sample-conference-2027' } })
  const [opening, evidence] = await runJson('list', '--conference', 'sample-conference-2027')
  expect(opening).toMatchObject({
    title: 'Opening plenary',
    start: '2027-05-12T09:30:00+02:00',
    end: '2027-05-12T11:00:00+02:00',
  })
  expect(evidence).toMatchObject({ title: 'Workshop 1: Evidence', end: '2027-05-12T13:00:00+02:00' })
  addFile('conference/programme.csv', 'mine')
  const again = await runCli(['pack', 'new', 'conference'])
  expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('already exists') })
  expect(readFileSync(join(profile, 'conference', 'programme.csv'), 'utf8')).toBe('mine')
  expect(await runCli(['pack', 'new', 'office.key'])).toMatchObject({ status: 1 })
})

test('the time zone in pack.json must be valid, and applies if the programme names none', async () => {
  addFile('table.csv', 'Title,Start\nA,2026-03-04 10:00\n')
  await runJson('pack', 'keygen', '--out', 'office.key')
  const buildInZone = async (timeZone: string) => {
    addFile(
      'pack.json',
      JSON.stringify({ publisher: 'Office', programme: 'table.csv', title: 'A', timeZone }),
    )
    return (await runCli(['pack', 'build', 'pack.json', '--key', 'office.key', '--out', 'x.rapporteur-pack']))
      .stderr
  }
  expect(await buildInZone('Paris')).toMatch(/^pack\.json, line 1: timeZone: expected an IANA time zone/)
  expect(await buildInZone('Asia/Tokyo')).toBe('')
  await runJson('import', 'x.rapporteur-pack')
  expect((await runJson('list', '--conference', 'a-2026'))[0].start).toBe('2026-03-04T10:00:00+09:00')
})
