/**
 * Finds text that was deleted from a note or became confidential, and that earlier files of this device may contain. New members must not
 * read it there.
 */
import { withholdFrom } from '../../../core/note-format/index.ts'
import type { Writer } from '../../store/context.ts'
import type { BundleNote } from '../bundle.ts'
import { getNoteRow } from '../rows.ts'
import { hash } from './hash.ts'
import { splitBlocks } from './shared-text/blocks.ts'
import { type DelegationState, getLevel, type Published } from './state.ts'

export function measureCuts(
  { sql, author }: Writer,
  state: DelegationState,
  notes: readonly BundleNote[],
): Published['cuts'] {
  return Object.fromEntries(notes.flatMap((note) => (note.partial ? [[note.id, measureCut(note)]] : [])))

  function measureCut({ id, markdown }: BundleNote): Published['cuts'][string] {
    const { passages } = withholdFrom(getNoteRow(sql, id, author())?.markdown ?? '', getLevel(state))
    const sharedText = markdown ?? ''
    return {
      passages: passages.internal + passages.private,
      length: sharedText.length,
      blocks: hashBlocks(sharedText),
    }
  }
}

/** `before`: what earlier files contain. `cuts`, `hashes`: of the notes as they are now. */
export function hasRemovedText(
  { sql, author }: Writer,
  { id, deletedAt }: BundleNote,
  { before, cuts, hashes }: { before: Published; cuts: Published['cuts']; hashes: Published['notes'] },
): boolean {
  if (before.notes[id] === undefined || before.notes[id] === hashes[id]) return false
  if (deletedAt !== null) return true
  const { passages, length, blocks = [] } = cuts[id] ?? { passages: 0, length: 0 }
  const last = before.cuts[id] ?? { passages: 0, length: 0 }
  if (passages > last.passages || (passages > 0 && length < last.length)) return true
  return hashBlocks(getNoteRow(sql, id, author())?.markdown ?? '').some(
    (block) => last.blocks?.includes(block) && !blocks.includes(block),
  )
}

/** Identifies each block by its words without the mark of a passage, so that a block is recognised when it becomes confidential. */
function hashBlocks(markdown: string): string[] {
  return splitBlocks(markdown).flatMap((block) => {
    const words = block.replace(/\[[^\]]*\]\(rapporteur:(?:internal|private)\)/g, '').match(/[\p{L}\p{N}]+/gu)
    return words ? hash(words).slice(0, 8) : []
  })
}
