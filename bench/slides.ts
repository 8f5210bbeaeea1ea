/**
 * Reads 100 photos of slides in four languages: in perspective, blurred, with a reflection, noise and JPEG losses. Counts the share of the
 * written words that are recognised, each as often as it was written.
 *
 * npm run bench -- slides [count] [folder for the photos]. Exits with 1 if the share is too small. Russian is read with the data of Debian's
 * tesseract-ocr-rus, and left out without it.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRecogniser } from '../db/picture-text/recogniser.ts'
import { getWordRecall, getWords } from '../db/testing/word-recall.ts'
import { root } from '../scripts/lib/paths.ts'
import { findRussianData } from '../scripts/runtime/system-packages.ts'
import { runInWindow } from './lib/in-window.ts'
import { workFolder } from './lib/work-folder.ts'
import { drawSlides } from './slides/draw-slides.ts'
import { composeSlides, type SlideText } from './slides/slide-texts.ts'

const COUNT = Number(process.argv[2] ?? 100)
const folder = process.argv[3]
const TARGET_SHARE = 0.95

const russian = findRussianData()
const slides = composeSlides(COUNT).filter(({ language }) => language !== 'ru' || russian !== null)
const photos = await runInWindow(join(root, 'bench', 'bare'), workFolder, (page) => drawSlides(page, slides))
if (folder) for (const [index, photo] of photos.entries()) writeFileSync(join(folder, `${index}.jpg`), photo)

const recogniser = createRecogniser(root, workFolder)
if (russian) await recogniser.addLanguage(russian)
const results: { slide: SlideText; written: string; read: string; milliseconds: number }[] = []
for (const [index, slide] of slides.entries()) {
  const start = performance.now()
  const read = await recogniser.recognise(photos[index] ?? new Uint8Array(), recogniser.listLanguages())
  const written = [slide.title, ...slide.points, slide.footer].join('\n')
  results.push({ slide, written, read, milliseconds: performance.now() - start })
}

const all = getShare(results)
console.table({
  all: summarise(results),
  ...Object.fromEntries(
    Object.entries(Object.groupBy(results, ({ slide }) => slide.language)).map(
      ([language, resultsInLanguage]) => [language, summarise(resultsInLanguage ?? [])],
    ),
  ),
})
if (all < TARGET_SHARE) process.exitCode = 1

function summarise(group: typeof results) {
  const times = group.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  return {
    slides: group.length,
    words: group.reduce((sum, { written }) => sum + getWords(written).length, 0),
    recognised: `${(getShare(group) * 100).toFixed(1)} %`,
    'median ms': Math.round(times[times.length >> 1] ?? 0),
    'slowest ms': Math.round(times.at(-1) ?? 0),
  }
}

/** @returns the share of all words, so that a slide with many words counts more */
function getShare(group: typeof results): number {
  const counts = group.map(({ written, read }) => {
    const words = getWords(written).length
    return { words, found: words * getWordRecall(written, read) }
  })
  const sum = (pick: (count: (typeof counts)[number]) => number) =>
    counts.reduce((total, count) => total + pick(count), 0)
  return sum(({ found }) => found) / sum(({ words }) => words)
}
