/** Settings → You: choosing and removing the office's Word template. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeWordTemplate } from '../../db/testing/word-templates.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, goTo } from './lib/window.ts'

const openNotebook = shareApp()

test('a template is chosen, stays when another one is refused, and is removed', async () => {
  const { page, application } = await openNotebook()
  const folder = await createTemporaryFolder()
  const good = join(folder, 'Ministère.dotx')
  const bad = join(folder, 'Macros.dotm')
  await writeFile(good, makeWordTemplate())
  await writeFile(bad, makeWordTemplate({ 'word/vbaProject.bin': 'x' }))
  await goTo(page, '/settings')
  const template = page.getByRole('group', { name: 'Word template' })
  await template.getByText('None chosen').waitFor()

  await answerOpenDialog(application, good)
  await template.getByRole('button', { name: 'Choose…' }).click()
  await template.getByText('Ministère.dotx').waitFor()

  await answerOpenDialog(application, bad)
  await template.getByRole('button', { name: 'Choose…' }).click()
  await page.getByText('The Word template was not chosen. Macros.dotm: it contains macros, and').waitFor()
  await template.getByText('Ministère.dotx').waitFor()

  await template.getByRole('button', { name: 'Remove' }).click()
  await template.getByText('None chosen').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Choose…')
})
