import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { root } from './lib/paths.ts'
import { isAlive } from './lib/processes.ts'

/** Runs forever and prints its process id. */
const ENDLESS = `
import { renameSync, writeFileSync } from 'node:fs'
const [, , file] = process.argv
writeFileSync(file + '.part', String(process.pid))
renameSync(file + '.part', file)
setInterval(() => {}, 1000)
`

test.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGHUP'] as const)(
  '%s that npm passes to its shell also ends the script',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'rapporteur-with-node-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const [script, started] = [join(folder, 'endless.ts'), join(folder, 'started')]
    writeFileSync(script, ENDLESS)
    // The second command keeps the shell from replacing itself with the first one.
    const line = `node scripts/with-node.js '${relative(root, script)}' '${started}'; true`
    const shell = spawn('sh', ['-c', line], {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, npm_lifecycle_event: 'dev' },
    })
    const patience = { timeout: 60_000, interval: 50 }
    await vi.waitFor(() => expect(existsSync(started)).toBe(true), patience)
    const pid = Number(readFileSync(started, 'utf8'))
    onTestFinished(() => {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL')
    })
    expect(isAlive(pid)).toBe(true)
    shell.kill(signal)
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), patience)
  },
  90_000,
)
