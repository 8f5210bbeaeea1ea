/**
 * Asserts that the packaged app sends nothing. The app runs in a network namespace where every packet, whatever its destination, passes the
 * loopback device, whose counters the test reads from outside. Playwright uses a pipe, so its own traffic is not there.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, errors, type Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { TIME_DURING_CONFERENCE } from './lib/app.ts'
import { installCopy } from './lib/installed-app.ts'
import { killTree } from './lib/processes.ts'
import { goTo, openSession, waitUntilSaved } from './lib/window.ts'

const LAUNCH_MS = 20_000
const MAX_STARTS = 3

const enter = ['unshare', '--net']
const route = 'ip link set lo up && ip route add default dev lo'
const canCount =
  process.platform === 'linux' && spawnSync('unshare', ['--net', 'sh', '-c', route]).status === 0

/** Packets that left any process of the namespace since it was made. */
function countPackets(pid: number): number {
  const [, , ...devices] = readFileSync(`/proc/${pid}/net/dev`, 'utf8').trim().split('\n')
  return devices
    .map((line) => Number(line.split(':')[1]?.trim().split(/\s+/)[9]))
    .reduce((sum, packets) => sum + packets, 0)
}

/** Starts the installed app in its own network. @returns its window and its process */
async function startAlone(): Promise<{ page: Page; pid: number }> {
  const installed = installCopy(process.env.RAPPORTEUR_E2E_PACKAGED ?? '')
  onTestFinished(installed.remove)
  const { executable, profile, userCommand, flags } = installed
  const [starter, started] = [join(profile, '..', 'start.sh'), join(profile, '..', 'pid')]
  const commands = `echo $$ > '${started}' && ${route} && exec "$@"`
  const line = [
    ...enter,
    'sh',
    '-c',
    `'${commands.replaceAll("'", `'"'"'`)}'`,
    'sh',
    ...userCommand,
    executable,
  ]
  writeFileSync(starter, `#!/bin/sh\nexec ${line.join(' ')} "$@"\n`, { mode: 0o755 })
  for (let attempt = 1; ; attempt += 1) {
    try {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: starter,
        ignoreDefaultArgs: true,
        args: [...flags, '--remote-debugging-pipe', '--lang=en', `--user-data-dir=${profile}`],
        env: { ...process.env, RAPPORTEUR_NOW: TIME_DURING_CONFERENCE, TZ: 'Europe/Paris' },
        timeout: LAUNCH_MS,
      })
      const pid = Number(readFileSync(started, 'utf8'))
      onTestFinished(() => killTree(pid))
      return { page: context.pages()[0] ?? (await context.waitForEvent('page')), pid }
    } catch (error) {
      await killTree(Number(readFileSync(started, 'utf8')))
      if (attempt === MAX_STARTS || !(error instanceof errors.TimeoutError)) throw error
      // Playwright waits for ever for a window that begins to load while it connects. Through a pipe it cannot connect later.
      console.warn(`start ${attempt}: Playwright did not see the window, so the app is started again`)
    }
  }
}

test.skipIf(!canCount)('a delegate’s short day sends no packet, not even to this computer', async () => {
  const { page, pid } = await startAlone()
  await page.getByRole('button', { name: 'Star Workshop 9' }).first().click()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Asked by @Ana Souza')
  await page.getByRole('listbox').getByRole('option').filter({ hasText: 'Add to contacts' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Ana Souza is in your contacts now.').waitFor()
  await page.keyboard.type(' see https://example.org/ and http://192.0.2.7/ procureurr')
  await waitUntilSaved(page)
  // The menu's key reaches the app only from the system.
  await page
    .getByRole('button', { name: /^Search/ })
    .first()
    .click()
  await page.getByRole('combobox', { name: /^Search sessions/ }).waitFor()
  await page.keyboard.type('evidence')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  for (const path of ['now', 'notes', 'contacts', 'key-messages', 'settings', 'help'])
    await goTo(page, `/${path}`)
  await goTo(page, '/export')
  await page.getByRole('region', { name: 'Preview' }).getByText('Ana Souza').first().waitFor()
  expect(countPackets(pid)).toBe(0)

  // The counter works: another program in the same namespace is counted.
  const send = "require('dgram').createSocket('udp4').send('x', 53, '192.0.2.7', () => process.exit())"
  spawnSync('nsenter', [`--net=/proc/${pid}/ns/net`, process.execPath, '-e', send])
  expect(countPackets(pid)).toBeGreaterThan(0)
})
