/**
 * A delegate's day in counted actions, by keyboard or by mouse. A key or chord is one action, and so is a click; typed text is none. Used
 * by a test and by bench/day.ts, which has no test runner.
 */
import type { Locator, Page } from 'playwright-core'

export type InputDevice = 'keyboard' | 'mouse'
/** Actions by task. */
export type Counts = Record<'start' | 'conflict' | 'person' | 'task' | 'appointment' | 'report', number>

/** The most actions that each task may take. */
export const maxActions: Counts = { start: 0, conflict: 1, person: 2, task: 3, appointment: 2, report: 2 }

/** Needs a new notebook, with the clock during Workshops 7, 8 and 9, and a save dialog that returns `report`, a file name. */
export async function runDay(page: Page, device: InputDevice, report: string): Promise<Counts> {
  const counts: Counts = { start: 0, conflict: 0, person: 0, task: 0, appointment: 0, report: 0 }
  let task: keyof Counts = 'start'
  const editor = page.locator('[contenteditable="true"]')
  const options = page.getByRole('listbox').getByRole('option')
  const press = async (key: string) => {
    counts[task] += 1
    await page.keyboard.press(key)
  }
  const click = async (target: Locator) => {
    counts[task] += 1
    await target.click()
  }
  /** Chooses the row of a list that opens while typing. */
  const choose = async (row: Locator) => {
    await row.waitFor()
    if (device === 'mouse') await click(row)
    else await press('Enter')
  }

  await page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link').first().waitFor()
  await page.keyboard.type('Opening words')
  await editor.getByText('Opening words').waitFor()

  // The stars of two sessions at the same time are part of the planning before the day.
  for (const name of ['Star Workshop 7', 'Star Workshop 9']) {
    await page.getByRole('button', { name }).first().click()
  }
  const workshop = page.getByRole('list', { name: 'Sessions' }).getByRole('link', { name: /Workshop 9/ })
  await workshop.click()
  task = 'conflict'
  const unstar = page.getByRole('button', { name: 'Unstar Workshop 7', exact: true }).first()
  await unstar.waitFor()
  await click(unstar)
  await unstar.waitFor({ state: 'detached' })

  await workshop.click()
  await page.locator('[contenteditable="true"][aria-label*="Workshop 9"]:focus').waitFor()
  task = 'person'
  await page.keyboard.type('Asked by @Ana Souza')
  await choose(options.filter({ hasText: 'Add to contacts' }))
  await page.getByText('Ana Souza is in your contacts now.').waitFor()
  await page.keyboard.press('Enter')

  task = 'task'
  await page.keyboard.type('[] Send the list')
  if (device === 'mouse') {
    await click(page.getByRole('toolbar').getByRole('button', { name: 'Insert', exact: true }))
    await page.keyboard.type('assignee')
    await click(options.filter({ hasText: 'Task: assignee' }))
  } else await press('Control+Shift+f')
  await page.keyboard.type('Ana Souza 25 Nov')
  await choose(options.filter({ hasText: /^Ana Souza ?by 25 Nov/ }).first())
  await page.getByText('due Fri 25 Nov').waitFor()

  task = 'appointment'
  if (device === 'mouse') await click(page.getByRole('button', { name: 'New appointment…' }).first())
  else await press('Control+Shift+A')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('In one line').waitFor()
  await page.keyboard.type('Mexico bilateral Thu 16:00–16:30 Room 204 with EUROJUST')
  if (device === 'mouse') await click(dialog.getByRole('button', { name: 'Add', exact: true }))
  else await press('Enter')
  await page.getByText('“Mexico bilateral” is on your agenda.').waitFor()

  task = 'report'
  await click(page.getByRole('navigation', { name: 'Rapporteur' }).getByRole('link', { name: 'Export' }))
  await page.getByRole('region', { name: 'Preview' }).getByText('Send the list').first().waitFor()
  await click(page.getByRole('button', { name: 'Save report…' }))
  await page.getByText(`Saved to ${report}`).waitFor()
  return counts
}
