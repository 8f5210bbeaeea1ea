/** Reminders of starred sessions, with the system's notification recorded: the one thing that no test can see. */
import type { ElectronApplication, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { violations } from './lib/axe.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { goTo } from './lib/window.ts'

/** A good while before Workshops 7, 8 and 9, and before their usual reminders. */
const BEFORE = '2016-11-17T13:05:00Z'

async function record(application: ElectronApplication): Promise<void> {
  await application.evaluate(({ Notification }) => {
    globalThis.notifications = []
    Notification.prototype.show = function show() {
      globalThis.notifications.push(this)
    }
  })
}
const told = (application: ElectronApplication) =>
  application.evaluate(() => globalThis.notifications.map(({ title, body }) => `${title}: ${body}`))
const star = (page: Page, name: string) =>
  page
    .getByRole('button', { name: `Star ${name}` })
    .first()
    .click()

async function remindOf(page: Page, session: string, when: string): Promise<void> {
  await goTo(page, `/agenda/${session}`)
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Reminder: / })
    .click()
  await page.getByRole('menuitemradio', { name: when }).click()
  await page.keyboard.press('Escape')
}

test('the system reminds of a starred session; its click opens the session, whatever is open', async () => {
  const profile = await temporaryFolder()
  const { application, page } = await start({ profile, now: BEFORE })
  await record(application)
  await star(page, 'Workshop 9')
  await star(page, 'Workshop 7')
  await remindOf(page, 'workshop-7', 'Not at all')
  expect(await violations(page)).toEqual([])
  // Ten minutes before is far; a moment of its own that is past is told at once.
  expect(await told(application)).toEqual([])
  await remindOf(page, 'workshop-9', '30 min before')
  await expect
    .poll(async () => (await told(application)).join('|'))
    .toMatch(
      /^Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence: Starts at 14:30, in 2\d min · Room 3$/,
    )

  await goTo(page, '/settings')
  await page.getByText('Your system shows a notice before each session').waitFor()
  await application.evaluate(() => globalThis.notifications[0]?.emit('click'))
  await page.getByRole('heading', { name: /^Crime and jurisdiction/ }).waitFor()
  expect(await page.evaluate(() => location.hash)).toBe('#/agenda/workshop-9')
})

test('what Settings say holds for the others, and is there after a restart', async () => {
  const profile = await temporaryFolder()
  const first = await start({ profile, now: BEFORE })
  await record(first.application)
  await star(first.page, 'Workshop 8')
  await goTo(first.page, '/settings')
  await first.page.getByRole('button', { name: /10 min before Remind me/ }).click()
  await first.page.getByRole('option', { name: '30 min before' }).click()
  await expect
    .poll(async () => (await told(first.application)).join('|'))
    .toMatch(/^Workshop 8 · Targeting proceeds from crime online: Starts at 14:30, in 2\d min · Room 2$/)
  await first.application.close()
  const { page } = await start({ profile, now: '2016-11-17T15:00:00Z' })
  await goTo(page, '/settings')
  await page.getByRole('button', { name: /30 min before Remind me/ }).waitFor()
})
