/** Now lists the delegate's own sessions first. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { Guid } from '../../db/model.ts'
import { bundle, session } from '../../db/testing/bundles.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp({ now: '2026-05-04T07:40:00Z' })

test('sessions with a star or notes come first among current and next ones, the others in programme order', async () => {
  const profile = await createTemporaryFolder()
  const at = (name: string, from: string, to: string) =>
    Array.from({ length: 6 }, (_, index) =>
      session(`${name} ${index}`, { start: `2026-05-04T${from}:00+02:00`, end: `2026-05-04T${to}:00+02:00` }),
    )
  const made = bundle((b) => {
    b.sessions = [
      ...at('Early', '09:00', '11:00'),
      ...at('Late', '09:30', '11:00'),
      ...at('Next', '11:00', '12:00'),
    ]
  })
  await importBundle(profile, made)
  const store = openNotebookIn(profile)
  const { slug: conference } = made.conference
  for (const name of ['Early 4', 'Late 3', 'Next 5'])
    store.call('stars.set', { conference, session: Guid.parse(name), starred: true })
  // Notes on a session count like a star.
  await store.request('notes.save', {
    id: randomUUID(),
    conference,
    session: 'Next 2',
    keyMessage: null,
    markdown: 'To be asked.',
    baseRevision: 0,
  })
  store.close()
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
  await page.getByRole('menuitemradio', { name: 'Testing Days' }).click()
  await page.getByRole('button', { name: /^Testing Days/ }).waitFor()
  await goTo(page, '/now')
  const names = (part: string) =>
    page
      .locator('section', { has: page.getByRole('heading', { name: part }) })
      .getByRole('heading', { level: 3 })
      .allTextContents()
  const on = [
    'Early 4',
    'Late 3',
    ...[0, 1, 2, 3, 5].map((n) => `Early ${n}`),
    ...[0, 1, 2, 4, 5].map((n) => `Late ${n}`),
  ]
  await expect.poll(() => names('On now')).toEqual(on)
  await expect
    .poll(() => names('Next'))
    .toEqual(['Next 2', 'Next 5', ...[0, 1, 3, 4].map((n) => `Next ${n}`)])
  expect(await findViolations(page)).toEqual([])

  // Starring a session here does not move its row at once; it is first after returning to the screen.
  const star = page.getByRole('button', { name: 'Star Late 5', exact: true })
  await star.click()
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true')
  expect(await names('On now')).toEqual(on)
  await goTo(page, '/agenda')
  await goTo(page, '/now')
  await expect.poll(async () => (await names('On now')).slice(0, 3)).toEqual(['Early 4', 'Late 3', 'Late 5'])
})
