/** Copying and quoting key messages. */
import { expect, test } from 'vitest'
import { shareApp } from './lib/shared-app.ts'
import { getEditor, goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('a message is copied word for word, with its source', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/key-messages/km-7')
  await page.getByText('Message 7 of 9').waitFor()
  await page.getByRole('button', { name: 'Copy with reference' }).click()
  await page.getByText('Message 7 copied with its reference.').waitFor()
  const copied = await application.evaluate(({ clipboard }) => clipboard.readText())
  const [words, citation, ...more] = copied.split('\n\n')
  expect(words).toMatch(/^Proceeds-generating crime online is increasing considerably\. .*\.$/s)
  expect(citation).toMatch(/^Octopus Conference 2016, Key message 7, /)
  expect(more).toEqual([])
})

test('only the selected phrase is copied and quoted', async () => {
  const { application, page } = await openNotebook()
  await goTo(page, '/key-messages')
  const lead = page
    .getByRole('region', { name: 'Key messages, the whole document' })
    .locator('strong')
    .first()
  await lead.waitFor()
  const phrase = await lead.evaluate((strong) => {
    const text = strong.firstChild as Text
    document.getSelection()?.setBaseAndExtent(text, 0, text, 12)
    return text.data.slice(0, 12).trim()
  })
  await page.getByRole('button', { name: 'Copy with reference' }).click()
  await expect
    .poll(() => application.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(new RegExp(`^${phrase}\n\n`))
  await page.getByRole('button', { name: 'Add a note' }).click()
  await expect.poll(() => getEditor(page).locator('blockquote').textContent()).toBe(phrase)
})
