/** Programmes as organisers publish them, brought in through the dialog of the real app. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../scripts/lib/paths.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { answerOpenDialog, expectNoRequests } from './lib/window.ts'

const data = join(root, '..', 'shared', 'data')

test('a schedule.xml, a calendar and a broken file, one after the other', async () => {
  const profile = await temporaryFolder()
  const { application, page } = await start({ profile })
  async function importFrom(conference: RegExp, path: string): Promise<void> {
    await answerOpenDialog(application, join(data, path))
    await page.getByRole('button', { name: conference }).click()
    await page.getByRole('menuitem', { name: 'Import a conference…' }).click()
  }

  await importFrom(/^Octopus Conference 2016/, 'frab-xml/fosdem-2025.xml')
  await page
    .getByText('FOSDEM 2025: 1,105 sessions.')
    .or(page.getByText('FOSDEM 2025: 1105 sessions.'))
    .waitFor()
  await page.getByText('Welcome to FOSDEM 2025').first().waitFor()

  // Its times have no zone: read in the computer's, which is said.
  await importFrom(/^FOSDEM 2025/, 'frab-xml/camp2011.xml')
  await page
    .getByText(
      /Chaos Communication Camp 2011: 73 sessions\..*To check \(1\): The file does not say in which time zone/,
    )
    .waitFor()

  await importFrom(/^Chaos Communication Camp 2011/, 'ics/linux-conf-au-2020.ics')
  await page.getByText(/linux conf au 2020: 262 sessions\./).waitFor()

  await importFrom(/^linux conf au 2020/, 'hostile/defusedxml/xmlbomb.xml')
  await page.getByText(/xmlbomb\.xml was not imported\. line \d+ column \d+: .*DOCTYPE/).waitFor()
  expect(await page.getByRole('button', { name: /^linux conf au 2020/ }).count()).toBeGreaterThan(0)
  await expectNoRequests(application)
})
