/** Checks what must be true when a run of the soak test has ended. */
import { globSync, readFileSync } from 'node:fs'
import { withholdFrom } from '../../core/note-format/index.ts'
import { splitBlocks } from '../../db/sharing/delegation/shared-text/blocks.ts'
import type { JournalLine, Report } from './tasks.ts'

export type Reported = { name: string; report: Report; isOlder: boolean }

type Shared = Record<string, unknown>

/** Compares the notes and stars that each author shares with the copies of each colleague. @returns a sentence for each difference */
export function findDifferences(all: readonly Reported[]): string[] {
  return all.flatMap((author) =>
    all.flatMap((reader) =>
      reader === author ? [] : compare(getShared(author, author), getShared(reader, author), author, reader),
    ),
  )
}

function compare(
  theirs: Map<string, Shared>,
  seen: Map<string, Shared>,
  author: Reported,
  reader: Reported,
): string[] {
  return [...new Set([...theirs.keys(), ...seen.keys()])].flatMap((id) => {
    const [original, copy] = [theirs.get(id), seen.get(id)]
    const where = `${id} of ${author.name}, as ${reader.name} has it`
    if (!original || !copy) return `${where}: ${copy ? 'is there' : 'is missing'}`
    // If an author no longer lets all members edit a note, the earlier version keeps its own edits of that note.
    const mayDiffer = (key: string) =>
      reader.isOlder && !original.isWritable && ['markdown', 'updatedAt'].includes(key)
    return Object.keys(original).flatMap((key) => {
      if (mayDiffer(key)) return []
      const [wanted, got] = [original, copy].map((note) => JSON.stringify(note[key]))
      return wanted === got ? [] : `${where}: ${key} is ${got} instead of ${wanted}`
    })
  })
}

/** @returns what the author shares, by the id of the note; the stars are under the key `stars` */
function getShared(reader: Reported, author: Reported): Map<string, Shared> {
  const { person } = author.report
  const isOwn = reader === author
  const notes = reader.report.notes
    .filter(
      ({ createdBy, confidentiality }) =>
        createdBy === (isOwn ? null : person) && confidentiality === 'shareable',
    )
    .flatMap((note): [string, Shared][] => {
      const { session, tags, updatedAt, isWritable } = note
      const markdown = withholdFrom(note.markdown, 'shareable').markdown
      // A note without text is not shared. For a note that all may edit, each device has the time at which it merged the text.
      if (markdown === '') return []
      return [
        [
          note.id,
          { session, tags: [...tags].sort(), updatedAt: isWritable ? null : updatedAt, isWritable, markdown },
        ],
      ]
    })
  const stars = isOwn ? reader.report.stars : (reader.report.colleagues[person]?.stars ?? [])
  return new Map([...notes, ['stars', { stars }]])
}

/** Every paragraph has a unique token, so a paragraph that a note has twice is a copy. @returns a sentence for each such note */
export function findCopied(all: readonly Reported[]): string[] {
  return all.flatMap(({ name, report }) =>
    report.notes.flatMap(({ id, markdown }) => {
      const blocks = splitBlocks(markdown)
      const copies = blocks.length - new Set(blocks).size
      return copies === 0
        ? []
        : `${id}, as ${name} has it: ${copies} of ${blocks.length} paragraphs are copies`
    }),
  )
}

export type Missing = { token: string; note: string }

/** Finds lost text: tokens that were stored and not deleted, but are missing from the note of its author. */
export function findMissing(journals: readonly JournalLine[], all: readonly Reported[]): Missing[] {
  const removed = new Set(journals.flatMap((line) => (line.kind === 'removed' ? line.tokens : [])))
  const removedNotes = new Set(journals.flatMap((line) => (line.kind === 'removed-note' ? line.note : [])))
  const texts = new Map<string, string[]>()
  for (const { report } of all) {
    for (const { id, markdown, createdBy } of report.notes) {
      if (createdBy === null) texts.set(id, [markdown])
    }
  }
  return journals.flatMap((line) => {
    if (line.kind !== 'inserted' || removed.has(line.token) || removedNotes.has(line.note)) return []
    const isThere = texts.get(line.note)?.some((text) => text.includes(line.token))
    return isThere ? [] : { token: line.token, note: line.note }
  })
}

export function readJournals(paths: readonly string[]): JournalLine[] {
  return paths.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      // The last line may be cut off by a kill.
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as JournalLine),
  )
}

/** @returns the files below the folder that contain one of the texts, with the text */
export function findTexts(folder: string, patterns: string, texts: readonly string[]): string[] {
  return globSync(patterns, { cwd: folder }).flatMap((name) => {
    const bytes = readIfThere(`${folder}/${name}`)
    return texts.filter((text) => bytes.includes(text)).map((text) => `${text} in ${folder}/${name}`)
  })
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
