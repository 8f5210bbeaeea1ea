/** Appointments between sessions: added in one line, edited, and deleted with Undo. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp({ now: '2016-11-16T13:00:00Z' })

test('a meeting is added in one line by keyboard, gets notes, is edited, and is restored after deletion', async () => {
  const { page } = await openNotebook()
  await page
    .getByRole('link', { name: /^Workshop 1/ })
    .first()
    .waitFor()
  await page.keyboard.press('Control+Shift+A')
  const dialog = page.getByRole('dialog', { name: 'New appointment' })
  await dialog.getByLabel('In one line').waitFor()
  await page.keyboard.type('Mexico bilateral Thu 15:00–15:30 Room 204 with EUROJUST')
  await expect.poll(() => dialog.getByLabel('Title').inputValue()).toBe('Mexico bilateral')
  await expect.poll(() => dialog.getByLabel('From').inputValue()).toBe('15:00')
  expect(await dialog.getByLabel('To', { exact: true }).inputValue()).toBe('15:30')
  expect(await dialog.getByRole('combobox', { name: 'Place' }).inputValue()).toBe('Room 204')
  expect(await dialog.getByLabel('With', { exact: true }).inputValue()).toBe('EUROJUST')
  await dialog.getByRole('button', { name: /17 Nov.*Day|Day.*17 Nov/ }).waitFor()
  expect(await findViolations(page), 'in the dialog').toEqual([])
  // A form that is sent a second time, while the first is being saved, adds nothing.
  await dialog.locator('form').evaluate(async (form: HTMLFormElement) => {
    form.requestSubmit()
    await Promise.resolve()
    form.requestSubmit()
  })
  await page.getByText('“Mexico bilateral” is on your agenda.').waitFor()

  await page.getByRole('heading', { name: 'Mexico bilateral' }).waitFor()
  const row = page.getByRole('link', { name: 'Meeting Mexico bilateral' })
  await expect.poll(() => row.evaluate((link) => link === document.activeElement)).toBe(true)
  const pane = page.locator('main header', { hasText: 'EUROJUST' })
  await pane.getByText('Thu 17 Nov, 15:00–15:30').waitFor()
  await pane.getByText('Room 204').waitFor()
  expect(await findViolations(page), 'in the agenda').toEqual([])

  await page.getByRole('button', { name: 'Edit appointment…' }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Place' }).fill('Lobby')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await pane.getByText('Lobby').waitFor()

  for (const [lastDay, times] of [
    ['Fri 18 Nov', /18 Nov/],
    ['Thu 17 Nov', 'Thu 17 Nov, 15:00–15:30'],
  ] as const) {
    await page.getByRole('button', { name: 'Edit appointment…' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Ends on/ })
      .click()
    await page.getByRole('option', { name: lastDay }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await pane.getByText(times).waitFor()
  }

  const chooseDelete = async () => {
    await page.locator('main').getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete appointment' }).click()
  }
  await chooseDelete()
  await page.getByText('“Mexico bilateral” is deleted.').waitFor()
  await expect.poll(() => row.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo: delete Mexico bilateral' }).click()
  await row.click()

  await getEditor(page).click()
  await page.keyboard.type('They agree.')
  await waitUntilSaved(page)
  await chooseDelete()
  // The notes on the appointment stay in place.
  await page.getByRole('button', { name: 'Restore appointment' }).waitFor()
  expect(await getEditor(page).textContent()).toContain('They agree.')
})

test('without a title nothing is added, and a message says what is missing', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/now')
  await page.getByRole('button', { name: 'New appointment…' }).click()
  const dialog = page.getByRole('dialog', { name: 'New appointment' })
  await dialog.getByRole('button', { name: 'Add' }).click()
  await dialog.getByText('Give the appointment a title.').waitFor()
  await dialog.getByLabel('In one line').fill('Lunch 12:30')
  await dialog.getByLabel('From').fill('half past')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await dialog.getByText('Enter a time such as 15:00.').waitFor()
  await dialog.getByLabel('From').fill('12.45')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await page.getByText('“Lunch” is on your agenda.').waitFor()
})

test('free time between two appointments can become an appointment', async () => {
  const { page } = await openNotebook()
  const add = async (line: string) => {
    await page.getByRole('button', { name: 'New appointment…' }).first().click()
    const field = page.getByRole('dialog').getByLabel('In one line')
    await field.fill(line)
    await field.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await add('Mexico bilateral Wed 15:00–15:30')
  await add('Coffee with Ana Wed 17:00–17:30')
  const gap = page.getByRole('button', { name: 'Free 15:30–17:00, 1 h 30 min' })
  await gap.waitFor()
  expect(await findViolations(page), 'in the agenda').toEqual([])

  await goTo(page, '/now')
  await gap.click()
  const dialog = page.getByRole('dialog', { name: 'New appointment' })
  expect(await dialog.getByLabel('From').inputValue()).toBe('15:30')
  expect(await dialog.getByLabel('To', { exact: true }).inputValue()).toBe('17:00')
  await dialog.getByRole('button', { name: /16 Nov.*Day|Day.*16 Nov/ }).waitFor()
  await dialog.getByLabel('Title').fill('Call home')
  await page.keyboard.press('Enter')
  await page.getByText('“Call home” is on your agenda.').waitFor()
  await expect.poll(() => gap.count()).toBe(0)
  const added = page.getByRole('link', { name: 'Call home' })
  await expect.poll(() => added.evaluate((link) => link === document.activeElement)).toBe(true)
})

test('in the grid an appointment is moved and lengthened by keys, and one Undo reverts all of it', async () => {
  const { page } = await openNotebook()
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.getByRole('button', { name: 'New appointment…' }).click()
  const field = page.getByRole('dialog').getByLabel('In one line')
  await field.fill('Mexico bilateral Wed 15:00–15:30')
  await field.press('Enter')
  const block = page.getByRole('link', { name: 'Meeting Mexico bilateral' })
  const hasFocus = () => block.evaluate((link) => link === document.activeElement)
  await expect.poll(hasFocus).toBe(true)
  const times = () => block.getAttribute('aria-description')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+Shift+ArrowDown')
  await page.getByRole('status').getByText('“Mexico bilateral” is at 15:10–15:45.').waitFor()
  await expect.poll(times).toMatch(/^15:10–15:45/)
  expect(await hasFocus()).toBe(true)
  await page.getByRole('button', { name: 'Undo: change Mexico bilateral' }).click()
  await expect.poll(times).toMatch(/^15:00–15:30/)

  // Undo reverts the changes since the block got the focus.
  await block.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(times).toMatch(/^14:55–15:25/)
  await page.keyboard.press('Tab')
  await block.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(times).toMatch(/^14:50–15:20/)
  await page.getByRole('button', { name: 'Undo: change Mexico bilateral' }).click()
  await expect.poll(times).toMatch(/^14:55–15:25/)
})

test('an appointment is drawn, moved and resized in the grid with the mouse, and Undo names each action', async () => {
  const { page } = await openNotebook()
  await page.getByRole('radio', { name: 'Grid' }).click()
  const find = async (name: RegExp | string) => {
    const box = await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name }) })
      .last()
      .boundingBox()
    if (!box) throw new Error(`${name} is not in view`)
    return box
  }
  const drag = async (x: number, y: number, by: number) => {
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + by / 2, { steps: 4 })
    await page.mouse.move(x, y + by, { steps: 4 })
    await page.mouse.up()
  }
  const workshop = page.getByRole('link', { name: /^Workshop 4/ })
  await workshop.scrollIntoViewIfNeeded()
  const above = await find(/^Workshop 4/)
  // Below a session without an end, which is drawn for 142 minutes at one pixel per minute.
  await drag(above.x + 60, above.y + 195, 30)
  const dialog = page.getByRole('dialog', { name: 'New appointment' })
  await dialog.getByLabel('Title').waitFor()
  expect(await dialog.getByRole('combobox', { name: 'Place' }).inputValue()).toBe('Room 1')
  expect(await dialog.getByLabel('From').inputValue()).toBe('12:45')
  expect(await dialog.getByLabel('To', { exact: true }).inputValue()).toBe('13:15')
  await dialog.getByLabel('Title').fill('Lunch')
  await page.keyboard.press('Enter')
  await page.getByText('“Lunch” is on your agenda.').waitFor()

  const block = page.getByRole('link', { name: /Lunch$/ })
  const times = () => block.getAttribute('aria-description')
  await expect.poll(times).toMatch(/^12:45–13:15/)
  const start = await find(/Lunch$/)
  await drag(start.x + 60, start.y + 10, -20)
  await page.getByRole('status').getByText('“Lunch” is at 12:25–12:55.').waitFor()
  await expect.poll(times).toMatch(/^12:25–12:55/)
  const moved = await find(/Lunch$/)
  await drag(moved.x + 60, moved.y + moved.height - 3, 15)
  await expect.poll(times).toMatch(/^12:25–13:10/)
  await page.getByRole('button', { name: 'Undo: change Lunch' }).click()
  await expect.poll(times).toMatch(/^12:25–12:55/)

  // Escape cancels a drag, and a press without a drag selects.
  await page.mouse.move(moved.x + 60, moved.y + 10)
  await page.mouse.down()
  await page.mouse.move(moved.x + 60, moved.y + 60, { steps: 4 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await workshop.click()
  await expect.poll(() => workshop.getAttribute('aria-current')).toBe('true')
  expect(await times()).toMatch(/^12:25–12:55/)
})
