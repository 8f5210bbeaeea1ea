/** The titles of panes are complete in every language, whatever else their header contains. */
import { expect, test } from 'vitest'
import { languages } from '../../core/desktop.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp()

test.each([
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
])('no title of a pane is cut off at $width pixels', async (size) => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile, size)
  for (const language of languages) {
    await goTo(page, '/settings')
    await page.locator(`main span[lang="${language}"]`).click()
    await page.locator(`html[lang="${language}"]`).waitFor()
    for (const screen of [
      'agenda/workshop-9',
      'notes',
      'actions',
      'key-messages/km-5',
      'contacts',
      'export',
    ]) {
      await goTo(page, `/${screen}`)
      const cut = () =>
        page
          .locator('main h1, main header h2')
          .evaluateAll((titles) =>
            titles
              .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
              .map(({ textContent }) => textContent),
          )
      await expect.poll(cut, { message: `${screen} in ${language}` }).toEqual([])
    }
  }
})
