/** Marks and comments on key messages, by keyboard and across screens. */
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('a message is marked and commented by keyboard, and found by the filter and the search', async () => {
  const { page } = await openNotebook()
  await goTo(page, '/key-messages/km-3')
  const ofThree = page.getByRole('group', { name: 'Marks and comment on message 3' })
  await page.getByRole('link', { name: /^3 Access to evidence/ }).focus()
  await page.keyboard.press('c')
  const concern = ofThree.getByRole('button', { name: 'Concern', pressed: true })
  await concern.waitFor()
  await page.keyboard.press('m')
  const comment = ofThree.getByRole('textbox', { name: 'Comment on message 3' })
  await expect.poll(() => comment.evaluate((field) => field === document.activeElement)).toBe(true)
  // While a comment is typed, the letters that set marks are text.
  await page.keyboard.type('csf: too vague, Vague')
  await page.keyboard.press('Escape')

  await goTo(page, '/agenda')
  await goTo(page, '/key-messages/km-1')
  await expect.poll(() => comment.inputValue()).toBe('csf: too vague, Vague')
  await expect.poll(() => concern.isVisible()).toBe(true)
  await page.getByRole('button', { name: /Which messages/ }).click()
  await page.getByRole('option', { name: 'Concern 1' }).click()
  const list = page.getByRole('region', { name: 'Key messages', exact: true }).getByRole('listitem')
  await expect.poll(() => list.count()).toBe(1)

  await page.getByRole('button', { name: /^Search sessions/ }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('vague')
  await page.getByRole('option', { name: /too vague.*in a comment/ }).click()
  const selected = () =>
    page.evaluate(() => {
      const field = document.activeElement
      if (!(field instanceof HTMLTextAreaElement)) return null
      return field.value.slice(field.selectionStart, field.selectionEnd)
    })
  await expect.poll(selected).toBe('vague')
  await page.keyboard.press('F3')
  await expect.poll(selected).toBe('Vague')
  await page.keyboard.press('F3')
  await expect.poll(selected).toBe('vague')

  // A comment that is emptied, to be written anew, stays under the caret while the empty text is saved.
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await expect.poll(() => list.getByRole('img', { name: 'Comment' }).count()).toBe(0)
  await page.keyboard.type('Rewritten')
  await expect.poll(() => comment.inputValue()).toBe('Rewritten')
})
