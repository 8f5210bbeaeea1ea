/**
 * Every screen in both themes: no violation of the accessibility rules, nothing wider than the window, and a picture.
 * RAPPORTEUR_PICTURES names the folder of the pictures; docs/pictures is what the README shows (npm run pictures).
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { root } from '../scripts/lib/paths.ts'
import { violations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { editorOf, expectNoRequests, goTo, setTheme } from './lib/window.ts'

const pictures = join(root, process.env.RAPPORTEUR_PICTURES ?? 'dist/pictures')

/** What must be on the screen before it is looked at. */
const screens: Record<string, { route: string; ready: (page: Page) => Promise<unknown> }> = {
  now: { route: '/now', ready: (page) => page.getByRole('heading', { name: 'Now', exact: true }).waitFor() },
  agenda: { route: '/agenda/workshop-9', ready: (page) => editorOf(page).getByText('Opening.').waitFor() },
  notes: { route: '/notes', ready: (page) => editorOf(page).getByText('Andorra deposited').waitFor() },
  'key-messages': {
    route: '/key-messages/km-5',
    ready: (page) => page.getByRole('heading', { name: 'Key messages' }).waitFor(),
  },
  contacts: { route: '/contacts/eurojust', ready: (page) => page.getByText('EUROJUST').first().waitFor() },
  export: {
    route: '/export',
    ready: (page) => page.getByRole('region', { name: 'Preview' }).getByText('Opening.').waitFor(),
  },
  settings: {
    route: '/settings',
    ready: (page) => page.getByRole('heading', { name: 'Settings' }).waitFor(),
  },
  search: {
    route: '/agenda/workshop-9',
    ready: async (page) => {
      await editorOf(page).getByText('Opening.').waitFor()
      await page.getByRole('button', { name: /^Search sessions/ }).click()
      await page.keyboard.type('evidence')
      await page.getByRole('option').nth(3).waitFor()
    },
  },
}

test.each([
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
])('every screen at $width × $height, light and dark', async ({ width, height }) => {
  await mkdir(pictures, { recursive: true })
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await start({ profile, width, height })
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    for (const [name, { route, ready }] of Object.entries(screens)) {
      await goTo(page, route)
      await ready(page)
      await settle(page)
      const suffix = width === 1440 ? '' : `-${width}`
      await page.screenshot({ path: join(pictures, `${name}-${theme}${suffix}.png`) })
      expect(await violations(page), `${name}, ${theme}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBe(0)
      if (name === 'search') {
        await page.keyboard.press('Escape')
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      }
    }
  }
  await expectNoRequests(application)
})

/** Fonts are there and the last transition is over. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().map(({ finished }) => finished))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}
