/** Actions of a delegate in the window, by the texts of the interface. */

import type { ElectronApplication, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Goes to a route and waits for its screen, since the previous screen stays until the new one is rendered. */
export async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, route)
  const [path] = route.slice(1).split('/')
  await page
    .locator(`main[data-screen="${path}"] h1:not([style*="display: none"] *)`)
    .first()
    .waitFor({ state: 'attached' })
}

export function getEditor(page: Page) {
  return page.locator('[contenteditable="true"]')
}

/** Waits until the caret is in the note. A closing menu returns it with a delay. */
export async function waitForCaret(page: Page): Promise<void> {
  await expect
    .poll(() => getEditor(page).evaluate((editor) => editor === editor.ownerDocument.activeElement))
    .toBe(true)
}

/** Opens a session by clicking its row, which moves the caret to its note. */
export async function openSession(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('list', { name: 'Sessions' }).getByRole('link', { name }).click()
  // The previous note stays on screen until the new one is loaded; the focused editor's name tells them apart.
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel ?? '')).toMatch(name)
}

/** Waits for the preview of a new conference, whose title is in an editable field. */
export async function waitForPreview(page: Page, title: string, timeout = 30_000): Promise<void> {
  await page.getByRole('dialog').locator(`input[value="${title}"]`).waitFor({ timeout })
}

/** Waits until the status line says that the text is saved. */
export async function waitUntilSaved(page: Page): Promise<void> {
  await page
    .locator('footer [data-kind="saved"]', { hasText: /Saved on this computer \d\d:\d\d:\d\d/ })
    .waitFor()
}

/** Answers the system's save dialog, which tests cannot click. */
export async function answerSaveDialog(application: ElectronApplication, path: string): Promise<void> {
  await application.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

export async function answerOpenDialog(application: ElectronApplication, ...paths: string[]): Promise<void> {
  await application.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
  }, paths)
}

/** Expects that the window has sent no request to the network since it started. */
export async function expectNoRequests(application: ElectronApplication): Promise<void> {
  expect(await application.evaluate(() => globalThis.blockedRequests)).toEqual([])
}

export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((chosen) => window.desktop.setTheme(chosen), theme)
  await page.locator(`html[data-theme="${theme}"]`).waitFor()
}

/**
 * Presses a key through the operating system's path, so that the menu's shortcuts see it; Playwright's keys go directly to the page.
 * `keyCode` and `modifiers` are Electron's (webContents.sendInputEvent).
 */
export async function pressKey(
  application: ElectronApplication,
  keyCode: string,
  modifiers: ('control' | 'alt' | 'shift')[],
): Promise<void> {
  await application.evaluate(
    ({ BrowserWindow }, key) => {
      const [window] = BrowserWindow.getAllWindows()
      // A virtual screen has no window manager that would give the window the focus.
      window?.focus()
      window?.webContents.focus()
      for (const type of ['keyDown', 'keyUp'] as const) window?.webContents.sendInputEvent({ type, ...key })
    },
    { keyCode, modifiers },
  )
}

/** Drags real files over the window, as the system’s file manager does. @returns a function that drops them */
export async function dragOver(page: Page, ...files: string[]) {
  const cdp = await page.context().newCDPSession(page)
  const position = { x: 200, y: 200, data: { items: [], files, dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...position })
  return () => cdp.send('Input.dispatchDragEvent', { type: 'drop', ...position })
}

/** @returns the names of the controls that a toast (renderer/app/toasts.tsx) covers */
export function listCoveredControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Box = Record<'left' | 'right' | 'top' | 'bottom', number>
    const intersect = (a: Box, b: Box): Box => ({
      left: Math.max(a.left, b.left),
      right: Math.min(a.right, b.right),
      top: Math.max(a.top, b.top),
      bottom: Math.min(a.bottom, b.bottom),
    })
    /** The part of the element that its scroll containers do not clip. */
    const getVisiblePart = (element: Element): Box => {
      let box: Box = element.getBoundingClientRect()
      for (let ancestor = element.parentElement; ancestor; ancestor = ancestor.parentElement) {
        if (getComputedStyle(ancestor).overflowY !== 'visible')
          box = intersect(box, ancestor.getBoundingClientRect())
      }
      return box
    }
    const toasts = [...document.querySelectorAll('[role="status"]:has(button)')]
    return [...document.querySelectorAll<HTMLElement>('button, a, input, [contenteditable="true"]')]
      .filter((control) => control.checkVisibility() && !toasts.some((toast) => toast.contains(control)))
      .filter((control) =>
        toasts.some((toast) => {
          const { left, right, top, bottom } = intersect(
            getVisiblePart(control),
            toast.getBoundingClientRect(),
          )
          return right - left >= 1 && bottom - top >= 1
        }),
      )
      .map(({ ariaLabel, textContent }) => ariaLabel ?? textContent ?? '')
  })
}
