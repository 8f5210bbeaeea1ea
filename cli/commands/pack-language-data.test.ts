/** The command line for organisers: language data for reading pictures in a pack. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bundle, getBytes } from '../../db/testing/bundles.ts'
import { languageData } from '../../db/testing/packs.ts'
import { addFile, prepareProfiles, profile, runCli, runJson } from '../testing/run.ts'

prepareProfiles()

/** @returns the output of building a pack with these fields besides the programme */
async function buildWith(more: object, out: string): Promise<string> {
  addFile('programme.json', getBytes(bundle()))
  addFile('pack.json', JSON.stringify({ publisher: 'Testing Office', programme: 'programme.json', ...more }))
  const { stdout, stderr } = await runCli(['pack', 'build', 'pack.json', '--key', 'office.key', '--out', out])
  return stdout + stderr
}

test('language data has a title and a licence, and a file that is not language data is refused', async () => {
  await runCli(['pack', 'keygen', '--out', 'office.key'])
  addFile('rus.traineddata', languageData)
  addFile('deu.traineddata', 'no data')
  const list = (name: string) => ({
    pictureLanguages: [{ file: name, title: 'Russian', licence: 'Apache License 2.0' }],
  })
  expect(await buildWith(list('rus.traineddata'), 'x.rapporteur-pack')).toContain('2 sessions, ')
  const { files } = JSON.parse((await runCli(['pack', 'inspect', 'x.rapporteur-pack', '--json'])).stdout)
  expect(files).toMatchObject([{ guid: 'documents/rus.traineddata', title: 'Russian · Apache License 2.0' }])
  expect((await runJson('import', 'x.rapporteur-pack')).sessions).toBe(2)

  expect(await buildWith(list('deu.traineddata'), 'y.rapporteur-pack')).toMatch(
    /^deu\.traineddata: it is not language data for Tesseract 4 or 5/,
  )
  const asDocument = { documents: [{ file: 'rus.traineddata', title: 'Russian' }] }
  expect(await buildWith(asDocument, 'y.rapporteur-pack')).toMatch(
    /^rus\.traineddata cannot go into a pack as a document: /,
  )
  expect(readdirSync(profile)).not.toContain('y.rapporteur-pack')
})
