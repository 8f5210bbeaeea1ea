/** Messages after an action have their own line and cover no control. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib/paths.ts'
import { findViolations } from './lib/axe.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, getEditor, goTo, listCoveredControls, setTheme } from './lib/window.ts'

const openNotebook = shareApp()

const pictures = join(root, 'dist/pictures')

test('the Undo bar covers nothing on any screen', async () => {
  await mkdir(pictures, { recursive: true })
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { application, page } = await openNotebook(profile, { width: 1280, height: 800 })
  await setTheme(page, 'light')
  await goTo(page, '/library')
  await answerOpenDialog(application, join(root, 'tests/fixtures/frab-xml/harbour.xml'))
  await page.getByRole('button', { name: 'Import a conference…' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const undo = page.getByRole('status').getByRole('button', { name: 'Undo' })
  await undo.waitFor()
  await page.getByRole('button', { name: /^Harbour Days 2033/ }).click()
  await page.getByRole('menuitemradio', { name: /^Octopus/ }).click()
  await goTo(page, '/agenda/workshop-9')
  await getEditor(page).getByText('Opening.').waitFor()
  await page.screenshot({ path: join(pictures, 'notice-list-1280.png') })
  expect(await listCoveredControls(page), 'the list').toEqual([])
  await page.locator('main header [role="radio"]').nth(1).click()
  await page.getByRole('button', { name: 'Open notes' }).waitFor()
  await page.screenshot({ path: join(pictures, 'notice-grid-1280.png') })
  expect(await listCoveredControls(page), 'the grid').toEqual([])
  expect(await findViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Open notes' }).click()
  await getEditor(page).getByText('Opening.').waitFor()
  for (const route of [
    'now',
    'notes',
    'actions',
    'key-messages/km-5',
    'contacts',
    'export',
    'sharing',
    'library',
  ]) {
    await goTo(page, `/${route}`)
    await page.locator('main').getByRole('heading').first().waitFor()
    expect(await listCoveredControls(page), route).toEqual([])
  }
  expect(await undo.count(), 'the bar is still shown').toBe(1)
})

test('at a width of 1280 the bars at the bottom take one line each in Russian', async () => {
  const { page } = await openNotebook(null, { width: 1280, height: 800 })
  await goTo(page, '/settings')
  await page.locator('main span[lang="ru"]').click()
  await page.locator('html[lang="ru"]').waitFor()
  await goTo(page, '/agenda/workshop-8')
  const editor = getEditor(page)
  await editor.click()
  await editor.pressSequentially('Слово')
  await page.locator('main header').getByRole('button', { name: 'Ещё' }).last().click()
  await page.getByRole('menuitem', { name: 'Скрыть это заседание' }).click()
  const message = page.getByText('Workshop 8: скрыто.', { exact: true })
  await message.waitFor()
  const bars = {
    message: message.locator('xpath=..'),
    note: page.getByRole('button', { name: 'Сочетания клавиш' }).locator('xpath=..'),
    status: page.locator('footer[data-region]'),
  }
  for (const [name, bar] of Object.entries(bars)) {
    const measured = await bar.evaluate((element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      const box = element.getBoundingClientRect()
      const middles = [...range.getClientRects()]
        .filter(({ width, height, top }) => width > 1 && height > 1 && top < box.bottom)
        .map(({ top, bottom }) => (top + bottom) / 2)
      return {
        spread: Math.max(...middles) - Math.min(...middles),
        isCut: element.scrollWidth > element.clientWidth,
      }
    })
    expect(measured.spread, name).toBeLessThan(8)
    expect(measured.isCut, name).toBe(false)
  }
})
