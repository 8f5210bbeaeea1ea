/**
 * Types into a note while the slides in another note are read, and counts the frames that the window dropped, compared with the same
 * without slides. Reading waits while the delegate types. Therefore the keys come in bursts, and reading goes on between them.
 *
 * npm run bench -- slides-typing [bursts]. Exits with 1 if frames were dropped only because of the slides, or if no slide was read.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ConferenceSlug, NoteId } from '../db/model.ts'
import { openStore, type Store } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { runInWindow } from './lib/in-window.ts'
import { workFolder } from './lib/work-folder.ts'

const BURSTS = Number(process.argv[2] ?? 25)
const SLIDES = 40
/** Reading goes on half a second after the last call of the window. */
const PAUSE_MS = 1_200
const KEY_INTERVAL_MS = 66
const WORDS = 'who keeps it? '
const SETTLE_MS = 4_000
/** One and a half frames at 60 Hz. After a longer interval, a frame was dropped. */
const DROPPED_FRAME_MS = 25

const conference = ConferenceSlug.parse('octopus-2016')

const without = await run('without', 0)
const withSlides = await run('slides', SLIDES)
const extraShare = withSlides.dropped / withSlides.frames - without.dropped / without.frames
const isMissed = withSlides.read === 0 || (withSlides.dropped > without.dropped && extraShare > 0)
if (isMissed) process.exitCode = 1
console.log(
  `frames dropped while typing: ${withSlides.dropped} of ${withSlides.frames}, longest ${withSlides.longest.toFixed(0)} ms, ` +
    `while ${withSlides.read} of ${SLIDES} slides were read; without slides ${without.dropped} of ${without.frames}, ` +
    `longest ${without.longest.toFixed(0)} ms${isMissed ? '   MISSED' : ''}`,
)

type FrameCounts = { frames: number; dropped: number; longest: number }

async function run(name: string, slides: number): Promise<FrameCounts & { read: number }> {
  const profile = join(workFolder, name)
  await runWithStore(profile, async (store) => {
    save(store, 'workshop-9', 'The note.')
    for (let count = 0; count < slides; count += 1)
      save(store, null, `![](rapporteur:picture/${await addSlide(store, count)})`)
  })
  const frames = await runInWindow(root, profile, type)
  const unread = await runWithStore(profile, async (store) => {
    const answer = store.call('pictures.unread', {})
    return answer.ok ? answer.value : Number.NaN
  })
  return { ...frames, read: slides - unread }
}

async function type(page: Page): Promise<FrameCounts> {
  await page.evaluate(() => {
    location.hash = '/agenda/workshop-9'
  })
  const note = page.locator('[contenteditable="true"]')
  await note.getByText('The note.').waitFor()
  await note.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.waitForTimeout(SETTLE_MS)
  await page.evaluate(() => {
    const intervals: number[] = []
    Reflect.set(window, 'intervals', intervals)
    let last = 0
    let lastKey = 0
    window.addEventListener('keydown', () => {
      lastKey = performance.now()
    })
    requestAnimationFrame(function recordFrame(time) {
      // Pauses between bursts do not count.
      if (last > 0 && time - lastKey < 150) intervals.push(time - last)
      last = time
      requestAnimationFrame(recordFrame)
    })
  })
  for (let burst = 0; burst < BURSTS; burst += 1) {
    await page.waitForTimeout(PAUSE_MS)
    await page.keyboard.type(WORDS, { delay: KEY_INTERVAL_MS })
  }
  const intervals = await page.evaluate(() => Reflect.get(window, 'intervals') as number[])
  return {
    frames: intervals.length,
    dropped: intervals.filter((interval) => interval > DROPPED_FRAME_MS).length,
    longest: Math.max(...intervals),
  }
}

async function runWithStore<T>(folder: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore({ folder, resources: root })
  try {
    return await use(store)
  } finally {
    store.close()
  }
}

function save(store: Store, session: string | null, markdown: string): void {
  const id = NoteId.parse(crypto.randomUUID())
  const saved = store.call('notes.save', {
    id,
    conference,
    session,
    keyMessage: null,
    markdown,
    baseRevision: 0,
  })
  if (!saved.ok) throw new Error(saved.error.message)
}

/** Adds one of three photos of slides. Bytes after the end of a JPEG file are ignored when it is shown, but make it a different picture. */
async function addSlide(store: Store, count: number): Promise<string> {
  const photo = readFileSync(join(root, 'tests/fixtures/slides', `${['en', 'fr', 'es'][count % 3]}.jpg`))
  const bytes = Uint8Array.from([...photo, count])
  const added = await store.request('pictures.add', { bytes })
  if (!added.ok) throw new Error(added.error.message)
  return added.value.sha256
}
