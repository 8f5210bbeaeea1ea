/**
 * What of the notes leaves this computer in a report: every format, the preview, the clipboard and the printer get their notes from
 * here and from nowhere else.
 */
import { mayLeave, type Passages, parseNote, serialiseNote, withhold } from '../../core/note-format/index.ts'
import type { ReportOptions, Withheld } from '../contract.ts'
import type { OnProgress } from './render.ts'
import type { SourceNote } from './report.ts'
import { type ReportNote, reportNote } from './report-note.ts'

/** A note's text cut to what may leave, and read. `read` null: there is nothing in it. */
export type ReleasedText = { markdown: string; read: ReportNote | null; passages: Passages }
/** `read` null: a note without any text. */
export type ReleasedNote = { source: SourceNote; read: ReportNote | null }
/** Texts as they were last released, by what they were; all under the same options. */
export type ReleaseCache = Map<string, ReleasedText>

type Choice = Pick<ReportOptions, 'confidentiality'>

/** Which options change what is released: texts released under others are of no use. */
export function releaseKey({ confidentiality }: Choice): string {
  return JSON.stringify([confidentiality])
}

export function releaseNotes(
  notes: readonly SourceNote[],
  choice: Choice,
  timeZone: string,
  known: ReleaseCache,
  onProgress: OnProgress,
): { notes: ReleasedNote[]; withheld: Withheld } {
  const withheld: Withheld = { internal: { notes: 0, passages: 0 }, private: { notes: 0, passages: 0 } }
  const released: ReleasedNote[] = []
  for (const [index, note] of notes.entries()) {
    onProgress(index + 1, notes.length)
    if (note.confidentiality !== 'shareable' && !mayLeave(note.confidentiality, choice.confidentiality)) {
      withheld[note.confidentiality].notes += 1
      continue
    }
    const text = known.get(note.markdown) ?? releaseText(note.markdown, choice, timeZone)
    known.set(note.markdown, text)
    withheld.internal.passages += text.passages.internal
    withheld.private.passages += text.passages.private
    const isCut = text.passages.internal + text.passages.private > 0
    // That there is a note of which all was left out is not told either.
    if (text.read || !isCut) released.push({ source: { ...note, markdown: text.markdown }, read: text.read })
  }
  return { notes: released, withheld }
}

function releaseText(markdown: string, { confidentiality }: Choice, timeZone: string): ReleasedText {
  const whole = parseNote(markdown)
  const { root, passages } = withhold(whole, confidentiality)
  return {
    passages,
    markdown: root === whole ? markdown : serialiseNote(root),
    read: reportNote(root, timeZone),
  }
}
