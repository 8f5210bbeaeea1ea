/**
 * Decides which parts of the notes may be in a report. Every format, the preview and the clipboard get their notes only from here.
 */
import type { Root } from 'mdast'
import {
  isWithinLevel,
  type Passages,
  parseNote,
  serialiseNote,
  withhold,
} from '../../../core/note-format/index.ts'
import type { ReportOptions, Withheld } from '../../contract/index.ts'
import type { Redactor } from '../redaction/index.ts'
import type { SourceNote } from '../source/report-source.ts'
import { type ReportNote, toReportNote } from './report-note.ts'

/**
 * A note's text without the parts that must not be in the report. `read`: the parsed text; null if it is empty. `root`: set instead of
 * `read` if names must still be removed.
 */
export type ReleasedText = {
  markdown: string
  passages: Passages
  root: Root | null
  read: ReportNote | null
  /** The last result without names, and the key of the names that were removed. */
  nameless?: { key: string; markdown: string; read: ReportNote | null; changed: number }
}
/** `read` is null for a note without text. */
export type ReleasedNote = { source: SourceNote; read: ReportNote | null }
/** Released texts by their Markdown, all with the same options. */
export type ReleaseCache = Map<string, ReleasedText>

type Choice = Pick<ReportOptions, 'confidentiality' | 'chathamHouse'>

/** @returns a key for the options that affect the result. A cache made with other options must not be used */
export function getReleaseKey({ confidentiality, chathamHouse }: Choice): string {
  return JSON.stringify([confidentiality, chathamHouse])
}

export function releaseNotes(
  notes: readonly SourceNote[],
  choice: Choice,
  { timeZone, redactor }: { timeZone: string; redactor: Redactor | null },
  cache: ReleaseCache,
  onProgress: OnProgress,
): { notes: ReleasedNote[]; withheld: Withheld; changed: number } {
  const withheld: Withheld = { internal: { notes: 0, passages: 0 }, private: { notes: 0, passages: 0 } }
  const released: { note: SourceNote; text: ReleasedText }[] = []
  for (const [index, note] of notes.entries()) {
    onProgress(index + 1, notes.length)
    if (
      note.confidentiality !== 'shareable' &&
      !isWithinLevel(note.confidentiality, choice.confidentiality)
    ) {
      withheld[note.confidentiality].notes += 1
      continue
    }
    const text = cache.get(note.markdown) ?? releaseText(note.markdown, choice, timeZone)
    cache.set(note.markdown, text)
    withheld.internal.passages += text.passages.internal
    withheld.private.passages += text.passages.private
    const hasWithheld = text.passages.internal + text.passages.private > 0
    // A note that is left out completely is not mentioned either.
    if (text.root !== null || text.read || !hasWithheld) released.push({ note, text })
  }
  let changed = 0
  const key = redactor?.registerNotes(released.flatMap(({ text }) => text.root ?? [])) ?? ''
  const releasedNotes = released.map(({ note, text }): ReleasedNote => {
    if (!redactor || !text.root) return { source: { ...note, markdown: text.markdown }, read: text.read }
    if (text.nameless?.key !== key) text.nameless = { key, ...redactNames(text.root, redactor, timeZone) }
    const { markdown, read } = text.nameless
    changed += text.nameless.changed
    return { source: { ...note, markdown }, read }
  })
  return { notes: releasedNotes, withheld, changed }
}

function redactNames(whole: Root, redactor: Redactor, timeZone: string) {
  const { root, changed } = redactor.redactNote(whole)
  return { markdown: serialiseNote(root), read: toReportNote(root, timeZone), changed }
}

function releaseText(markdown: string, choice: Choice, timeZone: string): ReleasedText {
  const whole = parseNote(markdown)
  const { root, passages } = withhold(whole, choice.confidentiality)
  if (choice.chathamHouse) {
    const isBlank = root.children.length === 0
    return { markdown: '', passages, root: isBlank ? null : root, read: null }
  }
  return {
    markdown: root === whole ? markdown : serialiseNote(root),
    passages,
    root: null,
    read: toReportNote(root, timeZone),
  }
}

/** Called with the number of notes read so far, and their total. */
export type OnProgress = (done: number, total: number) => void
