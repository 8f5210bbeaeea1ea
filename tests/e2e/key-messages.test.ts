/** The conference's own words, to be quoted. */
import { expect, test } from 'vitest'
import { start, temporaryFolder } from './lib/testing.ts'
import { goTo } from './lib/window.ts'

test('a message is copied word for word, with where it is from', async () => {
  const profile = await temporaryFolder()
  const { application, page } = await start({ profile })
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
