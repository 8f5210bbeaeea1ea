/** Paragraphs that members changed at the same time. On every device, both texts are in the note until somebody decides. */
import type { NoteConflict } from '../../contract/index.ts'
import type { ConferenceSlug, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import { getNoteRow } from '../rows.ts'
import { getTextWriter, joinTexts } from './join-texts.ts'
import { splitBlocks } from './shared-text/blocks.ts'
import { applyDecision, type Conflict, findConflicts, loadText, saveText } from './shared-text/shared-text.ts'
import { changeState, type DelegationState, findState, isWritableByAll, listWritableNotes } from './state.ts'

/** Lists the conflicts. Leaves out conflicts that the delegate has already decided by editing the text, which the next sync sends. */
export function listConflicts(context: Writer, slug: ConferenceSlug): NoteConflict[] {
  const state = findState(context.sql, slug)
  if (!state) return []
  return listWritableNotes(state).flatMap((note) => {
    const row = getNoteRow(context.sql, note, context.author())
    if (row?.deletedAt !== null || !isWritableByAll(state, row)) return []
    const doc = loadText(context.sql, note)?.doc
    if (!doc) return []
    const ourBlocks = new Set(splitBlocks(row.markdown).map(trim))
    return findConflicts(doc)
      .filter(({ sides }) => sides.every(({ text }) => ourBlocks.has(trim(text))))
      .map(({ id, sides }) => ({
        note,
        id,
        sides: sides.map(({ text, by }) => ({ text, person: getPerson(context, state, by) })),
      }))
  })
}

/** @returns null for the delegate, on whichever device */
function getPerson(context: Writer, { members, own }: DelegationState, by: Conflict['sides'][number]['by']) {
  // A notebook that was moved or restored has another device id than before.
  if ([context.device().id, ...own.devices].some((device) => device.startsWith(by))) return null
  const person = members.find(({ device }) => device.startsWith(by))?.person
  return person === context.author() ? null : (person ?? '')
}

/** Must run in a transaction. @returns false if the conflict is gone */
export function decideConflict(
  context: Writer,
  slug: ConferenceSlug,
  { note, id, keep }: { note: NoteId; id: string; keep: string | null },
): boolean {
  const { sql } = context
  let isDecided = false
  changeState(sql, slug, (state) => {
    // Text that was written here since the last sync must not get lost.
    joinTexts(context, slug, state)
    const text = loadText(sql, note)
    if (!text || !applyDecision(text.doc, id, keep, getTextWriter(context, state, note))) return
    isDecided = true
    saveText(sql, note, text)
    delete state.joined[note]
    joinTexts(context, slug, state)
    if (!state.pendingTexts.includes(note)) state.pendingTexts.push(note)
    state.mark = ''
  })
  return isDecided
}

/** Removes the line breaks before a block, since they depend on the previous block. */
function trim(block: string): string {
  return block.trim()
}
