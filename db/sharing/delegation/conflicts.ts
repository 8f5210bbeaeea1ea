/** Paragraphs that members changed at the same time: both are in the note until somebody decides, on every device. */
import type { NoteConflict } from '../../contract/index.ts'
import type { ConferenceSlug, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import { getClock, getNoteRow, setClock } from '../rows.ts'
import { insertVersion, writeNote } from '../write-rows.ts'
import {
  type Conflict,
  decideConflict,
  findConflicts,
  joinBlocks,
  loadText,
  saveText,
  splitBlocks,
} from './shared-text.ts'
import { changeState, type DelegationState, findState, listWritable } from './state.ts'

/** Leaves out those that the delegate has settled in the text, which the next sync sends. */
export function listConflicts(context: Writer, slug: ConferenceSlug): NoteConflict[] {
  const state = findState(context.sql, slug)
  if (!state) return []
  return listWritable(state).flatMap((note) => {
    const row = getNoteRow(context.sql, note, context.author())
    const doc = row?.deletedAt === null ? loadText(context.sql, note) : null
    if (!row || !doc) return []
    const here = new Set(splitBlocks(row.markdown))
    return findConflicts(doc)
      .filter(({ sides }) => sides.every(({ text }) => here.has(text)))
      .map(({ id, sides }) => ({
        note,
        id,
        sides: sides.map(({ text, by }) => ({ text, person: getPerson(context, state, by) })),
      }))
  })
}

/** @returns null for the delegate, on whichever device */
function getPerson(context: Writer, { members }: DelegationState, by: Conflict['sides'][number]['by']) {
  if (by === '' || context.device().id.startsWith(by)) return null
  const person = members.find(({ device }) => device.startsWith(by))?.person
  return person === context.author() ? null : (person ?? '')
}

/** Must run in a transaction. @returns false if the conflict is gone */
export function settleConflict(
  context: Writer,
  slug: ConferenceSlug,
  { note, id, keep }: { note: NoteId; id: string; keep: string | null },
): boolean {
  const { sql, now } = context
  const row = getNoteRow(sql, note, context.author())
  const doc = loadText(sql, note)
  const conflict = doc && findConflicts(doc).find((one) => one.id === id)
  if (!row || !conflict || !decideConflict(doc, id, keep, context.device().id)) return false
  saveText(sql, note, doc)
  changeState(sql, slug, (state) => {
    if (!state.pendingTexts.includes(note)) state.pendingTexts.push(note)
    state.mark = ''
  })
  const dropped = new Set(conflict.sides.flatMap(({ text }) => (keep === null || text === keep ? [] : text)))
  const markdown = joinBlocks(splitBlocks(row.markdown).filter((text) => !dropped.has(text)))
  if (markdown === row.markdown) return true
  const { rowid, revision, author, updatedAt } = row
  insertVersion(context, rowid, {
    ...{ revision, author, savedAt: updatedAt, replacedAt: now(), markdown: row.markdown },
  })
  const clock = getClock(sql, 'note', note)
  writeNote(context, {
    ...{ ...row, markdown, revision: revision + 1, updatedAt: now() },
    ...{ author: context.author(), device: context.device().id },
  })
  setClock(sql, 'note', note, clock)
  return true
}
