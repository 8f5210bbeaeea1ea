/**
 * Controls ConfClerk (Debian package `confclerk`) as a person would: shows its window, clicks the menu, and types the path into its file
 * dialog, with a data folder of its own. ConfClerk writes in one transaction, so the import is complete when SQLite's journal has
 * disappeared.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { run } from '../../scripts/lib/run.ts'

const WINDOW_TIMEOUT_MS = 20_000
const ATTEMPTS = 4

/**
 * @returns milliseconds from Enter in its file dialog to the commit. `home`: an empty folder. Throws if it did not import `events` events.
 */
export async function importWithConfClerk(file: string, home: string, events: number): Promise<number> {
  mkdirSync(home, { recursive: true })
  const app = spawn('confclerk', [], {
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home },
    stdio: 'ignore',
  })
  const keys = spawn('xdotool', ['-'], { stdio: ['pipe', 'ignore', 'ignore'] })
  try {
    await waitForWindows(app, 1, WINDOW_TIMEOUT_MS)
    // Without a window manager, a window gets keys only after a click, here on its first menu, which opens a dialog.
    await press(app, keys, 2, 'mousemove 47 10 click 1')
    // Presses the button that adds a conference, then the button beside the address field that opens a file.
    await press(app, keys, 3, 'key Return')
    await press(app, keys, 4, 'key Tab', 'key space')
    send(keys, `type --delay 2 ${file}`)
    await settle(1_000)
    const database = join(home, 'Toastfreeware', 'ConfClerk', 'ConfClerk.sqlite')
    const pressedAt = performance.now()
    send(keys, 'key Return')
    await waitUntil(() => existsSync(`${database}-journal`))
    await waitUntil(() => !existsSync(`${database}-journal`))
    const imported = performance.now() - pressedAt
    const db = new Database(database, { readonly: true })
    const count = db.prepare<[], { events: number }>('SELECT count(*) AS events FROM event').get()?.events
    db.close()
    if (count !== events) throw new Error(`ConfClerk imported ${count} events of ${events}`)
    return imported
  } finally {
    keys.kill()
    await quit(app)
  }
}

function send({ stdin }: ChildProcess, ...lines: string[]): void {
  for (const line of lines) stdin?.write(`${line}\n`)
}

/** Waits until ConfClerk shows this many windows, since a new window may not take keys yet on a busy machine. */
async function press(
  app: ChildProcess,
  keys: ChildProcess,
  count: number,
  ...lines: string[]
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await settle()
    send(keys, ...lines)
    if (await waitForWindows(app, count, WINDOW_TIMEOUT_MS / ATTEMPTS)) break
    if (attempt === ATTEMPTS) throw new Error(`ConfClerk shows fewer than ${count} windows`)
  }
  await settle()
}

/** Whether ConfClerk shows this many windows within this time. */
async function waitForWindows(app: ChildProcess, count: number, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const { output } = await run('xdotool', [
      'search',
      '--all',
      '--onlyvisible',
      '--pid',
      String(app.pid),
      '--name',
      '',
    ])
    if (output.split('\n').filter((line) => /^\d+$/.test(line)).length >= count) return true
    if (performance.now() > end) return false
    await sleep(20)
  }
}

/** Waits until a new window also takes keys. */
function settle(ms = 300): Promise<void> {
  return sleep(ms)
}

async function waitUntil(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + WINDOW_TIMEOUT_MS
  while (!isTrue()) {
    if (performance.now() > end) throw new Error('ConfClerk did not import the file')
    await sleep(1)
  }
}

async function quit(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return
  const ended = new Promise((resolve) => app.once('exit', resolve))
  app.kill()
  await ended
}
