/** Taking notes during a session with the keyboard only: speakers, questions, tasks with assignee and due date. */
import type { ElectronApplication } from 'playwright-core'
import { expect, test } from 'vitest'
import { readStoredMarkdown } from './lib/read-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo, openSession, pressKey, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('speakers, questions, tasks and sessions are written with keys and a few letters', async () => {
  const { page, profile } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const { keyboard } = page
  await keyboard.press('Control+Shift+S')
  await keyboard.type('eu')
  await page.getByRole('option', { name: /EUROJUST/ }).waitFor()
  await keyboard.press('Enter')
  await keyboard.type('Requests take ten months.')
  await keyboard.press('Enter')
  await keyboard.type('? Who pays')
  await keyboard.press('Enter')
  await keyboard.type('[] Send it')
  await keyboard.press('Control+Shift+F')
  await keyboard.type('the secretariat')
  await keyboard.press('Enter')
  await keyboard.press('Control+Shift+B')
  await keyboard.type('next friday')
  await page.getByRole('option', { name: /Friday 25 November 2016/ }).waitFor()
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.press('Enter')
  await keyboard.type('See #8')
  await page.getByRole('option', { name: /Workshop 8/ }).waitFor()
  await keyboard.press('Enter')
  await keyboard.type(' /decis')
  await page.getByRole('option', { name: /Decision/ }).waitFor()
  await keyboard.press('Enter')
  await getEditor(page).locator('[data-label="EUROJUST:"]').waitFor()
  await page.getByText('due Fri 25 Nov').waitFor()
  await waitUntilSaved(page)
  expect(await readStoredMarkdown(profile)).toEqual([
    `[EUROJUST:](rapporteur:turn/contact/octopus-2016/eurojust) Requests take ten months.

[Question:](rapporteur:question) Who pays

- [ ] Send it [for the secretariat](rapporteur:for) [by 25 November 2016](rapporteur:due/2016-11-25)

[Decision:](rapporteur:decision) See [Workshop 8](rapporteur:session/octopus-2016/workshop-8)
`,
  ])
  await keyboard.press('Control+/')
  await page.getByRole('rowheader', { name: 'Speaker' }).waitFor()
  await keyboard.press('Escape')
  await page.getByRole('rowheader', { name: 'Speaker' }).waitFor({ state: 'detached' })
})

/** Sends the keys as fast as the system can, without waiting for the window. */
async function typeAtOnce(application: ElectronApplication, text: string, keyAt: number): Promise<void> {
  await application.evaluate(
    ({ BrowserWindow }, { text, keyAt }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      contents?.focus()
      for (const [index, keyCode] of [...text].entries()) {
        if (index === keyAt) {
          contents?.sendInputEvent({ type: 'keyDown', keyCode: 'N', modifiers: ['control', 'shift'] })
          contents?.sendInputEvent({ type: 'keyUp', keyCode: 'N', modifiers: ['control', 'shift'] })
        }
        for (const type of ['keyDown', 'char', 'keyUp'] as const) contents?.sendInputEvent({ type, keyCode })
      }
    },
    { text, keyAt },
  )
}

test('one key opens the note of the current session from anywhere, without losing a character', async () => {
  const { application, page, profile } = await openNotebook()
  await openSession(page, /Workshop 4/)
  const text = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'
  // Opens the note in the middle of typing, four times, each time from another session.
  for (const [round, from] of [/Workshop 4/, /Workshop 5/, /Workshop 6/, /Workshop 3/].entries()) {
    await openSession(page, from)
    await typeAtOnce(application, text, 10 + round)
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toMatch(/Workshop 7/)
    await expect.poll(() => getEditor(page).textContent()).toContain(text.slice(10 + round))
  }
  await waitUntilSaved(page)
  const notes = (await readStoredMarkdown(profile)).map((note) => note.trim())
  expect(notes.sort()).toEqual(
    [
      ...[0, 1, 2, 3].map((round) => text.slice(0, 10 + round)),
      [0, 1, 2, 3].map((round) => text.slice(10 + round)).join('\n\n'),
    ].sort(),
  )
})

test('the key prefers a starred session, and moves the caret to a new line of an open note', async () => {
  const { application, page } = await openNotebook()
  await openSession(page, /Workshop 8/)
  const star = (pressed: boolean) =>
    page.getByRole('article').getByRole('button', { name: /^Star/, pressed }).first()
  await star(false).click()
  await star(true).waitFor()
  await goTo(page, '/contacts')
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  await pressKey(application, 'N', ['control', 'shift'])
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toMatch(/Workshop 8/)
  await page.keyboard.type('one two')
  await page.keyboard.press('Home')
  await pressKey(application, 'N', ['control', 'shift'])
  await page.keyboard.type('three')
  await expect
    .poll(() => getEditor(page).getByRole('paragraph').allTextContents())
    .toEqual(['one two', 'three'])
  // The delegate returns from another program, and nothing has the focus.
  await page.keyboard.press('Home')
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    window.dispatchEvent(new Event('focus'))
  })
  await page.keyboard.type('and ')
  await expect.poll(() => getEditor(page).textContent()).toBe('one twoand three')
})

test('between sessions the key opens a note without a session', async () => {
  const { application, page, profile } = await shareApp({ now: '2016-11-16T06:00:00Z' })()
  await page.getByRole('heading', { level: 1, name: 'Agenda' }).waitFor()
  await pressKey(application, 'N', ['control', 'shift'])
  await page.getByRole('heading', { level: 1, name: 'Notes' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox')
  await page.keyboard.type('before it all')
  await waitUntilSaved(page)
  expect(await readStoredMarkdown(profile)).toEqual(['before it all\n'])
  // The time of saving is taken from the computer's clock, not from the conference clock.
  const shown = await page.locator('footer [data-kind="saved"]').textContent()
  const [, hour, minute] = /(\d\d):(\d\d):\d\d/.exec(shown ?? '') ?? []
  const onComputer = await page.evaluate(() => new Date().getHours() * 60 + new Date().getMinutes())
  const since = (onComputer - Number(hour) * 60 - Number(minute) + 24 * 60) % (24 * 60)
  expect(since).toBeLessThan(5)
})

test('words can be found in a note, and the note can fill the screen', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  const { keyboard } = page
  await keyboard.type('Évidence one')
  await keyboard.press('Enter')
  await keyboard.type('two evidence, evidence three')
  await page.getByText('6 words').waitFor()
  await keyboard.press('Control+F')
  await keyboard.type('evidence')
  await page.getByText('1 of 3').waitFor()
  await keyboard.press('Enter')
  await page.getByText('2 of 3').waitFor()
  await keyboard.press('Shift+Enter')
  await keyboard.press('Shift+Enter')
  await page.getByText('3 of 3').waitFor()
  await keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Find in this note' }).waitFor({ state: 'detached' })
  await keyboard.type('!')
  await page.getByText('two evidence, evidence three!').waitFor()

  await keyboard.press('Control+Shift+M')
  await page.getByRole('region', { name: 'Agenda' }).waitFor({ state: 'hidden' })
  await page.getByRole('navigation', { name: 'Rapporteur' }).waitFor({ state: 'hidden' })
  await keyboard.type('!')
  await keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Rapporteur' }).waitFor()
  await page.getByText('two evidence, evidence three!!').waitFor()
  const chooseFocusMode = async () => {
    await page.getByRole('button', { name: 'View', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Focus mode' }).click()
  }
  await chooseFocusMode()
  await page.getByRole('navigation', { name: 'Rapporteur' }).waitFor({ state: 'hidden' })
  await chooseFocusMode()
  await page.getByRole('navigation', { name: 'Rapporteur' }).waitFor()
})
