/** Tasks, questions and decisions of all notes: ticked in the list and in the note, undone, by keyboard and mouse. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { expectNoRequests, getEditor, goTo, setTheme, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

/** Strasbourg is an hour ahead of UTC in November. */
const at = (time: string) => {
  const hour = String(Number(time.slice(0, 2)) - 1).padStart(2, '0')
  return `[${time}](rapporteur:at/2016-11-17T${hour}${time.slice(2)}:07Z)`
}
const due = (date: string) => `[by ${date}](rapporteur:due/${date})`
const notes: Record<string, string> = {
  'workshop-9': `${at('14:33')} Opening.

- [ ] ${at('14:44')} Read the draft Guidance Note. ${due('2016-11-16')}

${'A line of what was said.\n\n'.repeat(60)}- [ ] ${at('14:48')} Send the template [for Anna Ek](rapporteur:for) ${due('2016-11-19')}

${at('14:50')} [Question:](rapporteur:question) Who pays for translation?
`,
  'workshop-5': `- [x] ${at('09:40')} Ask for the figures.

${at('09:52')} [Decision:](rapporteur:decision) Report both as separate points.
`,
}

async function open() {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  for (const [session, markdown] of Object.entries(notes)) {
    const note = { conference: 'octopus-2016', session, keyMessage: null, markdown, baseRevision: 0 }
    const reply = store.call('notes.save', { id: randomUUID(), ...note })
    expect(reply).toMatchObject({ ok: true })
  }
  store.close()
  const { application, page } = await openNotebook(profile)
  await goTo(page, '/actions')
  const list = page.locator('main section').first()
  const row = (name: RegExp) => list.getByRole('link', { name })
  const rows = () => list.locator('h2, a[data-row]').allInnerTexts()
  return { application, page, list, row, rows }
}

test('Now lists the tasks of today, each with a link to its place', async () => {
  const { page } = await open()
  await goTo(page, '/now')
  const today = page.locator('section', { has: page.getByRole('heading', { name: 'To do today' }) })
  await today.getByText('due Wed 16 Nov').waitFor()
  await expect.poll(() => today.getByRole('link').allInnerTexts()).toEqual(['Read the draft Guidance Note.'])
  expect(await findViolations(page)).toEqual([])
  await today.getByRole('link').click()
  await getEditor(page).getByText('Read the draft Guidance Note.').waitFor()
})

test('ticking a task in the list ticks it in the open note, and Undo reverts it', async () => {
  const { application, page, list, row, rows } = await open()
  await row(/Send the template/).waitFor()
  expect(await rows()).toEqual(['Overdue', 'Read the draft Guidance Note.', 'This week', 'Send the template'])
  expect(await page.getByRole('link', { name: /^Actions/ }).textContent()).toContain('2')
  await row(/Send the template/).click()
  const editor = getEditor(page)
  const inNote = editor.getByText('Send the template')
  // The task was far below; the note has scrolled to it, and the caret is there.
  await expect
    .poll(() => inNote.evaluate((line) => line.getBoundingClientRect().top < innerHeight))
    .toBe(true)
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('contenteditable')))
    .toBe('true')
  await page.keyboard.type(' today')
  await waitUntilSaved(page)
  await row(/Send the template today/).waitFor()

  await list.getByRole('checkbox', { name: /Send the template today/ }).click()
  await page.getByText('Task done').waitFor()
  const box = editor.getByRole('checkbox').nth(1)
  await expect.poll(() => box.isChecked()).toBe(true)
  // The task stays in the list until the filter changes.
  expect(await rows()).toContain('Send the template today')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => box.isChecked()).toBe(false)

  await box.click()
  await waitUntilSaved(page)
  await list.getByRole('radio', { name: 'Done' }).click()
  await expect
    .poll(async () => (await rows()).sort())
    .toEqual(['Ask for the figures.', 'Done', 'Send the template today'])
  await expectNoRequests(application)
})

test('by keyboard: arrows preview, Space ticks, Enter opens the place', async () => {
  const { page, row } = await open()
  await row(/Read the draft/).focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Send the template')
  await page.keyboard.press(' ')
  await page.getByText('Task done').waitFor()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('contenteditable')))
    .toBe('true')
  await page.keyboard.type('!')
  await waitUntilSaved(page)
  await page
    .getByRole('link', { name: /^Send the template/ })
    .first()
    .waitFor()
})

test('a due date is set in the list by keyboard, the focus returns to the row, and Undo removes the date', async () => {
  const { page, list, row } = await open()
  await row(/Send the template/).focus()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: 'Assign task' })
  await dialog.getByRole('button', { name: /Anna Ek/ }).waitFor()
  await dialog.getByLabel('Due date').fill('2016-11-25')
  await dialog.getByRole('button', { name: 'Assign' }).click()
  await list.getByText('due Fri 25 Nov').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Send the template')
  await page.keyboard.press('Enter')
  await getEditor(page).getByText('by 25 November 2016').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await list.getByText('due Fri 25 Nov').waitFor({ state: 'detached' })
  await getEditor(page).getByText('by 25 November 2016').waitFor({ state: 'detached' })
})

test('questions, decisions, other orders and an empty result, in both themes and in Russian', async () => {
  const { page, list, row, rows } = await open()
  await row(/Send the template/).waitFor()
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
  await list.getByRole('button', { name: /^Order/ }).click()
  await page.getByRole('menuitemradio', { name: 'By person' }).click()
  await expect
    .poll(rows)
    .toEqual(['Anna Ek', 'Send the template', 'Unassigned', 'Read the draft Guidance Note.'])
  await list.getByRole('radio', { name: /^Questions/ }).click()
  await row(/Who pays/).waitFor()
  await list.getByRole('radio', { name: /^Decisions/ }).click()
  await row(/Report both/).click()
  await getEditor(page).getByText('Report both as separate points.').waitFor()
  expect(await findViolations(page), 'decisions').toEqual([])
  await list.getByRole('searchbox').fill('nothing like it')
  await page.getByText('Nothing matches').waitFor()
  await goTo(page, '/settings')
  await page.getByText('Русский').first().click()
  await page.locator('html[lang="ru"]').waitFor()
  await goTo(page, '/actions')
  await row(/Read the draft/).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  expect(await findViolations(page), 'Russian').toEqual([])
})

test('without tasks the page says how to add one', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/actions')
  await page.getByText('No tasks yet').waitFor()
  expect(await findViolations(page)).toEqual([])
})
