/** Single processes are killed or fail during typing. kill.test.ts kills all at once. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { ElectronApplication } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { pack } from '../../db/testing/packs.ts'
import { createSmallDisk } from '../../db/testing/small-disk.ts'
import { importFile } from './lib/import-bundle.ts'
import { killTree } from './lib/processes.ts'
import { readNotesFromDisk } from './lib/read-notes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, goTo, openSession, waitUntilSaved } from './lib/window.ts'

/** @returns the text of every note, after checking that the database is intact */
function readIntactNotes(profile: string): string {
  const database = new Database(join(profile, 'rapporteur.db'), { readonly: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  } finally {
    database.close()
  }
  return readNotesFromDisk(profile)
}

/** @returns '' while the page is loading or if it does not answer in time */
function runInWindow(application: ElectronApplication, script: string): Promise<string> {
  return application.evaluate(async ({ BrowserWindow }, code) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents || contents.isCrashed() || contents.isLoading()) return ''
    const answer = contents.executeJavaScript(code).then(String, () => '')
    return Promise.race([answer, new Promise<string>((resolve) => setTimeout(() => resolve(''), 1_000))])
  }, script)
}

test('kill -9 of the window’s process: it restarts with everything saved, and works', async () => {
  const profile = await createTemporaryFolder()
  const { application, page } = await start({ profile })
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Saved before the window died. ')
  await waitUntilSaved(page)
  const pid = await application.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  )
  await page.keyboard.type('Not')
  process.kill(pid, 'SIGKILL')
  // Playwright cannot use a page after it has crashed, although the window recovers.
  const shown = () =>
    runInWindow(application, `document.querySelector('[contenteditable="true"]')?.textContent ?? ''`)
  await expect.poll(shown).toContain('Saved before the window died.')
  await runInWindow(
    application,
    `
    const editor = document.querySelector('[contenteditable="true"]')
    editor.focus()
    getSelection().selectAllChildren(editor)
    getSelection().collapseToEnd()`,
  )
  await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.insertText(' Written after it came back.'),
  )
  await expect.poll(() => readIntactNotes(profile)).toContain('Written after it came back.')
  expect(readIntactNotes(profile)).toContain('Saved before the window died.')
})

test('a window that crashes on a floor plan restarts at the list of documents, and after another crash at the agenda; the next start avoids the plan, too', async () => {
  const profile = await createTemporaryFolder()
  const path = join(profile, 'testing.rapporteur-pack')
  await writeFile(path, pack())
  await importFile(profile, path)
  const plan = '/documents/floor-plans%2Flevel-1.svg'
  const first = await start({ profile })
  await goTo(first.page, plan)
  await first.page.getByRole('img', { name: 'Level 1' }).waitFor()
  const { application } = first
  const kill = async () => {
    const pid = await application.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
    )
    process.kill(pid, 'SIGKILL')
  }
  const hash = () => runInWindow(application, `document.querySelector('h1') ? location.hash : ''`)
  await kill()
  await expect.poll(hash).toBe('#/documents')
  await kill()
  await expect.poll(hash).toBe('#/agenda')
  await runInWindow(application, `location.hash = '${plan}'`)
  await expect
    .poll(() => runInWindow(application, `String(document.querySelector('main img')?.naturalWidth)`))
    .toBe('400')
  await expect
    .poll(() => runInWindow(application, `JSON.parse(localStorage.getItem('preferences')).route`))
    .toBe(plan)
  await application.close()
  const { page } = await start({ profile })
  await page.getByRole('list', { name: 'Floor plans' }).waitFor()
  expect(new URL(page.url()).hash).toBe('#/documents')
})

test('kill -9 of the main process: saved text is there at the next start', async () => {
  const profile = await createTemporaryFolder()
  const first = await start({ profile })
  await openSession(first.page, /Workshop 9/)
  await first.page.keyboard.type('Saved before the app died. ')
  await waitUntilSaved(first.page)
  await first.page.keyboard.type('Not yet')
  process.kill(first.pid, 'SIGKILL')
  // Ends the other processes, so that they cannot disturb the next start.
  await killTree(first.pid)
  expect(readIntactNotes(profile)).toContain('Saved before the app died.')
  const { page } = await start({ profile })
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Saved before the app died.').waitFor()
})

test.runIf(process.platform === 'linux')(
  'a full disk is reported, the text stays in the window, and is saved automatically once there is space',
  async () => {
    const disk = createSmallDisk(200)
    onTestFinished(() => disk.remove())
    const profile = join(disk.folder, 'profile')
    const { page } = await start({ profile })
    await openSession(page, /Workshop 9/)
    await page.keyboard.type('Saved while there was room. ')
    await waitUntilSaved(page)
    disk.fill()
    // Larger than the space that the database's log already has.
    await getEditor(page).evaluate((target, text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, 'Many words, pasted. '.repeat(20_000))
    await page.keyboard.type('Typed on the full disk.')
    await page
      .locator('footer [data-kind="failed"]', { hasText: 'Not saved: The disk is full. Make room on it' })
      .waitFor()
    expect(readIntactNotes(profile)).toContain('Saved while there was room.')
    expect(await getEditor(page).textContent()).toContain('Typed on the full disk.')
    disk.makeRoom()
    await waitUntilSaved(page)
    await expect.poll(() => readIntactNotes(profile)).toContain('Typed on the full disk.')
  },
)
