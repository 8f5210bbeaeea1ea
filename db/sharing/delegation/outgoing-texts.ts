/** Selects the changes of shared texts that this device writes into its next file. */
import type { NoteId } from '../../model.ts'
import { findPictureHashes } from '../../sql/picture-use.ts'
import type { Writer } from '../../store/context.ts'
import { getNoteRow, type NoteRow } from '../rows.ts'
import { getOpenText, getTextWriter } from './join-texts.ts'
import { getChanges, getTextClocks, loadText, readBlocksExcept } from './shared-text/shared-text.ts'
import { type DelegationState, isOpenToAll, listWritable } from './state.ts'
import { createsText } from './writable.ts'

/** `clocks`: as in Published, after these changes are sent. `pictures`: the pictures that are sent with them. */
export type OutgoingText = { id: NoteId; changes: string; clocks: Record<number, number>; pictures: string[] }

/**
 * Each device sends its own changes of the shared texts since its last file. If none of its files contains a text, for example because the
 * note was in the trash, it sends all its changes of the text, and those of former members. The note's author sends the changes of all
 * members, since a member may delete the note for good. The choice of what to share applies only to the delegate's own notes.
 * `ownIds`: the delegate's notes that are shared. `changedIds`: those of them that are sent again. `others`: the client ids of the other members.
 */
export function listOutgoingTexts(
  context: Writer,
  state: DelegationState,
  {
    ownIds,
    changedIds,
    isSnapshot,
    others,
  }: Record<'ownIds' | 'changedIds', ReadonlySet<NoteId>> & {
    isSnapshot: boolean
    others: readonly number[]
  },
): OutgoingText[] {
  const { sql } = context
  const me = context.author()
  const { texts: before } = state.published
  const device = context.device().id
  const remaining = state.members.filter(({ hasLeft }) => !hasLeft).map(({ device }) => device)
  const isShareable = ({ id, createdBy, deletedAt }: NoteRow) =>
    createdBy === me ? ownIds.has(id) : deletedAt === null || !isTakenBack(context, state, id)
  return listWritable(state).flatMap((id) => {
    const row = getNoteRow(sql, id, me)
    if (!row || !isShareable(row) || !isOpenToAll(state, row)) return []
    const isOwn = row.createdBy === me && createsText(state, id, device)
    const isWhole = isSnapshot || before[id] === undefined
    const isPending = state.pendingTexts.includes(id)
    if (!isWhole && !isPending && !(isOwn && changedIds.has(id))) return []
    const text = loadText(sql, id)
    if (!text || getOpenText(context, state, row, text.doc) === null) return []
    const { client } = getTextWriter(context, state, id)
    const isSent = (one: number) => one === client || isOwn || (isWhole && !others.includes(one))
    const sentBefore = isWhole ? {} : before[id]
    const clocks = [...getTextClocks(text.doc)]
    const sent = clocks.filter(([one]) => isSent(one))
    if (!isPending && before[id] === undefined && sent.length === 0) return []
    const changes = getChanges(
      text.doc,
      new Map(clocks.map(([one, clock]) => [one, isSent(one) ? (sentBefore?.[one] ?? 0) : clock])),
    )
    // Each member sends the pictures of its own blocks. All send those of former members.
    const pictures = findPictureHashes(readBlocksExcept(text.doc, remaining))
    return { id, changes, clocks: { ...sentBefore, ...Object.fromEntries(sent) }, pictures }
  })
}

/** Whether a colleague deleted or withdrew the note. Earlier files of this device have words that the delegate wrote in it. */
export function isTakenBack({ sql, author }: Writer, { withdrawn }: DelegationState, id: NoteId): boolean {
  const note = getNoteRow(sql, id, author())
  if (!note || note.createdBy === author() || note.deletedAt === null) return false
  return note.author === note.createdBy || note.revision === withdrawn?.[id]
}
