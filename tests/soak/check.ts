/** Checks what must be true when a run of the soak test has ended. */
import { globSync, readFileSync } from 'node:fs'
import { withholdFrom } from '../../core/note-format/index.ts'
import { splitBlocks } from '../../db/sharing/delegation/shared-text/blocks.ts'
import type { JournalLine, Report } from './tasks.ts'

/** What a delegate reports at the end of the run. */
export type DelegateReport = { name: string; report: Report; isOlder: boolean }

type SharedNote = Record<string, unknown>

/** Compares the notes and stars that each author shares with the copies of each colleague. @returns a sentence for each difference */
export function findDifferences(delegates: readonly DelegateReport[]): string[] {
  const differences: string[] = []
  for (const author of delegates) {
    for (const reader of delegates) if (reader !== author) differences.push(...compareCopies(author, reader))
  }
  return differences
}

function compareCopies(author: DelegateReport, reader: DelegateReport): string[] {
  const originals = getShared(author, author)
  const copies = getShared(reader, author)
  const differences: string[] = []
  for (const id of new Set([...originals.keys(), ...copies.keys()])) {
    const original = originals.get(id)
    const copy = copies.get(id)
    const note = `${id} of ${author.name}, as ${reader.name} has it`
    if (!original || !copy) {
      differences.push(`${note}: ${copy ? 'is not shared, but is there' : 'is missing'}`)
      continue
    }
    for (const key of Object.keys(original)) {
      // If an author no longer lets all members edit a note, the earlier version keeps its own edits of that note.
      const mayDiffer = reader.isOlder && !original.isWritable && ['markdown', 'updatedAt'].includes(key)
      const wanted = JSON.stringify(original[key])
      const actual = JSON.stringify(copy[key])
      if (!mayDiffer && wanted !== actual)
        differences.push(`${note}: ${key} is ${actual} instead of ${wanted}`)
    }
  }
  return differences
}

/** @returns what the author shares, as the reader has it, by the id of the note. The stars are under the key `stars`. */
function getShared(reader: DelegateReport, author: DelegateReport): Map<string, SharedNote> {
  const { person } = author.report
  const isOwn = reader === author
  const notes = reader.report.notes
    .filter(
      ({ createdBy, confidentiality }) =>
        createdBy === (isOwn ? null : person) && confidentiality === 'shareable',
    )
    .flatMap((note): [string, SharedNote][] => {
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

/** Finds paragraphs that a note has twice. Each was written only once, since it has a unique token. @returns a sentence for each note */
export function findCopiedParagraphs(delegates: readonly DelegateReport[]): string[] {
  return delegates.flatMap(({ name, report }) =>
    report.notes.flatMap(({ id, markdown }) => {
      const blocks = splitBlocks(markdown)
      const copies = blocks.length - new Set(blocks).size
      return copies === 0
        ? []
        : `${id}, as ${name} has it: ${copies} of ${blocks.length} paragraphs are copies`
    }),
  )
}

export type MissingToken = { token: string; note: string }

/** Finds lost text: tokens that were stored and not deleted, but are missing from the note of its author. */
export function findMissingTokens(
  journals: readonly JournalLine[],
  delegates: readonly DelegateReport[],
): MissingToken[] {
  const removed = new Set(journals.flatMap((line) => (line.kind === 'removed' ? line.tokens : [])))
  const removedNotes = new Set(journals.flatMap((line) => (line.kind === 'removed-note' ? line.note : [])))
  const texts = new Map<string, string[]>()
  for (const { report } of delegates) {
    for (const { id, markdown, createdBy } of report.notes) {
      if (createdBy === null) texts.set(id, [markdown])
    }
  }
  return journals.flatMap((line) => {
    if (line.kind !== 'inserted' || removed.has(line.token) || removedNotes.has(line.note)) return []
    const isStored = texts.get(line.note)?.some((text) => text.includes(line.token))
    return isStored ? [] : { token: line.token, note: line.note }
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
    const bytes = readIfPresent(`${folder}/${name}`)
    return texts.filter((text) => bytes.includes(text)).map((text) => `${text} in ${folder}/${name}`)
  })
}

/** @returns no bytes for a file that was removed meanwhile */
function readIfPresent(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
