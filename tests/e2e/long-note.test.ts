/** A note with many blocks: blocks out of view are not rendered, without any visible effect on typing, selecting and scrolling. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openNotebookIn } from './lib/notebook.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, openSession, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

const BLOCKS = 801
/** Includes the new line on which a note opens. */
const OPENED = BLOCKS + 1

function block(index: number): string {
  if (index % 9 === 4) return `- first of ${index}\n- second of ${index}`
  if (index % 9 === 7) return `> quoted in ${index}\n>\n> and once more`
  // Takes two lines in a wide window and three in a narrow one.
  if (index % 9 === 2) return `Block ${index}: ${'evidence is held by providers, '.repeat(3)}and so on.`
  return index % 2 ? `[14:33](rapporteur:at/2016-11-17T13:33:07Z) Block ${index}.` : `Block ${index}.`
}

async function open() {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  const saving = store.call('notes.save', {
    id: randomUUID(),
    conference: 'octopus-2016',
    session: 'workshop-9',
    keyMessage: null,
    markdown: `${Array.from({ length: BLOCKS }, (_, index) => block(index)).join('\n\n')}\n`,
    baseRevision: 0,
  })
  store.close()
  expect(saving.ok).toBe(true)
  const app = await openNotebook(profile)
  await openSession(app.page, /Workshop 9/)
  await waitUntilMiddleIsHidden(app.page)
  return app
}

const waitUntilMiddleIsHidden = (page: Page) =>
  expect
    .poll(() =>
      getEditor(page).evaluate(({ children }) => children[children.length >> 1]?.checkVisibility() ?? true),
    )
    .toBe(false)

/** The text of a block; a negative index counts from the end. */
const text = (page: Page, index: number) =>
  getEditor(page).evaluate(({ children }, at) => [...children].at(at)?.textContent, index)
const blocks = (page: Page) => getEditor(page).evaluate(({ childElementCount }) => childElementCount)

/** The index of the block with the caret. */
const caretBlock = (page: Page) =>
  getEditor(page).evaluate((editor) => {
    const node = getSelection()?.focusNode ?? null
    return [...editor.children].findIndex((child) => child.contains(node))
  })

async function toStart(page: Page): Promise<void> {
  await page.keyboard.press('Control+Home')
  await expect.poll(() => caretBlock(page)).toBe(0)
}

/** Waits until scrolling has ended, since the wheel event returns before the note has scrolled. */
async function waitUntilStill(page: Page): Promise<void> {
  const top = () => getEditor(page).evaluate((editor) => editor.getBoundingClientRect().top)
  const still = async () => {
    const before = await top()
    await page.waitForTimeout(250)
    return before === (await top())
  }
  await expect.poll(still).toBe(true)
}

/** Whether the caret is in the visible part of the note. */
const caretInSight = (page: Page) =>
  getEditor(page).evaluate((editor) => {
    const scroller = [editor.parentElement, editor.parentElement?.parentElement?.parentElement].at(-1)
    const range = getSelection()?.getRangeAt(0)
    // An empty line has no client rectangles, so the rectangle of its element is used.
    const at = range?.getClientRects()[0] ?? range?.startContainer.parentElement?.getBoundingClientRect()
    const frame = scroller?.getBoundingClientRect()
    return Boolean(at && frame && at.top >= frame.top - 1 && at.bottom <= frame.bottom + 1)
  })

test('characters typed, split and replaced at the ends and in the middle are where the caret was', async () => {
  const { page } = await open()
  // Moves from the new line to the end of the last block.
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  await page.keyboard.type(' The end.')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Backspace')
  for (const line of ['One more.', 'And another.']) {
    await page.keyboard.press('Enter')
    await page.keyboard.type(line)
  }
  expect(await text(page, -1)).toBe('And another.')
  expect(await text(page, -2)).toBe('One more.')
  expect(await text(page, -3)).toBe(`Block ${BLOCKS - 1}. The end.`)
  await expect.poll(() => caretInSight(page)).toBe(true)

  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Start. ')
  await page.keyboard.press('Enter')
  expect(await text(page, 0)).toBe('Start. ')
  expect(await text(page, 1)).toBe('Block 0.')
  await expect.poll(() => caretInSight(page)).toBe(true)

  // Moves down line by line past the rendered part, and back by pages.
  for (let line = 0; line < 120; line++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Home')
  await page.keyboard.type('Here ')
  const found = await getEditor(page).evaluate(({ children }) =>
    [...children].findIndex(({ textContent }) => textContent?.includes('Here ')),
  )
  expect(found).toBeGreaterThan(50)
  expect(await text(page, found)).toMatch(/(^|.)Here \w/)
  await expect.poll(() => caretInSight(page)).toBe(true)
  for (let index = 0; index < 3; index++) await page.keyboard.press('PageDown')
  await page.keyboard.type('Below ')
  await expect.poll(() => caretInSight(page)).toBe(true)

  const before = await blocks(page)
  await page.keyboard.press('Control+Shift+End')
  await page.keyboard.type('The rest.')
  expect(await blocks(page)).toBeLessThan(before)
  expect(await text(page, -1)).toMatch(/The rest\.$/)
  await page.keyboard.press('Control+z')
  await expect.poll(() => blocks(page)).toBe(before)
  expect(await text(page, -1)).toBe('And another.')
  await waitUntilSaved(page)
})

test('a click far below after scrolling places the caret there', async () => {
  const { page } = await open()
  await page.keyboard.press('Control+Home')
  await getEditor(page).hover()
  for (let index = 0; index < 6; index++) await page.mouse.wheel(0, 1_500)
  const target = await getEditor(page).evaluateHandle(async ({ children }) => {
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    return [...children].find((child) => {
      const { top } = child.getBoundingClientRect()
      return top > 400 && top < 700 && child.textContent?.startsWith('Block')
    })
  })
  const element = target.asElement()
  const was = await element?.textContent()
  await element?.click({ position: { x: 1, y: 8 } })
  await page.keyboard.type('Clicked. ')
  expect(await element?.textContent()).toBe(`Clicked. ${was}`)
})

test('leaving out blocks changes the position of no block, at any width', async () => {
  const { application, page } = await open()
  const heights = () =>
    getEditor(page).evaluate((editor) => {
      const left = editor.getBoundingClientRect().height
      // A copy in which all blocks are rendered.
      const whole = editor.cloneNode(true) as HTMLElement
      whole.className = whole.className.replace(/\S*partial\S*/, '')
      for (const block of whole.children) (block as HTMLElement).style.marginTop = ''
      editor.after(whole)
      const full = whole.getBoundingClientRect().height
      whole.remove()
      return { left, full }
    })
  const first = await heights()
  expect(first.left).toBeCloseTo(first.full, 0)
  await application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(1000, 700),
  )
  await expect.poll(async () => (await heights()).full).not.toBe(first.full)
  await waitUntilMiddleIsHidden(page)
  const second = await heights()
  expect(second.left).toBeCloseTo(second.full, 0)
})

test('Page Down with the caret out of view moves by one page', async () => {
  const { page } = await open()
  await toStart(page)
  await page.keyboard.press('PageDown')
  await expect.poll(() => caretBlock(page)).toBeGreaterThan(0)
  const first = await caretBlock(page)
  await toStart(page)
  await getEditor(page).hover()
  for (let index = 0; index < 6; index++) await page.mouse.wheel(0, 1_500)
  await expect.poll(() => caretInSight(page)).toBe(false)
  await waitUntilStill(page)
  await page.keyboard.press('PageDown')
  await expect.poll(() => caretBlock(page)).toBe(first)
  await expect.poll(() => caretInSight(page)).toBe(true)
})

test('a distant match is rendered and scrolled into view, and everything can be selected', async () => {
  const { page } = await open()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('Block 401.')
  const inSight = () =>
    getEditor(page)
      .getByText('Block 401.')
      .evaluate((found) => {
        const { top, bottom } = found.getBoundingClientRect()
        return top > 0 && bottom > top && bottom < window.innerHeight
      })
  await expect.poll(inSight).toBe(true)
  await page.keyboard.press('Escape')
  await getEditor(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  expect(await blocks(page)).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(() => blocks(page)).toBe(OPENED)
})

test('with a screen reader every block is rendered', async () => {
  const { application, page } = await open()
  const read = (enabled: boolean) =>
    application.evaluate(({ app }, value) => app.setAccessibilitySupportEnabled(value), enabled)
  const drawn = () =>
    getEditor(page).evaluate(
      ({ children }) => [...children].filter((child) => child.checkVisibility()).length,
    )
  expect(await drawn()).toBeLessThan(BLOCKS / 4)
  await read(true)
  await expect.poll(drawn).toBe(OPENED)
  await read(false)
  await expect.poll(drawn).toBeLessThan(BLOCKS / 4)
})

test('a selection across blocks that are not rendered is copied completely', async () => {
  const { application, page } = await open()
  await toStart(page)
  await page.keyboard.press('Control+f')
  await page.keyboard.type('Block 150.')
  await getEditor(page).getByText('Block 150.').waitFor()
  await getEditor(page)
    .getByText('Block 150.')
    .click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+c')
  const copied = await application.evaluate(({ clipboard }) => clipboard.readText())
  const numbers = Array.from({ length: 150 }, (_, index) => index)
  const missing = numbers.filter(
    (number) => !new RegExp(`(Block|first of|quoted in) ${number}\\b`).test(copied),
  )
  expect(missing).toEqual([])
})
