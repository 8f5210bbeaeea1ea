/** Selects the changes of shared texts that this device writes into its next file. */
import type { NoteId } from '../../model.ts'
import { findPictureHashes } from '../../sql/picture-use.ts'
import type { Writer } from '../../store/context.ts'
import { getNoteRow, type NoteRow } from '../rows.ts'
import { getOpenText, getTextWriter } from './join-texts.ts'
import { getChanges, getTextClocks, loadText, readBlocksExcept } from './shared-text/shared-text.ts'
import { type DelegationState, isWritableByAll, listWritableNotes } from './state.ts'
import { createsText } from './writable.ts'

/**
 * `clock`: how many of its own changes of the text this device has sent, including these. `pictures`: the pictures in blocks of this device
 * and of former members.
 */
export type OutgoingText = { id: NoteId; changes: string; clock: number; pictures: string[] }

/**
 * Usually a device sends its own changes since its last file. In two cases, it sends all its changes of a text, and those of former members:
 * in a snapshot, which replaces its files, and if none of its files contains the text, for example because the note was in the trash. The
 * author's device that creates the shared text then sends the changes of all members, since a member who deletes the note for good stops
 * sending theirs.
 * `ownIds`: the delegate's notes that are shared. A colleague's note does not depend on the delegate's choice. `others`: the client ids of
 * the other members.
 */
export function listOutgoingTexts(
  context: Writer,
  state: DelegationState,
  {
    ownIds,
    isSnapshot,
    others,
  }: { ownIds: ReadonlySet<NoteId>; isSnapshot: boolean; others: readonly number[] },
): OutgoingText[] {
  const { sql } = context
  const me = context.author()
  const { texts: before } = state.published
  const remaining = state.members.filter(({ hasLeft }) => !hasLeft).map(({ device }) => device)
  const isShareable = ({ id, createdBy, deletedAt }: NoteRow) =>
    createdBy === me ? ownIds.has(id) : deletedAt === null || !isTakenBack(context, state, id)
  return listWritableNotes(state).flatMap((id) => {
    const isWhole = isSnapshot || before[id] === undefined
    const isPending = state.pendingTexts.includes(id)
    if (!isWhole && !isPending) return []
    const row = getNoteRow(sql, id, me)
    if (!row || !isShareable(row) || !isWritableByAll(state, row)) return []
    const text = loadText(sql, id)
    if (!text || getOpenText(context, state, row, text.doc) === null) return []
    const { client } = getTextWriter(context, state, id)
    const sendsAll = row.createdBy === me && createsText(state, id, context.device().id)
    const clocks = getTextClocks(text.doc)
    const knownClocks = new Map(
      [...clocks].filter(([one]) => one !== client && (!isWhole || (!sendsAll && others.includes(one)))),
    )
    if (!isWhole) knownClocks.set(client, before[id] ?? 0)
    if (!isPending && before[id] === undefined && knownClocks.size === clocks.size) return []
    const changes = getChanges(text.doc, knownClocks)
    // Each member sends the pictures of its own blocks. All send those of former members.
    const pictures = findPictureHashes(readBlocksExcept(text.doc, remaining))
    return { id, changes, clock: clocks.get(client) ?? 0, pictures }
  })
}

/** Whether a colleague deleted or withdrew the note. Earlier files of this device have words that the delegate wrote in it. */
export function isTakenBack({ sql, author }: Writer, { withdrawn }: DelegationState, id: NoteId): boolean {
  const note = getNoteRow(sql, id, author())
  if (!note || note.createdBy === author() || note.deletedAt === null) return false
  return note.author === note.createdBy || note.revision === withdrawn?.[id]
}
