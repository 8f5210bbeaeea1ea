/**
 * Types in the real editor, kills all processes of the app during typing, and checks the database. Text counts as acknowledged if the
 * status line said "saved" while the editor showed it.
 */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { type App, launch } from './app.ts'
import { killTree } from './processes.ts'

export type Round = {
  /** The number of typed words, and the number of words that were acknowledged as saved before the kill. */
  typed: number
  acknowledged: number
  /** Acknowledged words that are missing in the database. Must be empty. */
  lost: string[]
  /** The result of PRAGMA integrity_check. Must be "ok". */
  integrity: string
}

/** Runs one kill. The profile is used repeatedly, so each start also tests recovery from the previous kill. */
async function runKillRound(profile: string, round: number): Promise<Round> {
  const app = await launch({ profile })
  const acknowledged = new Set<string>()
  const typed = await typeUntilKilled(app, round, acknowledged)
  const { words, integrity } = readDatabase(profile)
  return {
    typed,
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((word) => !words.has(word)),
    integrity,
  }
}

/** Runs many kills, with several apps in parallel, each with its own profile. `report` may throw to stop. */
export async function runKillRounds(
  /** The number of the first round, and of the round before which to stop. */
  { first, end }: { first: number; end: number },
  profiles: readonly string[],
  report: (result: Round, round: number) => void,
): Promise<void> {
  let next = first
  const runLane = async (profile: string) => {
    while (next < end) {
      const round = next
      next += 1
      report(await runKillRound(profile, round), round)
    }
  }
  await Promise.all(profiles.map(runLane))
}

/** The minimum number of words in a round. */
const MIN_WORDS = 6

/** The sessions whose notes are written in turn, so that kills hit first and later saves. */
const sessions = ['workshop-7', 'workshop-8', 'workshop-9', 'plenary', 'special-session']

async function typeUntilKilled(
  { page, pid }: App,
  round: number,
  acknowledged: Set<string>,
): Promise<number> {
  await page.exposeFunction('acknowledge', (text: string) => {
    for (const word of text.match(/\br\d+w\d+\b/g) ?? []) acknowledged.add(word)
  })
  await page.evaluate(
    (route) => {
      location.hash = route
    },
    `/agenda/${sessions[round % sessions.length]}`,
  )
  const editor = page.locator('[contenteditable="true"]')
  await editor.waitFor()
  await editor.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Enter')
  await watchStatus(page)

  // Kills at different moments: during first and later saves, pauses and fast typing. The delay of the kill begins only after some words,
  // since a busy machine types slowly.
  const wordsBefore = MIN_WORDS + ((round * 7) % 36)
  let isKilled = false
  let killing: Promise<void> | undefined
  const kill = async () => {
    await sleep((round * 233) % 900)
    isKilled = true
    await killTree(pid)
  }
  let typed = 0
  try {
    while (!isKilled) {
      await page.keyboard.type(`r${round}w${typed} `, { delay: round % 3 === 0 ? 0 : 8 })
      typed += 1
      if (typed === wordsBefore) killing = kill()
      if (typed % 12 === 0) await page.keyboard.press('Enter')
      if (typed % 9 === 0) await sleep(300 + ((round * 97) % 500))
    }
  } catch (error) {
    // After the kill, errors are expected, since the window is gone. Any earlier error is a failure.
    if (!isKilled) throw error
  }
  await killing
  return typed
}

/** Runs in the window: records the editor's text whenever the status line says "saved". */
async function watchStatus(page: Page): Promise<void> {
  await page.evaluate(() => {
    const status = document.querySelector('footer [data-kind]')
    const editor = document.querySelector('[contenteditable="true"]')
    if (!status || !editor) throw new Error('no status line or editor')
    const acknowledge: unknown = Reflect.get(window, 'acknowledge')
    const report = () => {
      if (status.getAttribute('data-kind') === 'saved' && typeof acknowledge === 'function') {
        acknowledge(editor.textContent)
      }
    }
    new MutationObserver(report).observe(status, {
      attributes: true,
      childList: true,
      subtree: true,
      characterData: true,
    })
  })
}

function readDatabase(profile: string): { words: Set<string>; integrity: string } {
  const database = new Database(join(profile, 'rapporteur.db'))
  try {
    const integrity = String(database.pragma('integrity_check', { simple: true }))
    const notes = database
      .prepare('SELECT markdown FROM note WHERE deleted_at IS NULL')
      .pluck()
      .all() as string[]
    return { words: new Set(notes.join('\n').match(/\br\d+w\d+\b/g)), integrity }
  } finally {
    database.close()
  }
}
