/**
 * 190 texts that try to run, load or navigate (db/testing/hostile.ts), in the real window: pasted, dropped, stored in notes, imported,
 * saved as contacts, and exported. None may run, send a request, or leave the page.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import { bundle, session } from '../../db/testing/bundles.ts'
import { hostileHtml, hostileMarkdown } from '../../db/testing/hostile.ts'
import { root } from '../../scripts/lib/paths.ts'
import { importBundle } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import {
  answerSaveDialog,
  expectNoRequests,
  getEditor,
  goTo,
  openSession,
  waitUntilSaved,
} from './lib/window.ts'

const all = [...hostileHtml, ...hostileMarkdown]

/**
 * Records violations of the page's security policy, since even a blocked attempt is a failure. During a paste only scripts count: the
 * pasted HTML is parsed in a separate document that is never shown, and the browser still reports its styles and addresses.
 */
async function watch(page: Page, { isPasted = false } = {}): Promise<void> {
  await page.evaluate((onlyScripts) => {
    const tried: string[] = []
    Reflect.set(window, 'tried', tried)
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const isFromParsing = /^(style-src|base-uri|media-src)/.test(violatedDirective)
      if (!onlyScripts || !isFromParsing) tried.push(`${violatedDirective} ${blockedURI}`)
    })
  }, isPasted)
}

async function expectHarmless(application: ElectronApplication, page: Page, address: string): Promise<void> {
  expect(
    await page.evaluate(() => ({
      hostile: Reflect.get(window, 'hostile'),
      tried: Reflect.get(window, 'tried'),
      // An element with this name or id could replace a global that the interface uses.
      desktop: typeof window.desktop.openExternal,
    })),
  ).toEqual({ hostile: undefined, tried: [], desktop: 'function' })
  expect(page.url().replace(/#.*/, '')).toBe(address)
  expect(application.windows()).toHaveLength(1)
  await expectNoRequests(application)
}

/** Finds active elements and attributes. The interface's own texts have none. */
function findActive(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((within) => {
    const active = 'script,style,link,meta,base,iframe,object,embed,form,video,audio,svg,math,template,dialog'
    return [...document.querySelectorAll(`${within} *`)].flatMap((element) => {
      const names = element.getAttributeNames()
      const address = ['href', 'src', 'srcset', 'action', 'background', 'poster'].find(
        (name) => element.hasAttribute(name) && !/^(#|blob:|app:)/.test(element.getAttribute(name) ?? ''),
      )
      const isActive = element.matches(active) || address || names.some((name) => name.startsWith('on'))
      return isActive ? [element.outerHTML.slice(0, 200)] : []
    })
  }, selector)
}

test(`${all.length} texts, pasted and dropped, become plain text`, async () => {
  const { application, page } = await shareApp()()
  await openSession(page, /Workshop 9/)
  const address = page.url().replace(/#.*/, '')
  await watch(page, { isPasted: true })
  const editor = getEditor(page)
  const left = await editor.evaluate(
    async (target, [html, plain]) => {
      // ProseMirror itself adds an image without a source, beside which the caret can be placed.
      const active =
        'script,style,link,meta,base,iframe,object,embed,form,video,audio,svg,math,template,img:not(.ProseMirror-separator:not([src]))'
      const problems: string[] = []
      const put = (how: 'paste' | 'drop', format: string, text: string) => {
        const data = new DataTransfer()
        data.setData(format, text)
        const { left, top } = (target.lastElementChild ?? target).getBoundingClientRect()
        const common = { bubbles: true, cancelable: true }
        target.dispatchEvent(
          how === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, ...common })
            : new DragEvent('drop', { dataTransfer: data, clientX: left + 4, clientY: top + 4, ...common }),
        )
        const found = target.querySelector(active)
        if (found) problems.push(`${how} ${format} ${text}: ${found.outerHTML}`)
      }
      for (const text of html) {
        put('paste', 'text/html', text)
        put('drop', 'text/html', text)
        // Waits until the editor has rendered the text.
        await new Promise((resolve) => setTimeout(resolve))
      }
      for (const text of [...html, ...plain]) put('paste', 'text/plain', text)
      return problems
    },
    [hostileHtml, hostileMarkdown] as const,
  )
  expect(left).toEqual([])
  expect(await findActive(page, '[contenteditable="true"]')).toEqual([])
  await waitUntilSaved(page)
  await expectHarmless(application, page, address)

  // Checks the text as stored, and again after clicking it.
  await page.reload()
  await editor.getByText('press me').first().waitFor()
  await watch(page)
  for (const link of (await editor.getByText('press me').all()).slice(0, 20)) {
    await link.click({ modifiers: ['ControlOrMeta'] })
  }
  expect(await findActive(page, '[contenteditable="true"]')).toEqual([])
  await expectHarmless(application, page, address)
})

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, 300)

/** A profile with notes, contacts and a programme made of these texts. */
async function createHostileProfile(): Promise<string> {
  const profile = await createTemporaryFolder()
  await importBundle(
    profile,
    bundle((made) => {
      made.conference.title = oneLine(hostileHtml[0] ?? '')
      made.conference.subtitle = hostileHtml[1]
      made.conference.venue = hostileHtml[2]
      made.conference.introduction = hostileHtml.map((text) => ({ text }))
      made.speakers = hostileHtml.map((text, index) => ({
        guid: `speaker-${index}` as never,
        name: oneLine(text),
        biography: text,
      }))
      made.rooms = [{ guid: 'hall' as never, name: oneLine(hostileHtml[3] ?? ''), languages: [] }]
      made.sessions = hostileHtml.map((text, index) =>
        session(`s-${index}`, {
          title: oneLine(text),
          label: oneLine(text).slice(0, 60),
          track: oneLine(text),
          description: text,
          speakers: [`speaker-${index}`],
          links: [{ kind: 'page', title: text, url: 'https://evil.invalid/link' }],
        }),
      )
      made.keyMessages = hostileHtml.map((text, index) => ({
        guid: `km-${index}` as never,
        number: String(index + 1),
        lead: oneLine(text),
        text: oneLine(text),
        points: [],
      }))
      made.directory = hostileHtml.map((text, index) => ({
        guid: `d-${index}` as never,
        name: oneLine(text),
        kind: 'organisation',
        url: "https://evil.invalid/'onclick='window.hostile=1",
        sentence: text,
      }))
    }) as { conference: { slug: string } },
  )
  const store = openStore({ folder: profile, resources: root })
  const conference = 'testing-days' as never
  for (const [index, markdown] of all.entries()) {
    const reply = store.call('notes.save', {
      id: randomUUID() as never,
      conference,
      session: `s-${index % hostileHtml.length}`,
      keyMessage: null,
      markdown,
      baseRevision: 0,
    })
    if (!reply.ok) throw new Error(reply.error.message)
  }
  store.close()
  return profile
}

test('imported and stored texts are plain text on every screen, in search and in exports', async () => {
  const profile = await createHostileProfile()
  const { application, page } = await shareApp({ now: '2026-05-04T08:00:00Z' })(profile)
  const address = page.url().replace(/#.*/, '')
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('preferences') ?? '{}')
    localStorage.setItem('preferences', JSON.stringify({ ...kept, conference: 'testing-days' }))
  })
  await page.reload()
  await page.getByRole('heading', { name: 'Agenda' }).waitFor()
  await watch(page)
  const settled = () =>
    page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 })))
  const visit = async (route: string) => {
    await goTo(page, route)
    await settled()
  }
  for (let index = 0; index < hostileHtml.length; index += 6) {
    await visit(`/agenda/s-${index}`)
    await page.locator('summary').first().click()
    await settled()
  }
  for (const route of ['/now', '/notes', '/key-messages/km-3', '/contacts/d-3', '/library', '/notes-by-time'])
    await visit(route)
  await visit('/agenda')
  await page.getByRole('button', { name: /^Search/ }).click()
  await page.keyboard.type('words')
  await page.getByRole('option').nth(3).waitFor()
  await page.keyboard.press('Escape')
  await expectHarmless(application, page, address)

  // Opens the report in a window where scripts and requests are allowed.
  const path = join(profile, 'report.html')
  await answerSaveDialog(application, path)
  await visit('/export')
  await page.getByText('Other formats').click()
  await page.getByRole('radio', { name: 'HTML' }).click()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to report.html').waitFor()
  await expectHarmless(application, page, address)
  expect(await openWithoutProtection(application, path)).toEqual({ hostile: false, asked: [], stayed: true })
})

/** Opens the file in a window of its own that only counts requests and allows everything. */
function openWithoutProtection(application: ElectronApplication, path: string) {
  return application.evaluate(async ({ BrowserWindow, session: sessions }, file) => {
    const asked: string[] = []
    const own = sessions.fromPartition('anywhere')
    own.webRequest.onBeforeRequest(({ url, resourceType }, decide) => {
      if (resourceType !== 'mainFrame') asked.push(url)
      decide({ cancel: resourceType !== 'mainFrame' })
    })
    const window = new BrowserWindow({ show: false, webPreferences: { session: own, sandbox: true } })
    // Removes the app's own protection, since this test checks the file only.
    window.webContents.removeAllListeners('will-navigate')
    window.webContents.removeAllListeners('will-frame-navigate')
    await window.loadFile(file)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const hostile: boolean = await window.webContents.executeJavaScript('"hostile" in window')
    const stayed = window.webContents.getURL().endsWith('report.html')
    window.destroy()
    return { hostile, asked, stayed }
  }, path)
}
