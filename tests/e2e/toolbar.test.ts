/** The labels of the editor's toolbar, and the list that a slash opens. */
import { expect, test } from 'vitest'
import { findViolations } from './lib/axe.ts'
import { shareApp } from './lib/shared-app.ts'
import { openSession } from './lib/window.ts'

const openNotebook = shareApp()

test('at a width of 1280 the four labels are shown, and a slash lists a dozen commands by group', async () => {
  const { page } = await openNotebook(null, { width: 1280, height: 800 })
  await openSession(page, /Workshop 8/)
  const toolbar = page.getByRole('toolbar')
  const labels = () =>
    toolbar.getByRole('button').evaluateAll((all) => all.map((button) => button.textContent))
  await expect.poll(labels).toEqual(expect.arrayContaining(['Task', 'Decision', 'Key message', 'Contact']))
  await page.keyboard.type('/')
  const list = page.getByRole('listbox')
  await list.getByText('Who may read it', { exact: true }).waitFor()
  await expect.poll(() => list.getByRole('option').count()).toBe(12)
  expect(await list.evaluate((box) => box.scrollHeight <= box.clientHeight), 'without scrolling').toBe(true)
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.type('heading')
  await list.getByRole('option', { name: /^Heading 1/ }).waitFor()
})

test.each([1280, 1440, 1920])(
  'at %i pixels only the icons that every editor has are without a name',
  async (width) => {
    const { page } = await openNotebook(null, { width, height: 900 })
    await openSession(page, /Workshop 8/)
    const unnamed = () =>
      page
        .getByRole('toolbar')
        .getByRole('button')
        .evaluateAll((all) =>
          all.filter(({ textContent }) => textContent === '').map(({ ariaLabel }) => ariaLabel),
        )
    const known = [
      /^Bold$/,
      /^Italic$/,
      /^Highlight$/,
      /^Bullet/,
      /^Number/,
      /^Quot/,
      /^Formatting$/,
      /^Insert$/,
    ]
    await expect
      .poll(async () =>
        (await unnamed()).filter((name) => !known.some((pattern) => pattern.test(name ?? ''))),
      )
      .toEqual([])
  },
)
