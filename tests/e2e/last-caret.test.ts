/** After a restart the window is as before: the open note, its selection and scroll position, the panes and the focus. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { createTemporaryFolder, start } from './lib/test-app.ts'
import { getEditor, openSession, waitForCaret, waitUntilSaved } from './lib/window.ts'

const getSelected = (page: Page) => page.evaluate(() => getSelection()?.toString() ?? '')
const getScroll = (page: Page) =>
  getEditor(page).evaluate((editor) => {
    let scroller = editor.parentElement
    while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement
    return scroller?.scrollTop ?? 0
  })

test('after a restart the selection and the scroll position in the open note are as they were', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const size = { width: 1280, height: 560 }
  const first = await start({ profile, ...size })
  await openSession(first.page, /Workshop 9/)
  await getEditor(first.page).getByText('Proposals of the Cloud Evidence Group').click()
  await first.page.keyboard.press('End')
  await first.page.keyboard.press('Control+Shift+ArrowLeft')
  await expect.poll(() => getSelected(first.page)).not.toBe('')
  const selected = await getSelected(first.page)
  const scroll = await getScroll(first.page)
  expect(scroll).toBeGreaterThan(0)
  await first.application.close()

  const { page } = await start({ profile, ...size })
  await waitForCaret(page)
  await expect.poll(() => getSelected(page)).toBe(selected)
  await expect.poll(() => getScroll(page)).toBeCloseTo(scroll, -1)
  await page.keyboard.type('Replaced')
  await getEditor(page).getByText('Replaced').waitFor()
  await waitUntilSaved(page)
})
