/** Links of a note, in the text and beside it: opened by click and keys, and exposed as links. Tags during writing. */
import { expect, test } from 'vitest'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { getEditor, goTo, openSession, waitForCaret, waitUntilSaved } from './lib/window.ts'

const openNotebook = shareApp()

test('a mention opens by click, by keys and from the margin', async () => {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const { page } = await openNotebook(profile)
  const hash = () => page.evaluate(() => location.hash)
  await openSession(page, /Workshop 9/)
  const mention = getEditor(page).getByRole('link', { name: '@EUROJUST' })
  await mention.click()
  await expect.poll(hash).toBe('#/contacts/eurojust')

  await goTo(page, '/agenda/workshop-9')
  const margin = page.getByRole('list', { name: 'Notes in the margin' })
  await margin.getByRole('link', { name: 'Key message 3' }).click()
  await expect.poll(hash).toBe('#/key-messages/km-3')

  await goTo(page, '/agenda/workshop-8')
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Ask @EUROJ')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(hash).toBe('#/contacts/eurojust')
})

test('a word typed right after a mention gets a space', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Ask @EUROJ')
  await page.keyboard.press('Enter')
  await page.keyboard.type('today, @EUROJ')
  await page.keyboard.press('Enter')
  await page.keyboard.type('.')
  await getEditor(page).getByText('Ask @EUROJUST today, @EUROJUST.', { exact: true }).waitFor()
})

test('one key opens the card of a new contact', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Met @Anna Ek')
  await page.keyboard.press('Enter')
  await page
    .getByRole('status')
    .getByText('Anna Ek is in your contacts now. Ctrl Enter opens the card.')
    .waitFor()
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('main').getByRole('textbox', { name: 'E-mail' }).waitFor()
  await page.locator('main input[value="Anna Ek"]').waitFor()
})

test('existing tags are offered during writing', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 8/)
  await page.keyboard.type('Cash in suitcases')
  await waitUntilSaved(page)
  await page.getByRole('navigation').getByRole('link', { name: 'Notes' }).click()
  await page.getByRole('main').getByText('Cash in suitcases').first().click()
  await page.getByRole('combobox', { name: /tag/i }).fill('Laundering')
  await page.keyboard.press('Enter')
  await page.getByRole('status').getByText('Laundering').waitFor()

  await goTo(page, '/agenda')
  await openSession(page, /Workshop 9/)
  await waitForCaret(page)
  await page.keyboard.type('Mules #laun')
  await page.getByRole('option', { name: '#Laundering' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('status').getByText('Laundering').waitFor()
  await expect.poll(() => getEditor(page).textContent()).toMatch(/Mules\s*$/)
})

test('an address that is half typed stays while another window has the focus', async () => {
  const { page } = await openNotebook()
  await openSession(page, /Workshop 9/)
  await page.keyboard.type('Their page')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await page.keyboard.press('Control+Shift+K')
  const address = page.getByRole('textbox', { name: 'Address of the link' })
  await address.fill('https://example.')
  // A window that loses the focus blurs its field. Tests cannot switch windows on a virtual screen.
  await address.evaluate((field: HTMLInputElement) => {
    document.hasFocus = () => false
    field.blur()
    Reflect.deleteProperty(document, 'hasFocus')
    field.focus()
  })
  await page.keyboard.press('End')
  await page.keyboard.type('org')
  await page.keyboard.press('Enter')
  await waitForCaret(page)
  await getEditor(page).locator('[data-href="https://example.org"]', { hasText: 'page' }).waitFor()
})
