/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security) and its fuses, each asserted on the running
 * packaged app, which starts as an ordinary user with Chromium's sandbox.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { registryVersion } from '../../scripts/runtime/registry-only.ts'
import { launchPackaged, type Packaged } from './lib/app.ts'
import { type InstalledApp, installCopy } from './lib/installed-app.ts'
import { killTree, listDescendants } from './lib/processes.ts'

const isLinux = process.platform === 'linux'
let installed: InstalledApp
let app: Packaged
let devtools: CDPSession
/** A file that injected code would write in the main process. */
let trace: string

beforeAll(async () => {
  installed = installCopy(process.env.RAPPORTEUR_E2E_PACKAGED ?? '')
  trace = join(installed.profile, 'foreign-code-ran')
  const foreign = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`
  const script = join(installed.profile, 'foreign.cjs')
  writeFileSync(script, foreign)
  const folder = join(resources(), 'app')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "main": "main.cjs" }')
  writeFileSync(join(folder, 'main.cjs'), foreign)
  app = await launchPackaged(installed.executable, {
    profile: installed.profile,
    userCommand: installed.userCommand,
    args: ['--inspect=0'],
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` },
  })
  devtools = await app.page.context().newCDPSession(app.page)
})
afterAll(async () => {
  if (app) await killTree(app.pid)
  installed?.remove()
})

const resources = () => join(dirname(installed.executable), 'resources')
const countWindows = async () => {
  const { targetInfos } = await devtools.send('Target.getTargets')
  return targetInfos.length
}

/** Command lines of the app's processes. */
function listCommandLines(): string[] {
  return [app.pid, ...listDescendants(app.pid)].map((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
  )
}

/** The error of a request, or 'answered'. */
const request = (url: string) =>
  app.page.evaluate(
    (address) =>
      fetch(address).then(
        () => 'answered',
        (error) => String(error),
      ),
    url,
  )

describe('the checklist', () => {
  test('1. only secure content is loaded', async () => {
    const loaded = await app.page.evaluate(() =>
      [...document.querySelectorAll('script[src], link[href]')].map((element) =>
        element instanceof HTMLScriptElement ? element.src : (element as HTMLLinkElement).href,
      ),
    )
    expect(new Set(loaded.map((url) => url.split('/', 3).join('/')))).toEqual(new Set(['app://rapporteur']))
    expect(await request('http://example.org/')).toContain('Failed to fetch')
    expect(await request('https://example.org/')).toContain('Failed to fetch')
  })

  test('2. content has no Node.js', async () => {
    const found = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'setImmediate'].filter((name) => name in window),
    )
    expect(found).toEqual([])
  })

  test('3. the preload script has a context of its own', async () => {
    const names: string[] = []
    devtools.on('Runtime.executionContextCreated', ({ context }) => names.push(context.name))
    await devtools.send('Runtime.enable')
    await expect.poll(() => names).toContain('Electron Isolated Context')
  })

  test.skipIf(!isLinux)('4. every process that reads content is in the sandbox', ({ skip }) => {
    skip(installed.flags.length > 0, 'this machine has no sandbox for the app')
    const renderers = [app.pid, ...listDescendants(app.pid)].filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'),
    )
    expect(renderers.length).toBeGreaterThan(0)
    for (const pid of renderers) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      // proc_pid_status(5): 2 is a filter for system calls.
      expect(status).toMatch(/^Seccomp:\s*2$/m)
      expect(status).toMatch(/^NoNewPrivs:\s*1$/m)
    }
    expect(listCommandLines().join('\n')).not.toContain('--no-sandbox')
  })

  test('5. every permission is denied', async () => {
    const states = await app.page.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as PermissionName[]).map(
          async (name) => (await navigator.permissions.query({ name })).state,
        ),
      ),
    )
    expect(new Set(states)).toEqual(new Set(['denied']))
    expect(await app.page.evaluate(() => Notification.requestPermission())).toBe('denied')
    const camera = app.page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }))
    await expect(camera).rejects.toThrow()
  })

  test('6. web security is on: no other origin can be read', async () => {
    expect(await request('app://elsewhere/index.html')).toContain('Failed to fetch')
    expect(await request('file:///etc/hostname')).toContain('Failed to fetch')
    expect(await app.page.evaluate(() => crossOriginIsolated)).toBe(true)
  })

  test('7. the content security policy allows only the app’s own files', async () => {
    const policy = await app.page.evaluate(async () =>
      (await fetch(location.pathname)).headers.get('Content-Security-Policy'),
    )
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("require-trusted-types-for 'script'")
    const ran = await app.page.evaluate(() => {
      const script = document.createElement('script')
      try {
        script.text = 'window.foreign = true'
        document.head.append(script)
      } catch {
        // Trusted Types refuse the text.
      }
      return 'foreign' in window
    })
    expect(ran).toBe(false)
  })

  test('8. insecure content does not run', async () => {
    const outcome = await app.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const image = new Image()
          image.onload = () => resolve('loaded')
          image.onerror = () => resolve('refused')
          image.src = 'http://127.0.0.1/picture.png'
        }),
    )
    expect(outcome).toBe('refused')
    if (isLinux) expect(listCommandLines().join('\n')).not.toContain('--allow-running-insecure-content')
  })

  test.skipIf(!isLinux)('9. no experimental features of Chromium are on', () => {
    expect(listCommandLines().join('\n')).not.toMatch(
      /--enable-experimental|--enable-features=[^ ]*Experimental/,
    )
  })

  test.skipIf(!isLinux)('10. no features of Blink are turned on', () => {
    expect(listCommandLines().join('\n')).not.toContain('--enable-blink-features')
  })

  test('11. and 12. there are no <webview> elements', async () => {
    const before = await countWindows()
    const kind = await app.page.evaluate(() => {
      const view = document.createElement('webview')
      view.setAttribute('src', location.href)
      view.setAttribute('allowpopups', '')
      document.body.append(view)
      const { name } = view.constructor
      view.remove()
      return [name, 'loadURL' in view]
    })
    expect(kind).toEqual(['HTMLElement', false])
    expect(await countWindows()).toBe(before)
  })

  test('13. nothing navigates away', async () => {
    const before = app.page.url()
    for (const url of ['https://example.org/', 'file:///etc/hostname', 'app://elsewhere/']) {
      await app.page.evaluate((address) => {
        location.href = address
      }, url)
    }
    // An answer of the page shows that it was not replaced.
    expect(await app.page.evaluate(() => document.title)).toMatch(/ · Rapporteur$/)
    expect(app.page.url()).toBe(before)
  })

  test('14. no page opens a window', async () => {
    const before = await countWindows()
    expect(await app.page.evaluate(() => window.open(location.href))).toBeNull()
    expect(await app.page.evaluate(() => window.open('https://example.org/'))).toBeNull()
    expect(await countWindows()).toBe(before)
  })

  test.each(['file:///etc/hostname', 'javascript:alert(1)', 'smb://server/share', 'https://a@example.org/'])(
    '15. %s is not opened in another program',
    async (url) => {
      const opened = app.page.evaluate((address) => window.desktop.openExternal(address), url)
      await expect(opened).rejects.toThrow(/openExternal/)
    },
  )

  test('16. the version of Electron is the declared one; the older one is packaged for tests only', async () => {
    const { electron } = await app.page.evaluate(() => window.desktop.versions)
    expect([packageJson.devDependencies.electron, registryVersion]).toContain(electron)
    expect(packageJson.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  })

  test('17. no other frame can send messages', async () => {
    const reachable = await app.page.evaluate(async () => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const found = frame.contentWindow !== null && 'desktop' in frame.contentWindow
      frame.remove()
      return found
    })
    expect(reachable).toBe(false)
  })

  test('18. the window uses its own protocol instead of file:', async () => {
    expect(await app.page.evaluate(() => location.origin)).toBe('app://rapporteur')
  })

  test('19. the fuses are set: see below', async () => {
    expect(Object.keys(fuses)).toHaveLength(8)
  })

  test('20. content gets functions and facts, but no interface of Electron', async () => {
    const exposed = await app.page.evaluate(() => ({
      frozen: Object.isFrozen(window.desktop),
      electron: ['electron', 'ipcRenderer', 'electronAPI', 'api'].filter((name) => name in window),
      objects: Object.entries(window.desktop)
        .filter(([, value]) => typeof value === 'object' && value !== null)
        .map(([name]) => name),
      generic: ['send', 'invoke', 'on', 'ipcRenderer', 'sendSync'].filter((name) => name in window.desktop),
    }))
    expect(exposed).toEqual({ frozen: true, electron: [], objects: ['versions'], generic: [] })
  })
})

/** The required state of each fuse, by its name in @electron/fuses. */
const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
} as const satisfies Partial<Record<keyof typeof FuseV1Options, boolean>>

describe('the fuses', () => {
  test.each(Object.entries(fuses))('%s is %s in the executable', async (name, expected) => {
    const wire = await getCurrentFuseWire(installed.executable)
    expect(wire.version).toBe(FuseVersion.V1)
    // The state is the character 0 or 1.
    const state = wire[FuseV1Options[name as keyof typeof fuses]]
    expect(String.fromCharCode(Number(state))).toBe(expected ? '1' : '0')
  })

  test('RunAsNode, NODE_OPTIONS and a folder beside the archive did not run foreign code', () => {
    expect(existsSync(join(installed.profile, 'foreign.cjs'))).toBe(true)
    expect(existsSync(join(resources(), 'app', 'main.cjs'))).toBe(true)
    expect(existsSync(trace)).toBe(false)
  })

  test('--inspect opened no inspector', () => {
    expect(app.stderr()).toContain('DevTools listening on')
    expect(app.stderr()).not.toContain('Debugger listening on')
  })
})
