/** Reminders of starred sessions. The system's notifications are recorded, since tests cannot see them. */
import type { ElectronApplication, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ConferenceSlug, Guid } from '../../db/model.ts'
import { openStore } from '../../db/open-store.ts'
import { bundle } from '../../db/testing/bundles.ts'
import { root } from '../../scripts/lib/paths.ts'
import { findViolations } from './lib/axe.ts'
import { importBundle } from './lib/import-bundle.ts'
import { createLargeConference } from './lib/large-conference.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, goTo, listCoveredControls, setTheme } from './lib/window.ts'

/** Well before Workshops 7, 8 and 9 and their default reminders. */
const BEFORE = '2016-11-17T13:05:00Z'

async function record(application: ElectronApplication): Promise<void> {
  await application.evaluate(({ Notification }) => {
    globalThis.notifications = []
    Notification.isSupported = () => true
    Notification.prototype.show = function show() {
      globalThis.notifications.push(this)
    }
  })
}
const listNotifications = (application: ElectronApplication) =>
  application.evaluate(() => globalThis.notifications.map(({ title, body }) => `${title}: ${body}`))
const star = (page: Page, name: string) =>
  page
    .getByRole('button', { name: `Star ${name}` })
    .first()
    .click()

async function setReminder(page: Page, session: string, when: string): Promise<void> {
  await goTo(page, `/agenda/${session}`)
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Reminder: / })
    .click()
  await page.getByRole('menuitemradio', { name: when }).click()
  await page.keyboard.press('Escape')
}

test('the system reminds of a starred session; a click on it opens the session from any screen', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile, now: BEFORE })
  await record(application)
  await star(page, 'Workshop 9')
  await star(page, 'Workshop 7')
  await setReminder(page, 'workshop-7', 'Not at all')
  expect(await findViolations(page)).toEqual([])
  // With ten minutes, no reminder is due yet. If an earlier time is chosen that has already passed, the reminder is shown at once.
  expect(await listNotifications(application)).toEqual([])
  await setReminder(page, 'workshop-9', '30 min before')
  await expect
    .poll(async () => (await listNotifications(application)).join('|'))
    .toMatch(
      /^Workshop 9 · Crime and jurisdiction in cyberspace: access to electronic evidence: Starts at 14:30, in 2\d min · Room 3$/,
    )

  await goTo(page, '/settings')
  await page.getByText('Your system shows a notification before each session').waitFor()
  await application.evaluate(() => globalThis.notifications[0]?.emit('click'))
  await page.getByRole('heading', { name: /^Crime and jurisdiction/ }).waitFor()
  expect(await page.evaluate(() => location.hash)).toBe('#/agenda/workshop-9')
})

test('the tray opens a session that is about to start; a reminder opened or dismissed in one place disappears from all', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile, now: BEFORE })
  await application.evaluate(({ Notification, Tray }) => {
    Notification.isSupported = () => false
    globalThis.trayMenu = null
    Tray.prototype.setContextMenu = (menu) => {
      globalThis.trayMenu = menu
    }
    const { destroy } = Tray.prototype
    Tray.prototype.destroy = function destroyTray() {
      globalThis.trayMenu = null
      destroy.call(this)
    }
  })
  const labels = () =>
    application.evaluate(() => globalThis.trayMenu?.items.flatMap(({ label }) => label || []) ?? [])
  const choose = (at: number) =>
    application.evaluate((_, index) => globalThis.trayMenu?.items[index]?.click(), at)
  const banner = page.getByRole('status', { name: 'Reminders' })
  await star(page, 'Workshop 9')
  await star(page, 'Workshop 7')
  await goTo(page, '/settings')
  await page.getByRole('button', { name: /10 min before Remind me/ }).click()
  await page.getByRole('option', { name: '30 min before' }).click()
  await expect
    .poll(labels)
    .toEqual([
      expect.stringMatching(/^In 2\d min, Room \d · Workshop \d · /),
      expect.stringMatching(/^In 2\d min, Room \d · Workshop \d · /),
      'Dismiss reminders',
    ])
  await expect.poll(() => banner.getByRole('listitem').count()).toBe(2)

  const [first = ''] = await labels()
  await choose(0)
  await page.waitForURL(/#\/agenda\/workshop-[79]$/)
  expect(page.url().at(-1)).toBe(/Workshop (\d)/.exec(first)?.[1])
  await expect.poll(() => banner.getByRole('listitem').count()).toBe(1)
  expect(await labels()).toHaveLength(2)

  await banner.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(labels).toEqual([])
})

test('the setting applies to the other sessions, and stays after a restart', async () => {
  const profile = await createTemporaryFolder()
  const first = await start({ profile, now: BEFORE })
  await record(first.application)
  await star(first.page, 'Workshop 8')
  await goTo(first.page, '/settings')
  await first.page.getByRole('button', { name: /10 min before Remind me/ }).click()
  await first.page.getByRole('option', { name: '30 min before' }).click()
  await expect
    .poll(async () => (await listNotifications(first.application)).join('|'))
    .toMatch(/^Workshop 8 · Targeting proceeds from crime online: Starts at 14:30, in 2\d min · Room 2$/)
  await first.application.close()
  const { page } = await start({ profile, now: '2016-11-17T15:00:00Z' })
  await goTo(page, '/settings')
  await page.getByRole('button', { name: /30 min before Remind me/ }).waitFor()
})

test('without system notifications the window shows reminders, which keys can reach and leave', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile, now: BEFORE })
  await application.evaluate(({ Notification }) => {
    Notification.isSupported = () => false
  })
  await star(page, 'Workshop 9')
  await star(page, 'Workshop 7')
  await goTo(page, '/settings')
  await page.getByText('This computer shows no notifications.').waitFor()
  await setReminder(page, 'workshop-9', '30 min before')
  const banner = page.getByRole('status', { name: 'Reminders' })
  await banner.getByText(/^Starts at 14:30, in 2\d min · Room 3$/).waitFor()
  expect(await findViolations(page)).toEqual([])
  expect(await listCoveredControls(page)).toEqual([])

  // Moves from a note to the reminder and back.
  await goTo(page, '/agenda/workshop-4')
  await getEditor(page).click()
  await page.keyboard.press('F6')
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(focused).toBe('Open session')
  await page.keyboard.press('Escape')
  await page.keyboard.type('still here')
  await getEditor(page).getByText('still here').waitFor()
  await page.keyboard.press('F6')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Crime and jurisdiction/ }).waitFor()
  expect(await banner.getByRole('listitem').count()).toBe(0)

  // A laptop wakes shortly before the start. A changed clock also repeats earlier reminders.
  const sleepUntil = async (minutes: number) => {
    await page.evaluate((offset) => window.desktop.setClock(offset), await getClockAhead(page, minutes))
    await application.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  }
  await sleepUntil(20)
  await banner.getByText(/^Starts at 14:30, in \d+ min · Room 1$/).waitFor()
  for (const left of [1, 0]) {
    await page.keyboard.press('F6')
    await page.keyboard.press('Tab')
    await expect.poll(focused).toBe('Dismiss')
    await page.keyboard.press('Enter')
    await expect.poll(() => banner.getByRole('listitem').count()).toBe(left)
  }
  // A session that ended during sleep gives no reminder.
  await star(page, 'Workshop 8')
  await banner.getByText(/Room 2$/).waitFor()
  // An unstarred session gives no reminder.
  await star(page, 'Workshop 8')
  await expect.poll(() => banner.getByRole('listitem').count()).toBe(0)
  await star(page, 'Workshop 8')
  await banner.getByText(/Room 2$/).waitFor()
  // A session of a removed conference gives no reminder either.
  await goTo(page, '/library')
  await page.getByRole('button', { name: 'Remove Octopus Conference 2016' }).click()
  await page.getByRole('button', { name: 'Keep my items and remove' }).click()
  await expect.poll(() => banner.getByRole('listitem').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await goTo(page, '/agenda')
  await banner.getByText(/Room 2$/).waitFor()
  await banner.getByRole('button', { name: 'Dismiss' }).click()
  await sleepUntil(30)
  await expect.poll(() => page.evaluate(() => window.desktop.showsReminders())).toBe(false)
  expect(await banner.getByRole('listitem').count()).toBe(0)
})

test('a note window, if it has the focus, reminds of a session that was starred after the window had opened', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile, now: BEFORE })
  await application.evaluate(({ Notification }) => {
    Notification.isSupported = () => false
  })
  await goTo(page, '/agenda/workshop-4')
  await getEditor(page).click()
  await page.keyboard.type('Begun.')
  const opened = application.waitForEvent('window')
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Note in its own window' }).click()
  const note = await opened
  await getEditor(note).waitFor()
  await star(page, 'Workshop 9')
  await setReminder(page, 'workshop-9', '30 min before')
  await note.getByText(/^Starts at 14:30, in 2\d min · Room 3$/).waitFor()
})

test('a dismissed reminder does not return after a restart', async () => {
  const profile = await createTemporaryFolder()
  const startWithoutNotifications = async (now: string) => {
    const app = await start({ profile, now })
    await app.application.evaluate(({ Notification }) => {
      Notification.isSupported = () => false
    })
    return { ...app, banner: app.page.getByRole('status', { name: 'Reminders' }) }
  }
  const first = await startWithoutNotifications('2016-11-17T13:22:00Z')
  for (const name of ['Workshop 9', 'Workshop 8']) await star(first.page, name)
  await first.banner.getByRole('listitem').nth(1).waitFor()
  await first.banner
    .getByRole('listitem')
    .filter({ hasText: 'Workshop 9' })
    .getByRole('button', { name: 'Dismiss' })
    .click()
  await expect.poll(() => first.banner.getByRole('listitem').count()).toBe(1)
  await first.application.close()

  const second = await startWithoutNotifications('2016-11-17T13:24:00Z')
  await second.banner.getByText('Workshop 8').waitFor()
  await expect.poll(() => second.banner.getByRole('listitem').count()).toBe(1)
  await second.application.close()
  // It returns in a new rehearsal of the same time.
  const third = await startWithoutNotifications('2016-11-17T13:21:00Z')
  await third.banner.getByText('Workshop 9').waitFor()
})

test('a reminder of another conference names it and its time zone', async () => {
  const profile = await createTemporaryFolder()
  const elsewhere = bundle((b) => {
    b.conference.timeZone = 'America/New_York'
  })
  await importBundle(profile, elsewhere as { conference: { slug: string } })
  const { application, page } = await start({ profile, now: BEFORE })
  const show = async (title: string) => {
    await page.getByRole('button', { name: /^(Octopus Conference|Testing Days)/ }).click()
    await page.getByRole('menuitemradio', { name: title }).click()
  }
  await show('Octopus Conference 2016')
  await star(page, 'Workshop 9')
  await show('Testing Days')
  await page.getByText('08:05').first().waitFor()
  const reminder = /Starts at 14:30 \(Europe\/Paris\), in 2\d min · Room 3 · Octopus Conference 2016$/
  const wakeAt = async (minutes: number) => {
    await page.evaluate((offset) => window.desktop.setClock(offset), await getClockAhead(page, minutes))
    await application.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  }
  await application.evaluate(({ Notification }) => {
    Notification.isSupported = () => false
  })
  await page.evaluate(() => window.desktop.setClock(0))
  await goTo(page, '/settings')
  await page.getByRole('button', { name: /10 min before Remind me/ }).click()
  await page.getByRole('option', { name: '60 min before' }).click()
  await wakeAt(0)
  const banner = page.getByRole('status', { name: 'Reminders' })
  await banner.getByText(reminder).waitFor()
  await record(application)
  await wakeAt(1)
  await expect.poll(async () => (await listNotifications(application)).join('|')).toMatch(reminder)
  await show('Octopus Conference 2016')
  await banner.getByText(/^Starts at 14:30, in 2\d min · Room 3$/).waitFor()
})

test('of many reminders two are shown and the others can be expanded; all are dismissed at once', async () => {
  const profile = await createTemporaryFolder()
  await importBundle(profile, createLargeConference({ rooms: 12, sessions: 60 }))
  starTalks(profile, 6)
  const { application, page } = await start({ profile, now: '2016-11-16T07:45:00Z' })
  await application.evaluate(({ Notification }) => {
    Notification.isSupported = () => false
  })
  await page.getByRole('button', { name: /^(Octopus|Large) Conference/i }).click()
  await page.getByRole('menuitemradio', { name: 'Large conference' }).click()
  await goTo(page, '/agenda/talk-20')
  await getEditor(page).click()
  await page.evaluate((at) => window.desktop.setClock(at - Date.now()), Date.parse('2016-11-16T07:53:00Z'))
  await application.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  const banner = page.getByRole('status', { name: 'Reminders' })
  const rows = banner.getByRole('listitem')
  await banner.getByRole('button', { name: 'and 4 more', expanded: false }).waitFor()
  await expect.poll(() => rows.count()).toBe(2)
  const height = async () => (await banner.boundingBox())?.height ?? 0
  expect(await height()).toBeLessThan(150)
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(page, theme)
    expect(await findViolations(page), theme).toEqual([])
  }

  // By keyboard: the focus moves to the first of the other reminders, and back to the note.
  await page.keyboard.press('F6')
  const others = banner.getByRole('button', { name: 'and 4 more' })
  const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement)
  for (let steps = 0; steps < 8 && !(await isFocused(others)); steps++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => rows.count()).toBe(6)
  await expect.poll(() => isFocused(rows.nth(2).getByRole('button', { name: 'Open session' }))).toBe(true)
  expect(await height()).toBeLessThan(230)
  expect(await listCoveredControls(page)).toEqual([])
  expect(await findViolations(page)).toEqual([])
  await banner.getByRole('button', { name: 'Show fewer' }).click()
  await expect.poll(() => rows.count()).toBe(2)
  await banner.getByRole('button', { name: 'Dismiss all' }).press('Enter')
  await expect.poll(() => rows.count()).toBe(0)
  await page.keyboard.type('still here')
  await getEditor(page).getByText('still here').waitFor()
})

/** Stars the first sessions of the large conference, all at nine. */
function starTalks(profile: string, count: number): void {
  const store = openStore({ folder: profile, resources: root })
  const conference = ConferenceSlug.parse('large-2016')
  for (let talk = 0; talk < count; talk++) {
    const answer = store.call('stars.set', {
      conference,
      session: Guid.parse(`talk-${talk}`),
      starred: true,
    })
    if (!answer.ok) throw new Error(JSON.stringify(answer))
  }
  store.close()
}

/** Milliseconds from the computer's clock to `minutes` after BEFORE. */
async function getClockAhead(page: Page, minutes: number): Promise<number> {
  return page.evaluate((at) => at - Date.now(), Date.parse(BEFORE) + minutes * 60_000)
}
