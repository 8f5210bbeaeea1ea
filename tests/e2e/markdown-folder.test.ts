/**
 * Exports a report as a folder of Markdown in the window. The folder is written only where the delegate chose, and can be checked
 * after the event.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPng } from '../../db/testing/pictures.ts'
import { findViolations } from './lib/axe.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerOpenDialog, answerSaveDialog, goTo } from './lib/window.ts'

const picture = createPng(60, 40)

async function createProfileWithPicture(): Promise<string> {
  const profile = await createTemporaryFolder()
  await writeSampleNotes(profile)
  const store = openNotebookIn(profile)
  const added = await store.request('pictures.add', { bytes: picture })
  if (!added.ok) throw new Error(added.error.message)
  const saved = store.call('notes.save', {
    id: crypto.randomUUID() as never,
    conference: 'octopus-2016' as never,
    session: 'workshop-8' as never,
    keyMessage: null,
    markdown: `Seen: ![the slide](rapporteur:picture/${added.value.sha256})`,
    baseRevision: 0,
  })
  expect(saved.ok).toBe(true)
  store.close()
  return profile
}

test('a folder is chosen, written completely, and accepted by the check after the event', async () => {
  const { application, page } = await shareApp({ now: '2016-11-21T09:00:00Z' })(
    await createProfileWithPicture(),
  )
  const outside = await createTemporaryFolder()
  const folder = join(outside, 'Report: Octopus')
  await goTo(page, '/export')
  await page.getByText('Other formats').click()
  await page.getByRole('radio', { name: 'Markdown files' }).click()
  const save = page.getByRole('button', { name: 'Save report…' })

  // A folder that is not empty is left unchanged.
  const taken = join(outside, 'taken')
  await mkdir(taken)
  await writeFile(join(taken, 'mine.txt'), 'mine')
  await answerSaveDialog(application, taken)
  await save.click()
  await page.getByText('already exists. Choose another name for the folder.').waitFor()
  expect(await readdir(taken)).toEqual(['mine.txt'])

  await answerSaveDialog(application, folder)
  await save.click()
  await page.getByText('Saved to Report: Octopus').waitFor()
  expect((await readdir(outside)).sort()).toEqual(['Report: Octopus', 'taken'])
  const names = (await readdir(folder)).sort()
  const texts = names.filter((name) => name.endsWith('.md'))
  expect(names).toEqual([...texts, 'pictures'])
  expect(texts.length).toBeGreaterThan(2)
  expect(new Set(texts.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(texts.length)
  for (const name of texts) expect(name).not.toMatch(/[<>:"/\\|?*]/)
  const [slide = ''] = await readdir(join(folder, 'pictures'))
  expect(new Uint8Array(await readFile(join(folder, 'pictures', slide)))).toEqual(new Uint8Array(picture))
  // Each link points to a file in the folder.
  const read = await Promise.all(texts.map((name) => readFile(join(folder, name), 'utf8')))
  const links = read.flatMap((text) =>
    [...text.matchAll(/\]\(((?!https?:|mailto:)[^)]+)\)/g)].map(([, url]) => url),
  )
  expect(links).toContain(`pictures/${slide}`)
  for (const link of links) expect(existsSync(join(folder, decodeURI(link ?? ''))), link).toBe(true)
  if (process.platform === 'linux') {
    const whole = execFileSync('pandoc', ['-f', 'commonmark_x', '-t', 'plain', ...texts], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(whole).toContain('Two kinds of request')
  }

  await goTo(page, '/after-event')
  await answerOpenDialog(application, taken)
  const check = page.getByRole('button', { name: 'Check a folder…' })
  await check.click()
  await page.getByRole('alert').getByText('taken was not saved by Rapporteur').waitFor()
  await answerOpenDialog(application, folder)
  await check.click()
  await page
    .getByRole('list', { name: '1. Check what you saved' })
    .getByText('Checked', { exact: true })
    .waitFor()
  expect(await findViolations(page)).toEqual([])
})
