/** Selecting several notes to move, tag, pin or delete them, by mouse and keyboard, each undone as one step. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { expectNoRequests, getEditor, goTo, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

async function open() {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/notes')
  const notes = page.getByRole('region', { name: 'Notes', exact: true })
  const row = (name: RegExp) => notes.getByRole('link', { name })
  await row(/Andorra/).waitFor()
  /** The rows and session headings in their order. */
  const order = () => notes.locator('a[data-note], h2, h3').allInnerTexts()
  const undo = () => page.getByRole('button', { name: 'Undo' }).click()
  return { application, page, notes, row, order, undo }
}

test('a range is moved to another session by typing its name, and back by Undo', async () => {
  const { page, notes, row, order, undo } = await open()
  const before = await order()
  await row(/Legal reform/).click()
  await getEditor(page).getByText('Legal reform').waitFor()
  await row(/Opening/).click({ modifiers: ['Shift'] })
  await notes.getByText('3 selected').waitFor()
  expect(await findViolations(page), 'with selected notes').toEqual([])
  await row(/Opening/).focus()
  await page.keyboard.press('m')
  await page.getByRole('combobox', { name: 'Find a session' }).waitFor()
  expect(await findViolations(page), 'in the dialog').toEqual([])
  await page.keyboard.type('workshop 7')
  await page.getByRole('option', { name: /^Workshop 7/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('3 notes moved to Workshop 7').waitFor()
  await expect.poll(order).toContainEqual(expect.stringMatching(/^Workshop 7/))
  expect(await order()).not.toContainEqual(expect.stringMatching(/^Workshop 2/))

  // The open note can still be edited in its new place.
  await getEditor(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' More.')
  await waitUntilSaved(page)
  await expect.poll(order).not.toContainEqual(expect.stringMatching(/^Workshop 2/))
  await undo()
  await expect.poll(async () => (await order()).length).toBe(before.length)
  expect(await order()).toContainEqual(expect.stringMatching(/^Workshop 2/))
  await getEditor(page).getByText('More.').waitFor()
})

test('a note can be dragged to a session, and out of one', async () => {
  const { page, notes, row, order } = await open()
  await row(/Lunch/).dragTo(notes.getByRole('heading', { name: /Special Session/ }))
  await page.getByText('Moved to Special Session').waitFor()
  await expect.poll(order).not.toContain('Without a session')
  await row(/Legal reform/).dragTo(notes.getByRole('heading', { name: 'Thu 17 Nov' }))
  await page.getByRole('dialog', { name: 'Move this note' }).waitFor()
  expect(await page.getByRole('option').allInnerTexts()).not.toContainEqual(expect.stringMatching(/Wed 16/))
  await page.keyboard.press('Escape')
})

test('tags and pins by keyboard; the list can be filtered by a tag, and search finds it', async () => {
  const { application, page, notes, row, order, undo } = await open()
  await row(/Andorra/).click()
  await getEditor(page).getByText('Andorra').waitFor()
  await row(/Andorra/).focus()
  await page.keyboard.press('t')
  await page.keyboard.type('Ratification')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove the tag Ratification' }).waitFor()
  await row(/Lunch/).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('t')
  await page.getByRole('dialog', { name: 'Tags of this note' }).waitFor()
  await page.keyboard.type('ratif')
  await page.getByRole('option', { name: 'Ratification' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Done' }).click()
  await notes.getByText('#Ratification').nth(1).waitFor()
  await page.keyboard.press('Escape')

  await notes.getByRole('button', { name: 'Tags', exact: true }).click()
  await page.getByRole('option', { name: 'Ratification' }).click()
  await page.keyboard.press('Escape')
  await expect
    .poll(async () => (await order()).filter((text) => /^(Andorra|Lunch|Legal)/.test(text)))
    .toHaveLength(2)
  await notes.getByRole('button', { name: '#Ratification' }).click()
  await page.getByRole('option', { name: 'Ratification' }).click()
  await page.keyboard.press('Escape')

  await row(/Lunch/).focus()
  await page.keyboard.press('p')
  await expect.poll(async () => (await order())[0]).toBe('Pinned')
  expect((await order())[1]).toMatch(/^Lunch/)
  expect(await findViolations(page), 'pinned and tagged').toEqual([])
  await undo()
  await expect.poll(async () => (await order())[0]).not.toBe('Pinned')

  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.keyboard.type('ratificat')
  // One note has the word in its text, the other only as its tag.
  await page.getByRole('option', { name: /instrument of ratification/ }).waitFor()
  await page.getByRole('option', { name: /^Ratification · Lunch/ }).waitFor()
  await page.keyboard.press('Escape')
  await expectNoRequests(application)
})

test('all notes are deleted in one step and restored in one step', async () => {
  const { page, notes, row, undo } = await open()
  await row(/Lunch/).focus()
  await page.keyboard.press('Control+a')
  await notes.getByText('5 selected').waitFor()
  await page.keyboard.press('Delete')
  await page.getByText('5 notes deleted').waitFor()
  await page.getByText('No notes yet').waitFor()
  await undo()
  await row(/Lunch/).waitFor()
  await expect.poll(() => notes.locator('a[data-note]').count()).toBe(5)
})
