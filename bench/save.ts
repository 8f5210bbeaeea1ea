/**
 * Saves a note that is being typed, as the store does. The floor writes the same rows directly, by the same SQLite with synchronous=FULL,
 * into the same schema in the same run. The two alternate. Then saves a note that shows a slide, in a notebook with the text of 500 slides
 * and in one without any.
 *
 * npm run bench -- save [saves]. Exits with 1 if saving 20 kB, or the ratio with slides, is above its target.
 */
import { join } from 'node:path'
import { ConferenceSlug, NoteId } from '../db/model.ts'
import { openStore } from '../db/open-store.ts'
import { type Connection, openConnection } from '../db/store/open.ts'
import { root } from '../scripts/lib/paths.ts'
import { fillNotebook, conference as slidesConference } from './lib/search-notebook.ts'
import { workFolder } from './lib/work-folder.ts'

const SAVES = Number(process.argv[2] ?? 200)
/** kB of text. The last is a note of 20,000 words. */
const SIZES = [3, 20, 110]
/** The targets are for a note of this size in kB. `slidesRatio`: ratio of the medians. */
const TARGET_SIZE_KB = 20
const TARGETS = { p99Ms: 50, slidesRatio: 1.05 }
const SLIDES = 500
const conference = ConferenceSlug.parse('octopus-2016')

const store = openStore({ folder: workFolder, resources: root })
// Uses a separate database, so that neither waits for the other's lock.
const rawFolder = join(workFolder, 'raw')
openStore({ folder: rawFolder, resources: root }).close()
const raw = openConnection(join(rawFolder, 'rapporteur.db'))
try {
  for (const size of SIZES) measure(size)
  await measureWithSlides()
} finally {
  store.close()
  raw.close()
}

function measure(size: number): void {
  const id = NoteId.parse(crypto.randomUUID())
  const text = getNote(size * 1_000)
  let baseRevision = 0
  const ours: number[] = []
  const floor: number[] = []
  for (let save = 0; save <= SAVES; save += 1) {
    // Adds a word to each save, usually at the end and sometimes at the top.
    const typed = 'word '.repeat(save)
    const markdown = save % 10 === 0 ? `${typed}\n\n${text}` : `${text}${typed}\n`
    const start = performance.now()
    const saved = store.call('notes.save', {
      id,
      conference,
      session: 'workshop-8',
      keyMessage: null,
      markdown,
      baseRevision,
    })
    const took = performance.now() - start
    if (!saved.ok) throw new Error(saved.error.message)
    baseRevision = saved.value.revision
    const rows = getRows(store.lifecycle.ready().connection, id)
    const rawStart = performance.now()
    writeRaw(raw, rows)
    const rawTook = performance.now() - rawStart
    // The first save reads the whole note, as after opening it.
    if (save === 0)
      console.log(`${size} kB, first save: ${took.toFixed(1)} ms, floor ${rawTook.toFixed(1)} ms`)
    else {
      ours.push(took)
      floor.push(rawTook)
    }
  }
  const oursSummary = summarise(ours)
  const floorSummary = summarise(floor)
  const isAbove = size === TARGET_SIZE_KB && oursSummary.p99 > TARGETS.p99Ms
  if (isAbove) process.exitCode = 1
  console.log(
    `${size} kB: median ${oursSummary.median.toFixed(2)} ms, p99 ${oursSummary.p99.toFixed(2)}; ` +
      `floor ${floorSummary.median.toFixed(2)}, p99 ${floorSummary.p99.toFixed(2)}; ` +
      `ratio ${(oursSummary.median / floorSummary.median).toFixed(2)}${isAbove ? `   above the target of ${TARGETS.p99Ms} ms` : ''}`,
  )
}

async function measureWithSlides(): Promise<void> {
  const open = async (name: string, slides: number) => {
    const folder = join(workFolder, name)
    const opened = openStore({ folder, resources: root })
    await fillNotebook(opened, folder, { sessions: SLIDES, notes: SLIDES, slides })
    return { opened, id: NoteId.parse(crypto.randomUUID()), baseRevision: 0, times: [] as number[] }
  }
  const without = await open('without', 0)
  const withSlides = await open('slides', SLIDES)
  const { sql } = withSlides.opened.lifecycle.ready().connection
  const slide = sql<{ sha256: string }>('SELECT sha256 FROM picture_text').get()
  const text = `${getNote(TARGET_SIZE_KB * 1_000)}![](rapporteur:picture/${slide?.sha256})\n\n`
  for (let save = 0; save <= SAVES; save += 1) {
    const markdown = `${text}${'word '.repeat(save)}\n`
    for (const notebook of save % 2 === 0 ? [without, withSlides] : [withSlides, without]) {
      const { opened, id, baseRevision } = notebook
      const start = performance.now()
      const saved = opened.call('notes.save', {
        id,
        conference: slidesConference,
        session: 's-1',
        keyMessage: null,
        markdown,
        baseRevision,
      })
      const took = performance.now() - start
      if (!saved.ok) throw new Error(saved.error.message)
      notebook.baseRevision = saved.value.revision
      if (save > 0) notebook.times.push(took)
    }
  }
  const medianWithSlides = summarise(withSlides.times).median
  const medianWithout = summarise(without.times).median
  const ratio = medianWithSlides / medianWithout
  const isAbove = ratio > TARGETS.slidesRatio
  if (isAbove) process.exitCode = 1
  console.log(
    `${TARGET_SIZE_KB} kB beside ${SLIDES} slides: median ${medianWithSlides.toFixed(2)} ms; without slides ${medianWithout.toFixed(2)}; ` +
      `ratio ${ratio.toFixed(2)}${isAbove ? `   above the target of ${TARGETS.slidesRatio}` : ''}`,
  )
  for (const { opened } of [without, withSlides]) opened.close()
}

type Rows = { note: Record<string, unknown>; mentions: Record<string, unknown>[] }

function getRows({ sql }: Connection, id: string): Rows {
  const note = sql<Record<string, unknown>>('SELECT * FROM note WHERE uuid = ?').get(id)
  if (!note) throw new Error('the note is not there')
  const mentions = sql<Record<string, unknown>>('SELECT * FROM note_mention WHERE note_id = ?').all(note.id)
  return { note, mentions }
}

/** Triggers update the indexes and the search index, as for the store. */
function writeRaw({ db, sql }: Connection, { note, mentions }: Rows): void {
  db.transaction(() => {
    const names = Object.keys(note).filter((name) => name !== 'id')
    const { changes } = sql(
      `UPDATE note SET ${names.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @id`,
    ).run(note)
    if (changes === 0) {
      sql(
        `INSERT INTO note (id, ${names.join(', ')}) VALUES (@id, ${names.map((name) => `@${name}`).join(', ')})`,
      ).run(note)
    }
    sql('DELETE FROM note_mention WHERE note_id = ?').run(note.id)
    for (const mention of mentions) {
      const columns = Object.keys(mention)
      sql(
        `INSERT INTO note_mention (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
      ).run(mention)
    }
  }).immediate()
}

/** A note as taken in a session: blocks with times, decisions, tasks and mentions. */
function getNote(length: number): string {
  const blocks: string[] = []
  for (let size = 0, index = 0; size < length; index += 1) {
    const time = `[14:${10 + (index % 50)}](rapporteur:at/2016-11-17T13:${10 + (index % 50)}:07Z)`
    const kinds = [
      `${time} Point ${index}: evidence in the *cloud* is held by providers in many places, and **none** of them is bound.`,
      `${time} [@EUROJUST](rapporteur:contact/octopus-2016/eurojust) on [Key message 3](rapporteur:key-message/octopus-2016/km-3).`,
      `- first, point ${index}\n- second, with a [link](https://example.org/${index})`,
      `* [ ] ${time} Send draft ${index} to the working group.`,
      `${time} [Decision:](rapporteur:decision) Report point ${index} as a separate one.`,
    ]
    const block = kinds[index % kinds.length] ?? ''
    blocks.push(block)
    size += block.length + 2
  }
  return `${blocks.join('\n\n')}\n\n`
}

function summarise(times: number[]): { median: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const getQuantile = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: getQuantile(0.5), p99: getQuantile(0.99) }
}
