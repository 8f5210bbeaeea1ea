/** The agenda as list and grid: filters, keys, and a large programme. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ConferenceSlug, Guid } from '../../db/model.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo, setTheme, waitForCaret } from './lib/window.ts'

const openNotebook = shareApp()

const sessions = (page: Page) => page.getByRole('list', { name: 'Sessions', exact: true })
const countShown = (page: Page) => sessions(page).getByRole('link').count()
const filters = (page: Page) => page.getByRole('region', { name: 'Filters' })
const filter = (page: Page, name: string) => filters(page).getByRole('button', { name, exact: true })
const toGrid = (page: Page) => page.getByRole('radio', { name: 'Grid' }).click()
/** The session of the focused link. */
const getFocusedSession = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement).dataset.session)

test('filters apply to list and grid, are remembered, and say when nothing is left', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await expect.poll(() => countShown(page)).toBe(13)
  expect(await filters(page).count(), 'without a filter, the list has no filter bar').toBe(0)

  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await filter(page, 'Room 3').click()
  await filters(page).getByText('3 of 13 sessions').waitFor()
  await filter(page, 'Room 2').click()
  await filters(page).getByText('6 of 13 sessions').waitFor()
  await filter(page, 'Starred').click()
  await filters(page).getByText('2 of 13 sessions').waitFor()
  expect(await filter(page, 'Starred').getAttribute('aria-pressed')).toBe('true')
  await expect.poll(() => countShown(page)).toBe(2)
  // With one more filter no session is left, and the focus stays on that filter.
  await filters(page).getByRole('button', { name: /RU/ }).focus()
  await page.keyboard.press('Space')
  await page.getByText('No session matches the filters').waitFor()
  expect(await findViolations(page)).toEqual([])
  await page.keyboard.press('Space')
  await expect.poll(() => countShown(page)).toBe(2)

  await toGrid(page)
  await expect.poll(() => countShown(page)).toBe(2)
  await page.reload()
  await filters(page).getByText('2 of 13 sessions').waitFor()
  await filter(page, 'Kind').click()
  await page.getByRole('option', { name: 'Plenary' }).click()
  await page.getByText('No session matches the filters').waitFor()
  await page.getByRole('option', { name: 'Plenary' }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), `with a menu open, ${theme}`).toEqual([])
  }
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Remove the filter Plenary' }).click()
  await expect.poll(() => countShown(page)).toBe(2)
  await filter(page, 'Clear').click()
  await filters(page).getByText('13 sessions', { exact: true }).waitFor()

  // Removing a star in the list filtered by stars moves the focus to the next session.
  await page.getByRole('radio', { name: 'List' }).click()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  for (const mine of ['Starred', 'With my notes']) await filter(page, mine).click()
  await expect.poll(() => countShown(page)).toBe(6)
  await sessions(page)
    .getByRole('link', { name: /Workshop 7/ })
    .focus()
  await page.keyboard.press('s')
  await expect.poll(() => countShown(page)).toBe(5)
  await expect.poll(() => getFocusedSession(page)).toBe('workshop-9')
})

test('removing a star by key in the filtered grid moves the focus to the next session', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await toGrid(page)
  for (const mine of ['Starred', 'With my notes']) await filter(page, mine).click()
  await expect.poll(() => countShown(page)).toBe(6)
  await sessions(page)
    .getByRole('link', { name: /Workshop 7/ })
    .focus()
  await page.keyboard.press('s')
  await expect.poll(() => countShown(page)).toBe(5)
  await expect.poll(() => getFocusedSession(page)).toBe('workshop-9')
})

test('arrow keys move through the grid; Enter opens the notes with the caret in them', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  await toGrid(page)
  const peek = page.getByRole('complementary', { name: 'Crime and jurisdiction in cyberspace' })
  await peek.getByText('22 min ago').waitFor()
  await peek.getByText('Proposals of the Cloud Evidence Group').waitFor()
  await expect
    .poll(() => sessions(page).locator('[tabindex="0"]').count(), { message: 'one tab stop' })
    .toBe(1)

  await sessions(page)
    .getByRole('link', { name: /Workshop 9/ })
    .focus()
  const press = async (key: string, session: string) => {
    await page.keyboard.press(key)
    await expect.poll(() => getFocusedSession(page), { message: key }).toBe(session)
  }
  await press('ArrowLeft', 'workshop-8')
  await press('ArrowUp', 'workshop-5')
  await press('ArrowRight', 'workshop-6')
  await press('ArrowDown', 'workshop-9')
  await press('ArrowDown', 'plenary')
  await press('ArrowUp', 'workshop-9')
  // A screen reader may focus any block; keys continue from there.
  const focus = (session: string) =>
    sessions(page)
      .locator(`[data-session="${session}"]`)
      .evaluate((link: HTMLElement) => link.focus())
  await focus('workshop-7')
  await press('ArrowRight', 'workshop-8')
  await focus('workshop-7')
  await press('ArrowRight', 'workshop-8')
  await press('Home', 'special-session')
  await press('End', 'end-of-conference')
  await press('ArrowUp', 'plenary')

  const star = page.getByRole('button', { name: 'Star Plenary' }).first()
  const before = await star.getAttribute('aria-pressed')
  await page.keyboard.press('s')
  await expect.poll(() => star.getAttribute('aria-pressed')).not.toBe(before)
  await page.keyboard.press('Enter')
  await getEditor(page).waitFor()
  await waitForCaret(page)
  await page.getByRole('heading', { name: /^Results of workshops/ }).waitFor()
})

test('switching between list and grid by keys keeps the focus on the switch, and keys continue from there', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/agenda/workshop-9')
  const view = (name: string) => page.getByRole('radio', { name })
  const isFocused = (name: string) => view(name).evaluate((radio) => radio === document.activeElement)
  await view('List').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await page.getByRole('complementary', { name: 'Crime and jurisdiction in cyberspace' }).waitFor()
  await expect.poll(() => isFocused('Grid')).toBe(true)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await page
    .getByRole('complementary', { name: 'Crime and jurisdiction in cyberspace' })
    .waitFor({ state: 'detached' })
  await expect.poll(() => isFocused('List')).toBe(true)

  // The list's current row is Workshop 9; a screen reader focuses other rows.
  for (const [at, next] of [
    ['workshop-8', 'workshop-9'],
    ['workshop-5', 'workshop-6'],
  ] as const) {
    await sessions(page)
      .locator(`[data-session="${at}"]`)
      .evaluate((link: HTMLElement) => link.focus())
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => getFocusedSession(page)).toBe(next)
  }
})

test('every language of a session is visible in the list and the grid, however narrow', async () => {
  const { page } = await openNotebook(null, { width: 1280, height: 800 })
  await goTo(page, '/agenda/workshop-7')
  const seen = (name: RegExp) =>
    sessions(page)
      .locator('li', { has: page.getByRole('link', { name }) })
      .last()
      .locator('[role="img"][title]')
      .evaluateAll((chips) =>
        chips
          .filter((chip) => {
            const { left, top, width, height } = chip.getBoundingClientRect()
            return document.elementsFromPoint(left + width / 2, top + height / 2).includes(chip)
          })
          .map(({ textContent }) => textContent),
      )
  await expect.poll(() => seen(/^Workshop 7/)).toEqual(['EN', 'FR', 'ES', 'RU'])
  await toGrid(page)
  await expect.poll(() => seen(/^Workshop 7/)).toEqual(['EN', 'FR', 'ES', 'RU'])
  expect(await seen(/^Workshop 8/)).toEqual(['EN', 'FR'])
})

test('a conflict is shown above the sessions and can be resolved beside the grid', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-9')
  await toGrid(page)
  const conflict = page.getByText('Two starred at 14:30')
  await expect.poll(() => conflict.count(), { message: 'above the sessions, and beside the grid' }).toBe(2)
  await page.getByText('You also starred Workshop 7 in Room 1.').waitFor()
  await page.getByRole('button', { name: 'Keep both' }).click()
  await expect.poll(() => conflict.count()).toBe(0)
  await expect.poll(() => getFocusedSession(page)).toBe('workshop-9')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => conflict.count()).toBe(2)
  await page.getByRole('button', { name: 'Unstar Workshop 7' }).click()
  await expect.poll(() => conflict.count()).toBe(0)
  await page.getByRole('button', { name: 'Open notes' }).click()
  await getEditor(page).getByText('Opening. English only').waitFor()
})

test('each of several parallel starred sessions can be unstarred beside the grid, by its full title and room', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 6, sessions: 60 }))
  const store = openNotebookIn(profile)
  const conference = ConferenceSlug.parse('large-2016')
  const starred = [0, 1, 2, 4, 5].map((index) => Guid.parse(`talk-${index}`))
  for (const session of starred) store.call('stars.set', { conference, session, starred: true })
  store.close()
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await page.getByRole('button', { name: /^Large conference/ }).waitFor()
  await goTo(page, '/agenda/talk-5')
  await toGrid(page)
  await page.getByText('5 starred at 09:00').last().waitFor()
  const unstarButtons = page.getByRole('complementary').getByRole('button', { name: /^Unstar .* Hall \d$/ })
  await expect.poll(() => unstarButtons.count()).toBe(4)
  const cut = await unstarButtons.evaluateAll(
    (buttons) =>
      buttons.filter((button) =>
        [button, ...button.querySelectorAll('*')].some(
          (part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0,
        ),
      ).length,
  )
  expect(cut).toBe(0)
  await unstarButtons.last().click()
  await page.getByText('4 starred at 09:00').last().waitFor()
  await goTo(page, '/agenda/talk-3')
  const swaps = page
    .getByRole('complementary')
    .getByRole('button', { name: /^Star this instead of .* Hall \d$/ })
  await expect.poll(() => swaps.count()).toBe(4)
})

test('a thousand sessions in thirty rooms: rendered near the view, headers stay, nothing is hidden', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 30, sessions: 1_000 }))
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await page.getByRole('button', { name: /^Large conference/ }).waitFor()
  await toGrid(page)
  await filters(page).getByText('1000 sessions').waitFor()
  const heads = page.getByRole('list', { name: 'Rooms' }).getByRole('listitem')
  await expect.poll(() => heads.count(), { message: 'only rooms near the view' }).toBeLessThan(12)
  expect(await heads.first().getAttribute('aria-setsize')).toBe('30')
  expect(await countShown(page)).toBeLessThan(250)

  const seen = () =>
    page.evaluate(() => {
      const grid = document.querySelector('ol[aria-label="Sessions"]')?.parentElement as HTMLElement
      const scroller = grid.parentElement as HTMLElement
      const view = scroller.getBoundingClientRect()
      const blocks = [...grid.querySelectorAll('[data-session]')].map((link) =>
        (link.closest('li') as HTMLElement).getBoundingClientRect(),
      )
      const inView = blocks.filter((b) => b.right > view.left && b.left < view.right && b.bottom > view.top)
      const hidden = inView.filter((a, index) =>
        inView
          .slice(index + 1)
          .some(
            (b) =>
              a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
          ),
      )
      const box = (selector: string) => grid.querySelector(selector)?.getBoundingClientRect()
      return {
        heads: { top: box('ul')?.top, day: box('h2')?.left },
        left: scroller.scrollLeft,
        inView: inView.length,
        hidden: hidden.length,
      }
    })
  const before = await seen()
  const scrollTo = (left: number, top: number) =>
    page.evaluate(
      (to) =>
        document.querySelector('ol[aria-label="Sessions"]')?.parentElement?.parentElement?.scrollTo(...to),
      [left, top] as const,
    )
  await scrollTo(3_000, 1_500)
  await expect.poll(async () => (await seen()).inView).toBeGreaterThan(20)
  expect(await seen()).toMatchObject({ heads: before.heads, left: 3_000, hidden: 0 })
  await page.getByRole('listitem').getByText('Hall 20', { exact: true }).waitFor()
  await scrollTo(3_000, 300)
  await expect.poll(async () => (await seen()).inView).toBeGreaterThan(40)
  // Half of the rooms have no such session, so the grid becomes narrower than the scroll position.
  await filters(page).getByRole('button', { name: /RU/ }).click()
  await page.getByRole('listitem').getByText('Hall 30', { exact: true }).waitFor()
  expect((await seen()).inView).toBeGreaterThan(20)

  // With hundreds of speakers, the list renders a part at a time while scrolling, and choices stay.
  await filters(page).getByRole('button', { name: 'Clear' }).click()
  await filters(page).getByRole('button', { name: 'Speaker', exact: true }).click()
  await page.keyboard.type('speaker 333')
  await page.getByRole('option', { name: /Speaker 333$/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+KeyA')
  await page.keyboard.press('Backspace')
  expect(await page.getByRole('combobox').inputValue()).toBe('')
  const options = page.getByRole('listbox', { name: 'Speaker' })
  await options.getByRole('option').first().waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), `with a searched menu open, ${theme}`).toEqual([])
  }
  const last = options.getByRole('option', { name: 'провайдеров Speaker 96', exact: true })
  await expect
    .poll(async () => {
      await options.evaluate((list) => list.scrollTo(0, list.scrollHeight))
      return last.count()
    })
    .toBe(1)
  await last.click()
  await page.keyboard.press('Escape')
  for (const name of [/Speaker 333$/, /провайдеров Speaker 96$/]) {
    await filters(page).getByRole('button', { name }).waitFor()
  }
  await filters(page).getByRole('button', { name: 'Clear' }).click()
  expect(await findViolations(page)).toEqual([])
})
