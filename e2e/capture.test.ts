/** Notes that keep up with a session: who speaks, what is asked, who does what until when, with the keyboard alone. */
import { expect, test } from 'vitest'
import { openStore } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { editorOf, openSession, saved } from './lib/window.ts'

/** All notes' Markdown, without times, as another process reads it from the disk. */
async function written(profile: string): Promise<string[]> {
  const store = openStore({ folder: profile, resources: root, now: () => '2016-11-17T13:52:00.000Z' })
  const list = await store.call('notes.list', { conference: 'octopus-2016' })
  if (!list.ok) throw new Error(list.error.message)
  const notes = await Promise.all(list.value.map(({ id }) => store.call('notes.get', { id })))
  store.close()
  return notes.map((note) =>
    note.ok ? note.value.markdown.replaceAll(/\[\d\d:\d\d\]\(rapporteur:at[^)]*\) ?/g, '') : '',
  )
}

test('speakers, questions, tasks and sessions are written with keys and a few letters', async () => {
  const profile = await temporaryFolder()
  const { page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  const { keyboard } = page
  await keyboard.press('Control+Shift+S')
  await keyboard.type('eu')
  await page.getByRole('option', { name: /EUROJUST/ }).waitFor()
  await keyboard.press('Enter')
  await keyboard.type('Requests take ten months.')
  await keyboard.press('Enter')
  await keyboard.type('? Who pays')
  await keyboard.press('Enter')
  await keyboard.type('[] Send it')
  await keyboard.press('Control+Shift+F')
  await keyboard.type('the secretariat')
  await keyboard.press('Enter')
  await keyboard.press('Control+Shift+B')
  await keyboard.type('next friday')
  await page.getByRole('option', { name: /Friday 25 November 2016/ }).waitFor()
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('See #8')
  await page.getByRole('option', { name: /Workshop 8/ }).waitFor()
  await keyboard.press('Enter')
  await keyboard.type(' /decis')
  await page.getByRole('option', { name: /Decision/ }).waitFor()
  await keyboard.press('Enter')
  await editorOf(page).locator('[data-label="EUROJUST:"]').waitFor()
  await page.getByText('due Fri 25 Nov').waitFor()
  await saved(page)
  expect(await written(profile)).toEqual([
    `[EUROJUST:](rapporteur:turn/contact/octopus-2016/eurojust) Requests take ten months.

[Question:](rapporteur:question) Who pays

- [ ] Send it [for the secretariat](rapporteur:for) [by 25 November 2016](rapporteur:due/2016-11-25)

[Decision:](rapporteur:decision) See [Workshop 8](rapporteur:session/octopus-2016/workshop-8)
`,
  ])
  await keyboard.press('Control+/')
  await page.getByRole('rowheader', { name: 'Speaker' }).waitFor()
  await keyboard.press('Escape')
  await page.getByRole('rowheader', { name: 'Speaker' }).waitFor({ state: 'detached' })
})
