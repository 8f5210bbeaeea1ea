/** The report as PDF, from the window and the terminal, checked with programs that we did not write. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createPng } from '../../db/testing/pictures.ts'
import { runCli } from './lib/cli.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { writeReportNotes } from './lib/sample-notes.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'
import { answerSaveDialog, expectNoRequests, goTo } from './lib/window.ts'

const openNotebook = shareApp()

/** Runs one of Poppler's programs. */
const poppler = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })

/** The font in which a line of a PDF is set. */
function getFont(path: string, words: string): string {
  const xml = poppler('pdftohtml', '-xml', '-stdout', '-i', '-fontfullname', path)
  const font = new RegExp(`<text [^>]*font="(\\d+)">[^\\n]*${words}`).exec(xml)?.[1]
  return new RegExp(`<fontspec id="${font}"[^>]*family="([^"]*)"`).exec(xml)?.[1] ?? ''
}

/** Expects tags, bookmarks, page numbers, reading order and embedded fonts. */
function expectGoodPdf(path: string): void {
  // qpdf exits with an error for a damaged file.
  execFileSync('qpdf', ['--check', path])
  const info = poppler('pdfinfo', path)
  expect(info).toMatch(/^Title: +Mission report: Octopus Conference 2016$/m)
  expect(info).toMatch(/^Tagged: +yes$/m)
  // The PDF reveals nothing about this computer.
  for (const field of ['Creator', 'Producer'])
    expect(info).toMatch(new RegExp(`^${field}: +Rapporteur$`, 'm'))
  expect(readFileSync(path).includes('Mozilla')).toBe(false)
  expect(readFileSync(path, 'latin1')).toMatch(/\/Lang \(en\)/)
  expect(info).toMatch(/^Page size: .*A4/m)
  const fonts = poppler('pdffonts', path).trim().split('\n').slice(2)
  expect(fonts.length).toBeGreaterThan(0)
  for (const font of fonts) expect(font, 'embedded, a subset, with Unicode').toMatch(/ yes +yes +yes /)
  for (const font of fonts.filter((line) => /SourceSerif4|Inter/.test(line)))
    expect(font, 'a font, not drawings').toMatch(/ CID TrueType /)
  for (const words of ['Two kinds of request', 'Доступ'])
    expect(getFont(path, words), words).toMatch(/SourceSerif4/)

  const layout = poppler('pdftotext', '-layout', path, '-').split('\f')
  const begin = layout.findIndex((page) => /^Workshop 9 · /m.test(page) && !page.includes('Contents'))
  expect(layout.join('')).toMatch(new RegExp(`Report subscriber .* Workshop 9 +${begin + 1}$`, 'm'))

  const followUp = layout.find((page) => /^ *\d Follow-up$/m.test(page) && !page.includes('Contents'))
  expect(layout[1], 'the head before the first part').toMatch(/^ *Mission report: Octopus Conference 2016/)
  expect(followUp, 'the first part on the page').toMatch(/^ *3 Friday 18 November 2016\n/)

  const text = poppler('pdftotext', path, '-')
  const inOrder = [
    'Mission report Octopus Conference 2016 Cooperation against Cybercrime',
    'Programme: version 20 November 2016',
    'Contents',
    'Wednesday 16 November 2016',
    'Wed 16 Nov, 09:00 · English',
    'Andorra deposited the instrument of ratification',
    'Asia/Pacific region',
    'Crime and jurisdiction in cyberspace',
    'Two kinds of request',
    'subscriber information: production orders',
    '☐ Read the draft Guidance Note',
    'DECISION Report subscriber information',
    'Итоги',
    'Доступ к доказательствам в «облаке».',
    '☑ Отчёт сдан',
    'Last words.',
    'Lunch: ask the delegation of Romania',
    'Follow-up',
  ]
  let from = 0
  for (const words of inOrder) {
    const found = text.replaceAll(/\s+/g, ' ').indexOf(words, from)
    expect(found, `“${words}” after what stands before it`).toBeGreaterThanOrEqual(from)
    from = found
  }
  // The table of contents has page numbers, which come from a first print.
  expect(poppler('pdftotext', '-layout', path, '-')).toMatch(/^ *\d+\s+Follow-up +\d+$/m)
  expect(poppler('pdftotext', '-layout', path, '-')).toMatch(
    /^ *14:44 +TASK\n+ *☐ Read the draft Guidance Note/m,
  )
  expect(readFileSync(path).includes('<pdfuaid:part>1</pdfuaid:part>')).toBe(true)
  const pages = Number(/^Pages: +(\d+)$/m.exec(info)?.[1])
  for (const number of [2, pages]) expect(text).toMatch(new RegExp(`^${number} ?/ ?${pages}$`, 'm'))
  const outline = poppler('pdftohtml', '-xml', '-stdout', '-i', path)
  expect(outline.replaceAll('\u00a0', ' ')).toMatch(
    /<outline>[\s\S]*Thursday 17 November 2016[\s\S]*Workshop 9[\s\S]*<\/outline>/,
  )
}

/** Saves a report as PDF on the Export screen. @returns its path */
async function saveReport(application: ElectronApplication, page: Page): Promise<string> {
  const path = join(await createTemporaryFolder(), 'report.pdf')
  await answerSaveDialog(application, path)
  await goTo(page, '/export')
  await page.getByRole('radiogroup', { name: 'Usual formats' }).getByRole('radio', { name: 'PDF' }).click()
  await page.getByRole('button', { name: 'Save report…' }).click()
  await page.getByText('Saved to report.pdf').waitFor()
  return path
}

describe.runIf(process.platform === 'linux')('PDF', () => {
  test('from the window', async () => {
    const { application, page } = await openNotebook(await writeReportNotes(await createTemporaryFolder()))
    const path = await saveReport(application, page)
    expectGoodPdf(path)
    await expectNoRequests(application)
  })

  test('from a terminal, without a window', async () => {
    const profile = await writeReportNotes(await createTemporaryFolder())
    const path = join(await createTemporaryFolder(), 'report.pdf')
    await runCli([
      'export',
      '--profile',
      profile,
      '--preset',
      'mission-report',
      '--format',
      'pdf',
      '--out',
      path,
    ])
    expectGoodPdf(path)
  })
  test('with the pictures of the notes and the author', async () => {
    const profile = await createTemporaryFolder()
    const store = openNotebookIn(profile)
    const picture = await store.request('pictures.add', { bytes: createPng(640, 480) })
    if (!picture.ok) throw new Error(picture.error.message)
    const replies = [
      store.call('people.saveMe', { name: 'Ольга Ли (Ö)', delegation: '' }),
      store.call('notes.save', {
        id: randomUUID(),
        conference: 'octopus-2016',
        session: 'workshop-9',
        keyMessage: null,
        markdown: `The slide:\n\n![Parties](rapporteur:picture/${picture.value.sha256})\n`,
        baseRevision: 0,
      }),
    ]
    for (const reply of replies) expect(reply.ok).toBe(true)
    store.close()
    const { application, page } = await openNotebook(profile)
    const path = await saveReport(application, page)
    expect(poppler('pdfimages', '-list', path)).toMatch(/ image +640 +480 /)
    expect(poppler('pdfinfo', path)).toMatch(/^Author: +Ольга Ли \(Ö\)$/m)
  })
})
