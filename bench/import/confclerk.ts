/**
 * ConfClerk (Debian package `confclerk`), driven as a person would: its window is on a screen, the menu is clicked, the path typed into
 * its file dialog. It has a data folder of its own. It writes in one transaction: it is done when SQLite's journal is gone again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { run } from '../../scripts/lib/run.ts'

const PATIENCE_MS = 20_000

/** ms from the Enter key in its file dialog to the commit. `home`: an empty folder. Throws if it did not import `events` events. */
export async function importWithConfClerk(file: string, home: string, events: number): Promise<number> {
  mkdirSync(home, { recursive: true })
  const app = spawn('confclerk', [], {
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home },
    stdio: 'ignore',
  })
  const keys = spawn('xdotool', ['-'], { stdio: ['pipe', 'ignore', 'ignore'] })
  try {
    await windows(app, 1)
    // Without a window manager a window takes the keys once it was clicked: on its first menu, which opens a dialog.
    await settled()
    send(keys, 'mousemove 47 10 click 1')
    await windows(app, 2)
    await settled()
    // The button that adds a conference; then, beside the field for an address, the one that opens a file.
    send(keys, 'key Return')
    await windows(app, 3)
    await settled()
    send(keys, 'key Tab', 'key space')
    await windows(app, 4)
    await settled()
    send(keys, `type --delay 2 ${file}`)
    await settled(1_000)
    const database = join(home, 'Toastfreeware', 'ConfClerk', 'ConfClerk.sqlite')
    const pressedAt = performance.now()
    send(keys, 'key Return')
    await until(() => existsSync(`${database}-journal`))
    await until(() => !existsSync(`${database}-journal`))
    const imported = performance.now() - pressedAt
    const db = new Database(database, { readonly: true })
    const count = db.prepare<[], { events: number }>('SELECT count(*) AS events FROM event').get()?.events
    db.close()
    if (count !== events) throw new Error(`ConfClerk imported ${count} events of ${events}`)
    return imported
  } finally {
    keys.kill()
    await end(app)
  }
}

function send({ stdin }: ChildProcess, ...lines: string[]): void {
  for (const line of lines) stdin?.write(`${line}\n`)
}

/** Waits until it shows so many windows. */
async function windows(app: ChildProcess, count: number): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const { output } = await run('xdotool', [
      'search',
      '--onlyvisible',
      '--pid',
      String(app.pid),
      '--name',
      '',
    ])
    if (output.split('\n').filter((line) => /^\d+$/.test(line)).length >= count) return
    if (performance.now() > end) throw new Error(`ConfClerk shows fewer than ${count} windows`)
    await sleep(20)
  }
}

/** What was just shown also takes keys. */
function settled(ms = 300): Promise<void> {
  return sleep(ms)
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!isTrue()) {
    if (performance.now() > end) throw new Error('ConfClerk did not import the file')
    await sleep(1)
  }
}

async function end(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return
  const ended = new Promise((resolve) => app.once('exit', resolve))
  app.kill()
  await ended
}
