/** What leaves the window: files that other programs read, and the clipboard. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { writeSampleNotes } from './lib/sample-notes.ts'
import { start, temporaryFolder } from './lib/testing.ts'
import { answerSaveDialog, expectNoRequests, goTo } from './lib/window.ts'

/** Poppler's programs: no line of them is ours. */
const poppler = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })

/** The name of the face in which a line of a PDF is set. */
function faceOf(path: string, words: string): string {
  const xml = poppler('pdftohtml', '-xml', '-stdout', '-i', '-fontfullname', path)
  const font = new RegExp(`<text [^>]*font="(\\d+)">[^\\n]*${words}`).exec(xml)?.[1]
  return new RegExp(`<fontspec id="${font}"[^>]*family="([^"]*)"`).exec(xml)?.[1] ?? ''
}

async function profileWithNotes(): Promise<string> {
  const profile = await temporaryFolder()
  await writeSampleNotes(profile)
  const store = openStore({ folder: profile, resources: root })
  const saved = store.call('notes.save', {
    id: randomUUID(),
    conference: 'octopus-2016',
    session: 'plenary',
    keyMessage: null,
    markdown: '## Итоги\n\nДоступ к *доказательствам* в «облаке».\n\n- [x] Отчёт сдан\n\nLast words.',
    baseRevision: 0,
  })
  expect(saved.ok).toBe(true)
  store.close()
  return profile
}

test.runIf(process.platform === 'linux')(
  'a PDF that is tagged, has bookmarks and page numbers, and brings its fonts',
  async () => {
    const { application, page } = await start({ profile: await profileWithNotes() })
    const path = join(await temporaryFolder(), 'report.pdf')
    await answerSaveDialog(application, path)
    await goTo(page, '/export')
    await page.getByRole('radio', { name: 'PDF' }).click()
    await page.getByRole('button', { name: 'Save report…' }).click()
    await page.getByText('Saved to report.pdf').waitFor()

    const info = poppler('pdfinfo', path)
    expect(info).toMatch(/^Title: +Mission report: Octopus Conference 2016$/m)
    expect(info).toMatch(/^Tagged: +yes$/m)
    expect(info).toMatch(/^Page size: .*A4/m)
    const fonts = poppler('pdffonts', path).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font, 'embedded, a subset, with Unicode').toMatch(/ yes +yes +yes /)
    for (const words of ['Two kinds of request', 'Доступ'])
      expect(faceOf(path, words), words).toMatch(/SourceSerif4/)

    const text = poppler('pdftotext', path, '-')
    const inOrder = [
      'Mission report: Octopus Conference 2016',
      'Contents',
      'Wednesday 16 November 2016',
      'Wed 16 Nov, 09:00 · English',
      'Andorra deposited the instrument of ratification',
      'Asia/Pacific region',
      'Crime and jurisdiction in cyberspace',
      'Two kinds of request',
      'subscriber information: production orders',
      '☐ 14:44 Read the draft Guidance Note',
      'Decision: Report subscriber information',
      'Итоги',
      'Доступ к доказательствам в «облаке».',
      '☑ Отчёт сдан',
      'Last words.',
      'Lunch: ask the delegation of Romania',
      'Action list',
    ]
    let from = 0
    for (const words of inOrder) {
      const found = text.replaceAll(/\s+/g, ' ').indexOf(words, from)
      expect(found, `“${words}” after what stands before it`).toBeGreaterThanOrEqual(from)
      from = found
    }
    const pages = Number(/^Pages: +(\d+)$/m.exec(info)?.[1])
    for (const number of [1, pages]) expect(text).toMatch(new RegExp(`^${number} ?/ ?${pages}$`, 'm'))
    const outline = poppler('pdftohtml', '-xml', '-stdout', '-i', path)
    expect(outline).toMatch(/<outline>[\s\S]*Thursday 17 November 2016[\s\S]*Workshop 9[\s\S]*<\/outline>/)
    await expectNoRequests(application)
  },
)

test('the report on the clipboard, rich and plain', async () => {
  const { application, page } = await start({ profile: await profileWithNotes() })
  await goTo(page, '/export')
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('The report is on the clipboard.').waitFor()
  // As another program gets it: by pasting.
  const pasted = page.evaluate(
    () =>
      new Promise<[string, string]>((resolve) => {
        addEventListener('paste', ({ clipboardData: data }) =>
          resolve([data?.getData('text/html') ?? '', data?.getData('text/plain') ?? '']),
        )
      }),
  )
  await page.getByRole('textbox', { name: 'Title' }).focus()
  await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste())
  const [html, text] = await pasted
  expect(text).toContain('☐ 14:44 Read the draft Guidance Note')
  expect(html).toMatch(/<h3[^>]*>Workshop 9/)
})

test('the agenda and the contacts are there without a note', async () => {
  const { application, page } = await start({ profile: await temporaryFolder() })
  const path = join(await temporaryFolder(), 'agenda.ics')
  await answerSaveDialog(application, path)
  await goTo(page, '/export')
  await page.getByText('There are no notes to export yet').waitFor()
  await page.getByRole('radiogroup', { name: 'Agenda' }).getByRole('radio').click()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to agenda.ics').waitFor()
  expect((await readFile(path, 'utf8')).match(/^BEGIN:VEVENT/gm)).toHaveLength(13)
})

test('a file that takes long says how far it is, can be cancelled, and holds up nothing', async () => {
  const profile = await temporaryFolder()
  const store = openStore({ folder: profile, resources: root })
  const long = 'One more thing was said, at some length.\n\n'.repeat(2_000)
  for (let index = 0; index < 8; index++) {
    const saved = store.call('notes.save', {
      id: randomUUID(),
      conference: 'octopus-2016',
      session: 'plenary',
      keyMessage: null,
      markdown: `${index}. ${long}`,
      baseRevision: 0,
    })
    expect(saved.ok).toBe(true)
  }
  store.close()
  const { application, page } = await start({ profile })
  const folder = await temporaryFolder()
  const path = join(folder, 'report.pdf')
  await answerSaveDialog(application, path)
  await goTo(page, '/export')
  await page.getByRole('radio', { name: 'PDF' }).click()
  const save = page.getByRole('button', { name: 'Save report…' })
  await expect.poll(() => save.isEnabled()).toBe(true)
  await save.click()
  await page.getByRole('progressbar', { name: 'Making the file' }).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('report.pdf was cancelled. Nothing was written.').waitFor()
  expect(await readdir(folder)).toEqual([])
})
