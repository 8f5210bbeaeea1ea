/** A session that the delegate cannot attend becomes a task. */
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo, openSession, waitForCaret } from './lib/window.ts'

const openNotebook = shareApp()

test('Watch later adds a task for a session at the same time as a starred one, and Undo removes only this task', async () => {
  const { page } = await openNotebook()
  const watchLater = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Watch later' }).click()
  }
  const undo = (name: string) => page.getByRole('button', { name: `Undo: watch ${name} later` })
  const tasks = page.getByRole('main').getByRole('link', { name: /^Watch the recording/ })
  await page.getByRole('button', { name: 'Star Workshop 7' }).first().click()

  // The session has no note.
  await openSession(page, /Workshop 8/)
  await watchLater()
  await page.getByText('“Watch the recording” of Workshop 8 is in your actions.').waitFor()
  await getEditor(page).getByText('Watch the recording').waitFor()
  await goTo(page, '/actions')
  await tasks.waitFor()
  await undo('Workshop 8').click()
  await expect.poll(() => tasks.count()).toBe(0)

  // The session has a note that is not saved yet.
  await goTo(page, '/agenda')
  await openSession(page, /Workshop 9/)
  await waitForCaret(page)
  await page.keyboard.type('Ask EUROJUST.')
  await watchLater()
  const note = getEditor(page).filter({ hasText: 'Ask EUROJUST.' })
  await note.getByText('Watch the recording').waitFor()
  await undo('Workshop 9').click()
  await expect.poll(() => note.getByText('Watch the recording').count()).toBe(0)
  await expect.poll(() => note.count()).toBe(1)
})
