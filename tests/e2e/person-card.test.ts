/** The card on a person's name, by pointer and by keyboard. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { bundle, session } from '../../db/testing/bundles.ts'
import { someone } from '../../db/testing/temp-store.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

test('a name tells who it is, what was noted last and the next session, and stays until it is left or dismissed', async () => {
  const profile = await createTemporaryFolder()
  const day = '2016-11-17'
  const at = (name: string, from: string, to: string) =>
    session(name, {
      day,
      start: `${day}T${from}:00+01:00`,
      end: `${day}T${to}:00+01:00`,
      speakers: ['ada'],
    })
  const made = bundle((b) => {
    Object.assign(b.conference, { startDate: day, endDate: day })
    b.sessions = [at('Opening', '09:00', '10:00'), at('Closing', '16:00', '17:00')]
  })
  await importBundle(profile, made)
  const store = openNotebookIn(profile)
  const conference = made.conference.slug
  const id = randomUUID()
  const fields = {
    ...someone,
    name: 'Ada Lovelace',
    role: 'Prosecutor',
    organisation: 'EUROJUST',
    metAt: null,
  }
  expect(store.call('contacts.save', { id, conference, fields })).toMatchObject({ ok: true })
  const link = `[@Ada Lovelace](rapporteur:contact/testing-days/${id})`
  const note = { id: randomUUID(), conference, session: 'Opening', keyMessage: null, baseRevision: 0 }
  const markdown = `[09:10](rapporteur:at/${day}T08:10:00Z) ${link} opens.\n\n[09:40](rapporteur:at/${day}T08:40:00Z) ${link} wants a list.`
  expect(store.call('notes.save', { ...note, markdown })).toMatchObject({ ok: true })
  store.close()

  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await goTo(page, '/agenda/Opening')
  const name = page
    .getByRole('banner')
    .or(page.getByRole('main'))
    .getByRole('link', { name: 'Ada Lovelace' })
    .first()
  const card = page.getByRole('tooltip')

  await name.hover()
  await card.getByText('Prosecutor, EUROJUST').waitFor()
  await card.getByText('Speaks in 2 sessions').waitFor()
  await card.getByText('Last note: @Ada Lovelace wants a list.').waitFor()
  await card.getByText('Next: Thu 17 Nov, 16:00, Closing, Hall').waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await card.hover()
  await page.keyboard.press('Escape')
  await expect.poll(() => card.count()).toBe(0)

  await name.focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await card.getByText('Prosecutor, EUROJUST').waitFor()
  const described = () =>
    name.evaluate(
      (link) => document.getElementById(link.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
    )
  await expect.poll(described).toContain('wants a list.')
  await page.keyboard.press('Escape')
  await expect.poll(() => card.count()).toBe(0)
  expect(await name.evaluate((link) => link === document.activeElement)).toBe(true)

  // The same card in the note, on Now and in the list of contacts.
  await page.locator('[contenteditable] [data-person="Ada Lovelace"]').first().hover()
  await card.getByText('Prosecutor, EUROJUST').waitFor()
  await goTo(page, '/contacts')
  await page.getByRole('link', { name: 'Ada Lovelace' }).first().locator('[data-person]').hover()
  await card.getByText('Prosecutor, EUROJUST').waitFor()
  await goTo(page, '/now')
  await page.locator('main [data-person="Ada Lovelace"]').first().hover()
  await card.getByText('Speaks in 2 sessions').waitFor()
})
