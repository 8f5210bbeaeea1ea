/**
 * Measures from the global key, pressed while another program is in front, to the caret in the note of the running session. The key is sent
 * by the X server, as from a keyboard (Debian package `xdotool`).
 *
 * npm run bench -- global-key [presses]. Exits with 1 if the median is above its target.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { launch, TIME_DURING_CONFERENCE } from '../tests/e2e/lib/app.ts'
import { killTree } from '../tests/e2e/lib/processes.ts'
import { formatSummary, summarise } from './lib/start-time.ts'
import { workFolder } from './lib/work-folder.ts'

const PRESSES = Number(process.argv[2] ?? 15)
const TARGET_MS = 150
const CARET_TIMEOUT_MS = 10_000
const situations = [
  {
    name: 'behind another program, another session open',
    screen: 'agenda/workshop-1',
    isHidden: false,
  },
  { name: 'behind another program, another screen open', screen: 'contacts', isHidden: false },
  { name: 'hidden, another screen open', screen: 'contacts', isHidden: true },
]

const { application, page, pid } = await launch({
  profile: join(workFolder, 'profile'),
  now: TIME_DURING_CONFERENCE,
})
const keys = spawn('xdotool', ['-'], { stdio: ['pipe', 'ignore', 'inherit'] })
try {
  await page.getByRole('list', { name: 'Sessions', exact: true }).getByRole('link').first().waitFor()
  if (!(await page.evaluate('window.desktop.setGlobalKey("F9")'))) throw new Error('F9 is taken')
  // The first press loads the editor.
  await leave('contacts', false)
  console.log(`first press ${await measure(page, keys)} ms`)
  for (const { name, screen, isHidden } of situations) {
    const times: number[] = []
    for (let press = 0; press < PRESSES; press += 1) {
      await leave(screen, isHidden)
      times.push(await measure(page, keys))
    }
    const { median } = summarise(times)
    const isAbove = median > TARGET_MS
    console.log(
      `${name}: ${formatSummary(summarise(times))} ms${isAbove ? `, above the target of ${TARGET_MS}: MISSED` : ''}`,
    )
    if (isAbove) process.exitCode = 1
  }
} finally {
  keys.kill()
  await killTree(pid)
}

/** Goes to another screen, and then to another program or hides the window. */
async function leave(screen: string, isHidden: boolean): Promise<void> {
  await page.evaluate((path) => {
    location.hash = `/${path}`
  }, screen)
  await page
    .locator(`main[data-screen="${screen.split('/')[0]}"] h1`)
    .first()
    .waitFor()
  await sleep(300)
  await application.evaluate(({ BrowserWindow }, hides) => {
    const [window] = BrowserWindow.getAllWindows()
    if (hides) window?.hide()
    else window?.blur()
  }, isHidden)
  await sleep(300)
}

/** @returns milliseconds, measured with the system's clock, which is the same in both processes */
async function measure(page: Page, { stdin }: ChildProcess): Promise<number> {
  const arrived = page.evaluate(
    (timeoutMs) =>
      new Promise<number>((resolve, reject) => {
        const end = setTimeout(() => reject(new Error('no caret in a note')), timeoutMs)
        document.addEventListener('focusin', function checkCaret({ target }) {
          if (!(target instanceof HTMLElement) || !target.isContentEditable) return
          document.removeEventListener('focusin', checkCaret)
          clearTimeout(end)
          resolve(Date.now())
        })
      }),
    CARET_TIMEOUT_MS,
  )
  await sleep(50)
  const pressedAt = Date.now()
  stdin?.write('key F9\n')
  return (await arrived) - pressedAt
}
