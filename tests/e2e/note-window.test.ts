/** A note in its own window beside the main one: two editors of one text, without losing anything. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { ElectronApplication, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { findViolations } from './lib/axe.ts'
import { getStoreProcessId } from './lib/processes.ts'
import { readNotesFromDisk } from './lib/read-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import {
  dragOver,
  expectNoRequests,
  getEditor,
  goTo,
  openSession,
  setTheme,
  waitForPreview,
  waitUntilSaved,
} from './lib/window.ts'

const openNotebook = shareApp()

async function popOut(application: ElectronApplication, page: Page): Promise<Page> {
  const opened = application.waitForEvent('window')
  await page.getByRole('button', { name: 'View', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Note in its own window' }).click()
  const note = await opened
  await getEditor(note).waitFor()
  await waitUntilFocused(note)
  return note
}

async function waitUntilFocused(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('contenteditable')))
    .toBe('true')
}

/** Runs a function in the main process for the window whose title contains the text. */
function callWindow<T>(
  application: ElectronApplication,
  title: string,
  what: 'isAlwaysOnTop' | 'getBounds' | 'isDestroyed',
): Promise<T> {
  return application.evaluate(
    ({ BrowserWindow }, [part, method]) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.getTitle().includes(part))
        ?.[method]() as T,
    [title, what] as const,
  )
}

/** Does not wait for the key's release, since the window may be gone by then. */
async function closeByKey(note: Page): Promise<void> {
  const closed = note.waitForEvent('close')
  await note.keyboard.press('Control+w').catch(() => {})
  await closed
}

function waitForExit(application: ElectronApplication): Promise<unknown> {
  return new Promise((resolve) => application.process().once('exit', resolve))
}

test('text written in one window appears in the other, where the caret stays', async () => {
  const { application, page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Begun in the main window.')
  const note = await popOut(application, page)
  expect(await getEditor(note).textContent()).toBe('Begun in the main window.')
  expect(await note.title()).toBe('Workshop 8 · Rapporteur')

  // The caret is already at the end.
  await note.keyboard.type(' Gone on beside the slides.')
  await getEditor(page).getByText('Gone on beside the slides.').waitFor()
  await getEditor(page).getByText('Begun in').click()
  await page.keyboard.press('Home')
  await page.keyboard.type('First. ')
  await getEditor(note).getByText('First. Begun in the main window.').waitFor()
  await note.keyboard.type(' And last.')
  await waitUntilSaved(note)
  await expect
    .poll(() => readNotesFromDisk(profile))
    .toContain('First. Begun in the main window. Gone on beside the slides. And last.')

  // Pressing the key again opens no second window.
  await page.keyboard.press('ControlOrMeta+Shift+O')
  expect(application.windows()).toHaveLength(2)
  await expectNoRequests(application)
})

test('the window stays on top unless switched off, and reopens in the same place', async () => {
  const profile = await createTemporaryFolder()
  const first = await start({ profile })
  await openSession(first.page, /Workshop 8/)
  const note = await popOut(first.application, first.page)
  const title = 'Workshop 8'
  expect(await callWindow(first.application, title, 'isAlwaysOnTop')).toBe(true)
  const view = note.getByRole('button', { name: 'View', exact: true })
  const onTop = note.getByRole('menuitemcheckbox', { name: 'Always on top' })
  await view.click()
  expect(await onTop.getAttribute('aria-checked')).toBe('true')
  await onTop.click()
  await expect.poll(() => callWindow(first.application, title, 'isAlwaysOnTop')).toBe(false)
  await view.click()
  await expect.poll(() => onTop.getAttribute('aria-checked')).toBe('false')
  await note.keyboard.press('Escape')
  await first.application.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((window) => window.getTitle().includes('Workshop 8'))
      ?.setBounds({ x: 40, y: 60, width: 420, height: 500 })
  })
  // Ctrl+W closes only this window.
  await closeByKey(note)
  await expect.poll(() => first.application.windows().length).toBe(1)
  const end = waitForExit(first.application)
  await first.page.getByRole('button', { name: 'Close', exact: true }).click()
  await end

  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  await popOut(application, page)
  expect(await callWindow(application, 'Workshop 9', 'isAlwaysOnTop')).toBe(false)
  expect(await callWindow(application, 'Workshop 9', 'getBounds')).toEqual({
    x: 40,
    y: 60,
    width: 420,
    height: 500,
  })
})

test('if both windows have unsaved text, the later one becomes the note, the other a version, with a message', async () => {
  const { application, page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Begun.')
  const note = await popOut(application, page)
  // Locks the database until both have unsaved text.
  const other = new Database(join(profile, 'rapporteur.db'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  await note.keyboard.type(' From the note’s window.')
  await getEditor(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' From the main window.')
  other.exec('ROLLBACK')
  const message = 'Another window or program changed this note while you wrote.'
  // If a save began between two keys of the main window, both windows show the message.
  await expect
    .poll(async () => (await page.getByText(message).count()) + (await note.getByText(message).count()))
    .toBeGreaterThan(0)
  const kept = readNotesFromDisk(profile, { withVersions: true })
  expect(kept).toContain('Begun. From the note’s window.')
  expect(kept).toContain('Begun. From the main window.')
  // Both show the same text in the end.
  const texts = async () => [await getEditor(page).textContent(), await getEditor(note).textContent()]
  await expect.poll(async () => new Set(await texts()).size).toBe(1)
})

test('closing a note’s window right after the last key saves it, as does quitting with several windows', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 8/)
  const first = await popOut(application, page)
  await first.keyboard.type('The last word before it closes')
  await closeByKey(first)
  await expect.poll(() => application.windows().length).toBe(1)
  expect(readNotesFromDisk(profile)).toContain('The last word before it closes')

  const again = await popOut(application, page)
  await openSession(page, /Workshop 9/)
  const other = await popOut(application, page)
  await openSession(page, /Workshop 7/)
  const end = waitForExit(application)
  await again.keyboard.type(' and on')
  await other.keyboard.type('In the second window')
  await page.keyboard.type('In the main window')
  application.process().kill('SIGTERM')
  await end
  for (const text of ['it closes and on', 'In the second window', 'In the main window'])
    expect(readNotesFromDisk(profile)).toContain(text)
})

test('closing the app keeps the window of a note that cannot be saved, and ends once it is saved', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('First.')
  const note = await popOut(application, page)
  const other = new Database(join(profile, 'rapporteur.db'))
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  await note.keyboard.type('Typed while it was locked.')
  const end = waitForExit(application)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await note.getByRole('alertdialog', { name: 'Your latest text is not saved' }).waitFor()
  other.exec('ROLLBACK')
  await end
  expect(readNotesFromDisk(profile)).toContain('First.Typed while it was locked.')
})

test('if the store dies while both windows have unsaved text, both save it automatically', async () => {
  const { application, page, profile } = await openNotebook()
  await openSession(page, /Workshop 8/)
  const note = await popOut(application, page)
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Main before. ')
  await note.keyboard.type('Note before. ')
  await Promise.all([waitUntilSaved(page), waitUntilSaved(note)])
  const pid = await getStoreProcessId(application)
  await Promise.all([page.keyboard.type('Main while it '), note.keyboard.type('Note while it ')])
  process.kill(pid, 'SIGKILL')
  await Promise.all([page.keyboard.type('was gone.'), note.keyboard.type('was gone.')])
  for (const text of ['Main before. Main while it was gone.', 'Note before. Note while it was gone.'])
    await expect.poll(() => readNotesFromDisk(profile)).toContain(text)
})

test('kill -9 of a note window’s process: it restarts with everything saved, and the main window works on', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 8/)
  const note = await popOut(application, page)
  await note.keyboard.type('Saved before it died. ')
  await waitUntilSaved(note)
  const find = (code: string) =>
    application.evaluate(async ({ BrowserWindow }, script) => {
      const window = BrowserWindow.getAllWindows().find((known) => known.isAlwaysOnTop())
      if (!window || window.webContents.isCrashed() || window.webContents.isLoading()) return ''
      const answer = window.webContents.executeJavaScript(script).then(String, () => '')
      return Promise.race([answer, new Promise<string>((resolve) => setTimeout(() => resolve(''), 1_000))])
    }, code)
  const pid = await application.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((known) => known.isAlwaysOnTop())
        ?.webContents.getOSProcessId() ?? 0,
  )
  await note.keyboard.type('Not')
  process.kill(pid, 'SIGKILL')
  await expect
    .poll(() => find(`document.querySelector('[contenteditable="true"]')?.textContent ?? ''`))
    .toContain('Saved before it died.')
  await getEditor(page).click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type('And on in the main window.')
  await waitUntilSaved(page)
  await expect
    .poll(() => find(`document.querySelector('[contenteditable="true"]')?.textContent ?? ''`))
    .toContain('And on in the main window.')
  expect(readNotesFromDisk(profile)).toContain('Saved before it died.')
})

test('“Show in Rapporteur” opens the session in the main window', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 8/)
  const note = await popOut(application, page)
  await goTo(page, '/contacts')
  await note.getByRole('button', { name: 'View', exact: true }).click()
  await note.getByRole('menuitem', { name: 'Show in Rapporteur' }).click()
  await page.getByRole('heading', { level: 2, name: 'Targeting proceeds from crime online' }).waitFor()
  expect(application.windows()).toHaveLength(2)
})

test('at its smallest size, with long words, all controls are visible', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/settings')
  await page.getByText('Русский').first().click()
  await page.locator('html[lang="ru"]').waitFor()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).click()
  await page.keyboard.type('Слова и снова слова.')
  const opened = application.waitForEvent('window')
  await page.keyboard.press('ControlOrMeta+Shift+o')
  const note = await opened
  await waitUntilFocused(note)
  await application.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.getTitle().startsWith('Workshop 9 ·') && window.getBounds().width < 700)
        window.setSize(360, 320)
    }
  })
  await expect.poll(() => note.evaluate(() => innerWidth)).toBe(360)
  const beyond = () =>
    note.evaluate(() =>
      [...document.querySelectorAll('button')]
        .filter((button) => button.checkVisibility() && button.getBoundingClientRect().right > innerWidth)
        .map((button) => button.ariaLabel ?? button.textContent),
    )
  await expect.poll(beyond).toEqual([])
  const count = note.getByText('1 запись · 4 слова')
  expect(await count.evaluate((element) => element.getBoundingClientRect().right)).toBeLessThanOrEqual(360)
})

test('the window meets the accessibility rules in both themes', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('- Two kinds of request to keep apart')
  const note = await popOut(application, page)
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(note, theme)
    expect(await findViolations(note), theme).toEqual([])
    await note.screenshot({ path: join(root, 'dist/pictures', `note-window-${theme}.png`) })
  }
})

test('a programme dropped on a note’s window is shown in the main window', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const note = await popOut(application, page)
  const file = join(root, 'tests/fixtures/ics/no-vtimezone.ics')
  const target = note.getByText('It is shown in the main window.')
  await dragOver(note, file)
  await target.waitFor()
  expect(await findViolations(note)).toEqual([])
  await note.evaluate(() => window.dispatchEvent(new DragEvent('dragleave')))
  await target.waitFor({ state: 'detached' })
  const drop = await dragOver(note, file)
  await drop()
  await waitForPreview(page, 'no vtimezone')
  expect(await target.count()).toBe(0)
  expect(await getEditor(note).textContent()).toBe('')
})
