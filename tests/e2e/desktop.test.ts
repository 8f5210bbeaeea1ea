/** Desktop integration of the window: single instance, keyboard, languages. */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { prepareRuntime } from '../../scripts/prepare.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import {
  answerOpenDialog,
  expectNoRequests,
  getEditor,
  goTo,
  openSession,
  pressKey,
  waitForCaret,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

test('a second start on the same profile focuses the first window and exits', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await page.getByRole('heading', { name: 'Agenda' }).waitFor()
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const { executable, flags } = await prepareRuntime()
  const second = spawn(executable, [root, ...flags, `--user-data-dir=${profile}`], { stdio: 'ignore' })
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
  await expect
    .poll(() => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false)
  expect(application.windows()).toHaveLength(1)
})

test('by keyboard only: find a session, write, see the note in the list, and return', async () => {
  const { application, page } = await openNotebook()
  await page.getByRole('heading', { name: 'Agenda' }).waitFor()
  await pressKey(application, 'K', ['control'])
  await page.getByRole('combobox', { name: /^Search sessions/ }).waitFor()
  await page.keyboard.type('targeting proceeds')
  await page.getByRole('option', { name: /Targeting proceeds from crime online/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: 'Targeting proceeds from crime online' }).waitFor()
  // Enter on a row of the agenda moves the caret to the note.
  await page
    .getByRole('list', { name: 'Sessions' })
    .getByRole('link', { name: /Workshop 8/ })
    .focus()
  await page.keyboard.press('Enter')
  await waitForCaret(page)
  await page.keyboard.type('[ ] Follow the money')
  await waitUntilSaved(page)
  await pressKey(application, '3', ['control'])
  await page.getByRole('heading', { level: 1, name: 'Notes' }).waitFor()
  await page.getByText('Follow the money').first().waitFor()
  await pressKey(application, 'Left', ['alt'])
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor()
})

test('Tab reaches every control and is trapped nowhere', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).click()
  await page.keyboard.type('a')
  await waitUntilSaved(page)
  const stops: string[] = []
  // Presses Tab until the first control is reached again: each control must occur once, and none may keep the focus.
  while (stops.length < 300) {
    const { visit, stop } = await page.evaluate((order) => {
      const { activeElement } = document
      const element = activeElement instanceof HTMLElement ? activeElement : document.body
      const around = element.closest('header, nav, main, footer')
      const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)
      element.dataset.visit ??= String(order)
      return { visit: Number(element.dataset.visit), stop: `${around?.tagName ?? element.tagName}: ${name}` }
    }, stops.length)
    if (visit === 0 && stops.length > 0) break
    expect(visit, `stopped twice at ${stop}, after ${stops.join(', ')}`).toBe(stops.length)
    stops.push(stop)
    await page.keyboard.press('Tab')
  }
  expect(stops.length, 'stops on the way round').toBeLessThan(300)
  for (const place of ['HEADER', 'NAV', 'MAIN', 'FOOTER'])
    expect(
      stops.some((stop) => stop.startsWith(place)),
      `a stop in ${place}`,
    ).toBe(true)
})

test('the interface is in Russian and declares its language to the system', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/settings')
  await page
    .getByRole('radio', { name: 'Русский' })
    .or(page.getByRole('button', { name: 'Русский' }))
    .first()
    .click()
  await page.getByRole('link', { name: 'Программа' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru')
  await goTo(page, '/agenda/workshop-9')
  await page.getByText('чт, 17 нояб').first().waitFor()
  await expectNoRequests(application)
})

test('Chromium’s own form fields use the chosen language, not that of the system', async () => {
  const profile = await createTemporaryFolder()
  await writeFile(join(profile, 'shell.json'), JSON.stringify({ language: 'fr' }))
  const { page } = await start({ profile, env: { LANGUAGE: '' } })
  await page.waitForLoadState()
  const language = await page.evaluate(() => navigator.language)
  // On macOS, Chromium ignores the switch for the language.
  if (process.platform !== 'darwin') expect(language).toBe('fr')
})

test('a right click offers the actions for text, in the language of the interface', async () => {
  const { application, page } = await start({ profile: await createTemporaryFolder() })
  // A native menu would wait for a person, so its items are only recorded.
  await application.evaluate(({ Menu }) => {
    Reflect.set(globalThis, 'menus', [])
    Menu.prototype.popup = function popup(this: Electron.Menu) {
      ;(Reflect.get(globalThis, 'menus') as Electron.Menu[]).push(this)
    }
  })
  /** The enabled items of each menu since the last call. */
  const menus = () =>
    application.evaluate(() =>
      (Reflect.get(globalThis, 'menus') as Electron.Menu[])
        .splice(0)
        .map(({ items }) => items.filter(({ enabled }) => enabled).map(({ label }) => label)),
    )
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Evidence in the cloud.')
  await page.keyboard.press('Control+A')
  await getEditor(page).getByText('Evidence in the cloud.').click({ button: 'right' })
  await expect.poll(menus).toEqual([expect.arrayContaining(['Cut', 'Copy', 'Select all'])])

  // No menu where there is no text; only Copy for selected text that cannot be edited.
  await goTo(page, '/key-messages')
  await page
    .getByRole('complementary')
    .first()
    .click({ button: 'right', position: { x: 5, y: 400 } })
  const message = page.getByText('Some 300 cybercrime experts')
  await message.dblclick()
  await message.click({ button: 'right' })
  await expect.poll(menus).toEqual([['Copy']])

  await goTo(page, '/settings')
  await page.getByText('Русский').first().click()
  await page.locator('html[lang="ru"]').waitFor()
  const name = page.getByRole('textbox').first()
  await name.fill('Ж. Дюпон')
  await name.click({ button: 'right' })
  await expect.poll(menus).toEqual([expect.arrayContaining(['Выделить всё'])])
})

test('a file that is not a conference is refused with a message, and the conference stays', async () => {
  const { application, page } = await openNotebook()
  await answerOpenDialog(application, join(root, 'package.json'))
  await page.getByRole('button', { name: /Octopus Conference 2016/ }).click()
  await page.getByRole('menuitem', { name: 'Import a conference…' }).click()
  await page.getByText(/package\.json was not imported\. /).waitFor()
  await expect
    .poll(() => page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link').count())
    .toBe(13)
})

test('requests to the network are blocked and counted', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await page.getByRole('heading', { name: 'Agenda' }).waitFor()
  await expectNoRequests(application)
  const answered = await application.evaluate(async ({ net }) => {
    try {
      await net.fetch('https://example.org/')
      return true
    } catch {
      return false
    }
  })
  expect(answered).toBe(false)
  expect(await application.evaluate(() => globalThis.blockedRequests)).toEqual(['https://example.org/'])
})

test('Chromium’s database for advertisements is off', async () => {
  const { page } = await openNotebook()
  expect(await page.evaluate(() => 'sharedStorage' in window)).toBe(false)
})

test('About shows whether Chromium’s sandbox is on', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/settings')
  await page.getByText('Rapporteur is free software under the MIT licence.').waitFor()
  const isOff = await application.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))
  await expect.poll(() => page.getByText('without Chromium’s sandbox').count()).toBe(isOff ? 1 : 0)
})
