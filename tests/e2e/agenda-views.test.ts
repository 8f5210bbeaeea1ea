/** Views of the agenda other than by time: the delegate's own, and by track, speaker or room. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { realData, testWithRealFiles } from '../real-files.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle, importFile } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { goTo, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

const list = (page: Page) => page.getByRole('list', { name: 'Sessions', exact: true })
const rows = (page: Page) => list(page).getByRole('link')
const names = (page: Page) => list(page).getByRole('heading', { level: 2 }).allInnerTexts()
const filters = (page: Page) => page.getByRole('region', { name: 'Filters' })
const focusedSession = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement).dataset.session)
const focusedRow = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).dataset.row)

async function groupBy(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More agenda actions' }).click()
  await page.getByRole('menuitemradio', { name }).click()
  await page.getByRole('menuitemradio').first().waitFor({ state: 'detached' })
}

test('my agenda has sessions with a star or notes; either can be switched off', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await filters(page).getByRole('button', { name: 'Starred' }).click()
  await filters(page).getByRole('button', { name: 'With my notes' }).click()
  await filters(page).getByText('6 of 13 sessions').waitFor()
  await filters(page).getByRole('button', { name: 'With my notes' }).click()
  await filters(page).getByText('4 of 13 sessions').waitFor()
  await filters(page).getByRole('button', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Plenary' }).click()
  await page.keyboard.press('Escape')
  await filters(page).getByText('1 of 13 sessions').waitFor()
  await page.getByRole('button', { name: 'Remove the filter Plenary' }).click()
  await filters(page).getByText('4 of 13 sessions').waitFor()
})

test('in the list by room or speaker each row is reachable by keys, also if a session is listed twice', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 3, sessions: 36 }))
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await rows(page).first().waitFor()

  await groupBy(page, 'Room')
  await page.keyboard.press('Escape')
  await rows(page).first().focus()
  await page.keyboard.press('Home')
  await expect.poll(() => names(page)).toContain('Hall 1\n13 sessions')
  await page.keyboard.press('End')
  // The current group is shown above the list.
  await page.locator('p', { hasText: 'Hall 3' }).waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }

  await groupBy(page, 'Speaker')
  await rows(page).first().focus()
  await page.keyboard.press('End')
  await expect.poll(() => focusedRow(page)).toBe(JSON.stringify(['', 'party']))
  await page.keyboard.press('Home')
  await expect.poll(() => focusedRow(page)).not.toBe(JSON.stringify(['', 'party']))
  const seen: (string | undefined)[] = [await focusedRow(page)]
  while (seen.at(-1) !== JSON.stringify(['', 'party'])) {
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focusedRow(page)).not.toBe(seen.at(-1))
    seen.push(await focusedRow(page))
  }
  expect(new Set(seen).size, 'no row twice').toBe(seen.length)
  const sessions = seen.map((row) => (JSON.parse(row ?? '') as [string, string])[1])
  expect(new Set(sessions).size, 'every session was reached').toBe(36)
  expect(sessions.length, 'sessions with two speakers are listed twice').toBeGreaterThan(
    new Set(sessions).size,
  )
  await expect.poll(() => list(page).locator('[tabindex="0"]').count(), { message: 'one tab stop' }).toBe(1)
  await expect
    .poll(() => list(page).locator('[aria-current]').count(), { message: 'one row is current' })
    .toBe(1)

  await page.reload()
  await expect.poll(async () => (await names(page)).some((name) => /Speaker \d+/.test(name))).toBe(true)
  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.getByRole('radio', { name: 'List' }).click()
  await groupBy(page, 'Time')
  await expect.poll(() => names(page)).toContain('Thu 17 Nov')
})

test('the name of a speaker, track or room opens its sessions', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 3, sessions: 60 }))
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await goTo(page, '/agenda/talk-7')
  const session = page.getByRole('main')
  await session.getByRole('link', { name: 'правовая Speaker 8' }).click()
  const chip = page.getByRole('button', { name: 'Remove the filter правовая Speaker 8' })
  await chip.waitFor()
  await filters(page)
    .getByText(/^\d of 60 sessions/)
    .waitFor()
  await chip.click()
  await filters(page).getByText('60 sessions', { exact: true }).waitFor()
  await session.getByTitle('Show only: Networks').click()
  await filters(page).getByText('12 of 60 sessions').waitFor()
  await goTo(page, '/now')
  await page.getByRole('complementary').getByRole('link', { name: 'Hall 2' }).click()
  await filters(page)
    .getByText(/^(19|20) of 60 sessions/)
    .waitFor()
})

test('the organiser’s word for a session type is shown, opens similar sessions, and is a filter', async () => {
  const profile = await createTemporaryFolder()
  const large = createLargeConference({ rooms: 3, sessions: 60 })
  const getType = (index: number) => (index % 6 === 0 ? 'Lightning talk' : null)
  const sessions = large.sessions.map((session, index) => ({ ...session, type: getType(index) }))
  const conference = { ...large, sessions }
  await importBundle(profile, conference)
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await goTo(page, '/agenda/talk-6')
  await page.getByRole('main').getByTitle('Show only: Lightning talk').click()
  await filters(page).getByText('10 of 60 sessions').waitFor()
  await page.getByRole('button', { name: 'Remove the filter Lightning talk' }).click()
  await filters(page).getByText('60 sessions', { exact: true }).waitFor()

  await filters(page).getByRole('button', { name: 'Kind', exact: true }).click()
  await page.getByRole('option').first().waitFor()
  await expect
    .poll(() => page.getByRole('option').allInnerTexts())
    .toEqual(['Talk', 'Lightning talk', 'Social'])
  await page.getByRole('option', { name: 'Talk', exact: true }).click()
  await filters(page).getByText('49 of 60 sessions').waitFor()
  await page.keyboard.press('Escape')
  await page.reload()
  await filters(page).getByText('49 of 60 sessions').waitFor()
  await page.getByRole('button', { name: 'Remove the filter Talk' }).click()

  await page.getByRole('radio', { name: 'Grid' }).click()
  await page.getByRole('complementary').getByRole('link', { name: 'Lightning talk' }).click()
  await filters(page).getByText('10 of 60 sessions').waitFor()
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }
})

test('the present day and a key lead to the present time, in the list and the grid', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 30, sessions: 1_000 }))
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  for (const view of ['List', 'Grid']) {
    await page.getByRole('radio', { name: view }).click()
    await rows(page).first().waitFor()
    const goToFriday = async () => {
      await page.getByRole('button', { name: /^Fri 18/ }).click()
      await page.locator('[aria-current="true"]', { hasText: 'Fri 18' }).waitFor()
    }
    const waitForToday = () => page.locator('[aria-current="true"]', { hasText: 'Thu 17' }).waitFor()
    await goToFriday()
    await page.getByRole('button', { name: /^Thu 17/ }).click()
    await waitForToday()
    // This session is far below the first sessions of the day, so it is rendered only if the view starts near the present time.
    if (view === 'List') await page.locator('time[data-running="true"]').first().waitFor()
    await goToFriday()
    await page.keyboard.press('Alt+KeyN')
    await waitForToday()
  }
})

test('the focused block in the grid keeps the focus after scrolling to another day', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 30, sessions: 1_000 }))
  const { page } = await openNotebook(profile)
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await page.getByRole('radio', { name: 'Grid' }).click()
  await rows(page).first().focus()
  await page.keyboard.press('Home')
  const first = await focusedSession(page)
  await page.keyboard.press('PageDown')
  await expect.poll(() => focusedSession(page)).not.toBe(first)
  const second = await focusedSession(page)
  await page.getByRole('button', { name: /^Fri 18/ }).click()
  await page.locator('[aria-current="true"]', { hasText: 'Fri 18' }).waitFor()
  await expect.poll(() => list(page).locator('[tabindex="0"]').count()).toBe(1)
  await list(page).locator('[tabindex="0"]').focus()
  expect(await focusedSession(page)).toBe(second)
  await page.keyboard.press('PageUp')
  await expect.poll(() => focusedSession(page)).toBe(first)
})

test('a star can be moved to a parallel session, and back with Undo', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await goTo(page, '/agenda/workshop-4')
  const star = (name: string) =>
    page
      .getByRole('button', { name: `Star ${name}` })
      .first()
      .getAttribute('aria-pressed')
  await page.getByRole('button', { name: 'Star this instead of Workshop 5' }).click()
  await expect.poll(() => star('Workshop 4')).toBe('true')
  expect(await star('Workshop 5')).toBe('false')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => star('Workshop 5')).toBe('true')
  expect(await star('Workshop 4')).toBe('false')
})

test('Now reports two parallel starred sessions, which can be resolved by keys and restored with Undo', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  await goTo(page, '/now')
  const main = page.getByRole('main')
  const conflicts = main.getByText(/^Same time as Workshop/)
  await expect.poll(() => conflicts.count()).toBe(2)
  expect(await findViolations(page)).toEqual([])
  await main.getByRole('button', { name: 'Unstar Workshop 9' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => conflicts.count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Seeking synergies/)
  await page.getByRole('button', { name: 'Undo: unstar Workshop 9' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => conflicts.count()).toBe(2)
})

test('if the computer is in another time zone, the difference to the conference is shown', async () => {
  const profile = await createTemporaryFolder()
  const { page } = await start({ profile, timeZone: 'Asia/Kolkata' })
  await page.getByText('This computer: +4 hr 30 min').waitFor()
  await expect.poll(() => page.getByText('14:52').count()).toBeGreaterThan(0)
})

testWithRealFiles(
  'the rows of thirty parallel sessions have no gaps, and their start time stays in view',
  async () => {
    const profile = await createTemporaryFolder()
    await importFile(profile, join(realData, 'frab-xml/fosdem-2025.xml'))
    // The shared app would get its size only after the list has scrolled to the present time.
    const { page } = await start({
      profile,
      now: '2025-02-01T13:20:00Z',
      timeZone: 'Europe/Brussels',
      width: 1280,
      height: 800,
    })
    await rows(page).nth(8).waitFor()
    /** The gaps between consecutive rendered items, in CSS pixels. */
    const gaps = () =>
      list(page).evaluate((element) => {
        const drawn = [...element.querySelectorAll<HTMLElement>(':scope > [data-index]')]
          .map((item) => ({ index: Number(item.dataset.index), box: item.getBoundingClientRect() }))
          .sort((a, b) => a.index - b.index)
        return drawn.flatMap(({ index, box }, place) => {
          const next = drawn[place + 1]
          return next?.index === index + 1 ? [Math.round(next.box.top - box.bottom)] : []
        })
      })
    await expect.poll(async () => (await gaps()).length).toBeGreaterThan(2)
    await expect.poll(async () => new Set(await gaps())).toEqual(new Set([0]))

    /** The times that are visible at the top of the list. */
    const times = () =>
      list(page).evaluate((element) => {
        const { top } = (element.parentElement as HTMLElement).getBoundingClientRect()
        return [...element.querySelectorAll<HTMLElement>('[data-slot-time]')]
          .filter((time) => getComputedStyle(time).opacity === '1')
          .filter((time) => Math.abs(time.getBoundingClientRect().top - top - 12) < 2)
          .map((time) => time.textContent)
      })
    await expect.poll(times).toEqual(['14:10Now'])
    await list(page).hover()
    // Scrolls to a slot with many rows and within it. Measuring rows above moves the position by some pixels.
    const scrolled = async (by: number) => {
      const scrollTop = () => list(page).evaluate((element) => element.parentElement?.scrollTop ?? 0)
      const before = await scrollTop()
      await page.mouse.wheel(0, by)
      await expect.poll(async () => Math.abs((await scrollTop()) - before)).toBeGreaterThan(100)
      await page.waitForTimeout(100)
      return times()
    }
    await expect.poll(() => scrolled(-200)).toEqual(['14:00Now'])
    for (const by of [-160, -160, 160]) {
      await scrolled(by)
      await expect.poll(times).toEqual(['14:00Now'])
    }

    // Conflicting stars add a line to rows; the focused row must stay in view when rows above it grow.
    await rows(page).nth(3).focus()
    for (let index = 0; index < 8; index++) {
      const before = await focusedRow(page)
      await page.keyboard.press('s')
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => focusedRow(page)).not.toBe(before)
    }
    await page.keyboard.press('s')
    const getHiddenHeight = () =>
      list(page).evaluate((element) => {
        const view = (element.parentElement as HTMLElement).getBoundingClientRect()
        const row = document.activeElement?.closest('li')?.getBoundingClientRect()
        return row ? Math.max(view.top - row.top, row.bottom - view.bottom) : Number.NaN
      })
    await page.waitForTimeout(500)
    expect(await getHiddenHeight()).toBeLessThanOrEqual(0)
  },
)

test('the bar of days stays if no session is shown, so that nothing moves under the pointer', async () => {
  const { page } = await openNotebook()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const starred = filters(page).getByRole('button', { name: 'Starred' })
  const top = async () => (await starred.boundingBox())?.y
  const before = await top()
  await starred.click()
  await page.getByText('No session matches the filters').waitFor()
  expect(await top()).toBe(before)
  await page.getByRole('button', { name: /^Fri 18/ }).click()
  await page.getByRole('button', { name: /^Thu 17/ }).click()
  await starred.click()
  await rows(page).first().waitFor()
})
