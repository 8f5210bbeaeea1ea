/**
 * Every screen: nothing wider than the window, and a picture; no violation of the accessibility rules; and nothing cut off where there
 * is least room.
 * RAPPORTEUR_PICTURES names the folder of the pictures; docs/pictures is what the README shows (npm run pictures).
 * RAPPORTEUR_AXE=all looks at every language and theme (npm run axe).
 */
import { globSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Language, languages } from '../../core/desktop.ts'
import { root } from '../../scripts/lib/paths.ts'
import { violations } from './lib/axe.ts'
import { importLongConference } from './lib/long-conference.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { expectNoRequests, getEditor, goTo, setTheme } from './lib/window.ts'

const pictures = join(root, process.env.RAPPORTEUR_PICTURES ?? 'dist/pictures')

/** In every language: the agenda's list and grid. */
const view = (page: Page, place: 0 | 1) => page.locator('main header [role="radio"]').nth(place).click()

type Look = {
  route: string
  /** From the route to what is looked at, and back for the next screen. */
  open?: (page: Page) => Promise<void>
  leave?: (page: Page) => Promise<void>
  /** What must be on the screen before it is looked at. */
  ready: (page: Page) => Promise<unknown>
}

/** Where a screen shows more than its first part does, or is there only later. All others are looked at as their path opens them. */
const fuller: Record<string, Look> = {
  agenda: { route: '/agenda/workshop-9', ready: (page) => getEditor(page).getByText('Opening.').waitFor() },
  notes: { route: '/notes', ready: (page) => getEditor(page).getByText('Andorra deposited').waitFor() },
  actions: { route: '/actions', ready: (page) => getEditor(page).getByText('Opening.').waitFor() },
  'key-messages': {
    route: '/key-messages/km-5',
    ready: (page) => page.locator('main[data-screen="key-messages"] h1').waitFor(),
  },
  contacts: { route: '/contacts/eurojust', ready: (page) => page.getByText('EUROJUST').first().waitFor() },
  export: {
    route: '/export',
    ready: (page) => page.locator('main[data-screen="export"]').getByText('Opening.').first().waitFor(),
  },
}

/** What is no screen of its own. */
const besides: Record<string, Look> = {
  'agenda-grid': {
    route: '/agenda/workshop-9',
    open: (page) => view(page, 1),
    leave: (page) => view(page, 0),
    ready: (page) => page.getByText('Proposals of the Cloud').waitFor(),
  },
  welcome: { route: '/help/welcome', ready: (page) => page.locator('#welcome-title').waitFor() },
  search: {
    route: '/agenda/workshop-9',
    ready: async (page) => {
      await getEditor(page).getByText('Opening.').waitFor()
      await page.locator('header > button').first().click()
      await page.keyboard.type('evidence')
      await page.getByRole('option').nth(3).waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    },
  },
}

/** The paths of all screens, from the files in which the interface finds them (renderer/app/screens.ts). */
function readScreenPaths(): string[] {
  return globSync('renderer/features/*/screen.{ts,tsx}', { cwd: root }).map((file) => {
    const [, path] = /\bpath: '([^']+)'/.exec(readFileSync(join(root, file), 'utf8')) ?? []
    if (!path) throw new Error(`${file} names no path`)
    return path
  })
}

const paths = readScreenPaths()
const screens: Record<string, Look> = {
  ...Object.fromEntries(
    paths.map((path): [string, Look] => [
      path,
      fuller[path] ?? {
        route: `/${path}`,
        ready: (page) => page.locator(`main[data-screen="${path}"] h1`).first().waitFor(),
      },
    ]),
  ),
  ...besides,
}

test('what is said of a screen here is of one that there is', () => {
  expect(paths).toEqual(expect.arrayContaining(Object.keys(fuller)))
})

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
    for (const [name, { route, open, leave, ready }] of Object.entries(screens)) {
      await goTo(page, route)
      await open?.(page)
      await ready(page)
      await settle(page)
      const suffix = width === 1440 ? '' : `-${width}`
      await page.screenshot({ path: join(pictures, `${name}-${theme}${suffix}.png`) })
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBe(0)
      await leave?.(page)
    }
  }
  await expectNoRequests(application)
})

const themes = ['light', 'dark', 'forced colours'] as const
const matrix =
  process.env.RAPPORTEUR_AXE === 'all'
    ? languages.flatMap((language) => themes.map((theme) => ({ language, theme })))
    : ([
        { language: 'en', theme: 'light' },
        { language: 'ru', theme: 'dark' },
      ] as const)

test.each(matrix)('axe finds nothing in $language, $theme', async ({ language, theme }) => {
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await start({ profile, width: 1280, height: 800 })
  await speak(page, language)
  if (theme === 'forced colours') await page.emulateMedia({ forcedColors: 'active' })
  else await setTheme(page, theme)
  for (const [name, { route, open, leave, ready }] of Object.entries(screens)) {
    await goTo(page, route)
    await open?.(page)
    await ready(page)
    await settle(page)
    expect.soft(await violations(page), name).toEqual([])
    await leave?.(page)
  }
})

async function speak(page: Page, language: Language): Promise<void> {
  await goTo(page, '/settings')
  await page.locator(`main span[lang="${language}"]`).click()
  await page.locator(`html[lang="${language}"]`).waitFor()
}

/** Fonts are there and the last transition is over. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().map(({ finished }) => finished))
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

/**
 * What a window can be asked to show besides: the least it allows, the largest letters, the longest words. Read without
 * pictures; a screen that is in order at 1440 in English may not be here.
 */
test.each([
  { name: 'the smallest window', language: 'en', zoom: 1, long: false },
  { name: 'the smallest window in Russian', language: 'ru', zoom: 1, long: false },
  { name: 'the smallest window, long words', language: 'en', zoom: 1, long: true },
  { name: '1280 × 800 at 150 %', width: 1280, height: 800, language: 'ru', zoom: 1.5, long: false },
  { name: '1280 × 800 at 200 %', width: 1280, height: 800, language: 'ru', zoom: 2, long: false },
  { name: '1280 × 800 at 400 %', width: 1280, height: 800, language: 'en', zoom: 4, long: false },
])('nothing is cut off in $name', async ({ width = 1024, height = 640, language, zoom, long }) => {
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  if (long) await importLongConference(profile)
  const { application, page } = await start({ profile, width, height })
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (language === 'ru') await speak(page, language)
  if (long) {
    await page.getByRole('button', { name: /^Octopus Conference 2016/ }).click()
    await page.getByRole('menuitemradio', { name: /cooperation against/ }).click()
    await page.getByRole('button', { name: /cooperation against/ }).waitFor()
  }
  await application.evaluate(({ BrowserWindow }, factor) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor)
  }, zoom)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.floor(width / zoom))
  for (const [name, { route, open, leave }] of Object.entries(screens)) {
    // Where the list and the work share one place, the grid is chosen from the list, which the note hides.
    if (name === 'search' || (name === 'agenda-grid' && zoom >= 2)) continue
    await goTo(page, route)
    await expect.poll(() => page.locator('main h1').count()).toBe(1)
    await open?.(page)
    await settle(page)
    let cut = await cutOff(page)
    for (const end = Date.now() + 5_000; cut.length > 0 && Date.now() < end; ) cut = await cutOff(page)
    expect.soft(cut, name).toEqual([])
    await leave?.(page)
  }
})

/** What can be pressed or typed into, but reaches beyond the window or its pane where nothing scrolls to it. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isForReaders = (element: Element): boolean =>
      element.getBoundingClientRect().width <= 1 ||
      (element.parentElement !== null && isForReaders(element.parentElement))
    const inView = (element: Element): boolean => {
      const { left, right } = element.getBoundingClientRect()
      for (let around: Element | null = element; around; around = around.parentElement) {
        const { overflowX } = getComputedStyle(around)
        // A list of days may be longer than its place: it scrolls.
        if (around !== element && (overflowX === 'auto' || overflowX === 'scroll')) {
          if (around.scrollWidth > around.clientWidth) return true
        }
        const edges = around.getBoundingClientRect()
        if (overflowX !== 'visible' && (left < edges.left - 1 || right > edges.right + 1)) return false
      }
      return left >= -1 && right <= innerWidth + 1
    }
    const pressable = 'a[href], button, input, [role="radio"], [role="separator"], main h1, main h2'
    return [...document.querySelectorAll(pressable)]
      .filter((element) => element.checkVisibility() && !isForReaders(element))
      .filter((element) => !inView(element))
      .map((element) => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`)
  })
}
