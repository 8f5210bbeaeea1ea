/** A colleague's note beside one's own. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../../db/open-store.ts'
import { root } from '../../scripts/lib/paths.ts'
import { violations } from './lib/axe.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { editorOf, goTo, inNote, pressKey, saved } from './lib/window.ts'

const conference = 'octopus-2016'

test('a colleague’s note is named, read only, and never what is written in', async () => {
  const profile = await temporaryFolder()
  await shareAnnasNote(profile)
  const { application, page } = await start({ profile })
  await goTo(page, '/agenda/workshop-9')
  const choice = page.getByRole('radiogroup', { name: 'Notes of this session' })
  await choice.getByRole('radio', { name: 'My note', checked: true }).waitFor()
  await page.locator('footer').getByText('0 entries', { exact: true }).waitFor()

  await choice.getByText('Anna Ek', { exact: true }).click()
  const text = page.getByRole('textbox', { name: 'Notes, Workshop 9' })
  await text.getByText('What Anna heard.').waitFor()
  await page.getByText('by Anna Ek', { exact: true }).waitFor()
  expect(await text.getAttribute('aria-readonly')).toBe('true')
  expect(await violations(page)).toEqual([])
  await text.getByRole('checkbox').click({ force: true })
  await text.focus()
  await page.keyboard.type('not hers')

  await pressKey(application, 'N', ['control', 'shift'])
  await choice.getByRole('radio', { name: 'My note', checked: true }).waitFor()
  await inNote(page)
  await page.keyboard.type('What I heard.')
  await saved(page)
  await expect.poll(() => editorOf(page).textContent()).toBe('What I heard.')
  await page.locator('footer').getByText('1 entry', { exact: true }).waitFor()

  await choice.getByText('Anna Ek', { exact: true }).click()
  await expect.poll(() => text.textContent()).toBe('What Anna heard.Ask for the slides.')
  expect(await text.getByRole('checkbox').isChecked()).toBe(false)
})

/** Anna's note on Workshop 9, taken in before the app starts. */
async function shareAnnasNote(profile: string): Promise<void> {
  const anna = openStore({ folder: await temporaryFolder(), resources: root })
  await value(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Sweden' }))
  const markdown = 'What Anna heard.\n\n- [ ] Ask for the slides.\n'
  const home = { conference, session: 'workshop-9', keyMessage: null }
  await value(anna.call('notes.save', { id: randomUUID(), ...home, markdown, baseRevision: 0 }))
  const path = join(await temporaryFolder(), 'from-anna.rapporteur')
  const written = grantOf(anna, path, 'write')
  await value(anna.request('exchange.save', { options: { conference }, passphrase: null, grant: written }))
  anna.close()
  const store = openStore({ folder: profile, resources: root })
  const read = grantOf(store, path, 'read')
  const { opened } = await value<{ opened: string }>(store.request('exchange.open', { grant: read }))
  await value(store.call('exchange.merge', { opened, choices: {} }))
  store.close()
}

function grantOf(store: Store, path: string, mode: 'read' | 'write'): string {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode })
  return grant
}

async function value<T>(reply: unknown): Promise<T> {
  const answer = (await reply) as { ok: true; value: T } | { ok: false; error: unknown }
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
