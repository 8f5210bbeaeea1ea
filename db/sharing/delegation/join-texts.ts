/** Joins the text that was written here with the texts of colleagues, in each note that all members may edit. */
import { isWithinLevel, type Level, MAX_NOTE_LENGTH, withholdFrom } from '../../../core/note-format/index.ts'
import { logProblem } from '../../errors.ts'
import type { ConferenceSlug, NoteId } from '../../model.ts'
import type { Writer } from '../../store/context.ts'
import type { Sql } from '../../store/open.ts'
import { getNoteRow, type NoteRow, writeWithoutEdit } from '../rows.ts'
import { insertVersion, writeNote } from '../write-rows.ts'
import { splitBlocks } from './shared-text/blocks.ts'
import {
  applyState,
  createText,
  hasOnlyBlocks,
  isTextComplete,
  loadText,
  mergeTexts,
  readText,
  type SharedText,
  saveText,
  type TextWriter,
  uniteTexts,
  writeText,
} from './shared-text/shared-text.ts'
import { type DelegationState, getClient, getLevel, isWritableByAll, listWritableNotes } from './state.ts'
import { createsText } from './writable.ts'

/** Stores the changes that colleagues sent, without writing them into the notes yet. Must run in a transaction. Changes `state`. */
export function storeTexts(
  context: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  texts: ReadonlyMap<NoteId, string[]>,
): void {
  if (texts.size === 0) return
  // Both edits of a paragraph must be in the shared text, so that a conflict between them is found.
  joinTexts(context, slug, state)
  for (const [id, changes] of texts) {
    const text = loadText(context.sql, id) ?? startText(state, id, null)
    for (const change of changes) applyState(text.doc, change)
    if (!hasOnlyBlocks(text.doc)) {
      logProblem(new Error('A shared text of a colleague has other things than blocks.'))
      continue
    }
    saveText(context.sql, id, text)
    delete state.joined[id]
  }
}

/** Call when the author's own text replaces the note's text. The note then does not follow the shared text. Changes `state`. */
export function detachText(sql: Sql, state: DelegationState, id: NoteId): void {
  const text = loadText(sql, id)
  if (text) saveText(sql, id, { ...text, base: null })
  delete state.joined[id]
}

/** Must run in a transaction. Changes `state`. */
export function joinTexts(context: Writer, slug: ConferenceSlug, state: DelegationState): void {
  const me = context.author()
  for (const id of listWritableNotes(state)) {
    const ours = getNoteRow(context.sql, id, me)
    if (!ours || ours.conference !== slug || ours.deletedAt !== null) continue
    if (!isWritableByAll(state, ours) || state.joined[id] === ours.revision) continue
    // Only a computer of the author creates the shared text, so that all members begin with the same blocks.
    const isCreator = ours.createdBy === me && createsText(state, id, context.device().id)
    const text = loadText(context.sql, id) ?? (isCreator ? startText(state, id, '') : null)
    // The author's text counts, whatever members have sent before.
    if (text && isCreator) text.base ??= readText(text.doc)
    if (text && (text.base !== null || isTextComplete(text.doc))) joinText(context, state, ours, text)
  }
}

function joinText(context: Writer, state: DelegationState, ours: NoteRow, text: SharedText): void {
  const { sql } = context
  const joined = isUnsent(context, state, ours, text)
    ? uniteTexts(readText(text.doc), ours.markdown)
    : join(text, ours.markdown, getTextLevel(context, state, ours))
  if (joined.length > MAX_NOTE_LENGTH) {
    logProblem(new Error('The joined text of a note is too long.'))
    return
  }
  const revision = joined === ours.markdown ? ours.revision : writeJoinedText(context, ours, joined)
  const open = getOpenText(context, state, { ...ours, markdown: joined }, text.doc)
  if (open !== null && readText(text.doc) !== open) {
    writeText(text.doc, open, getTextWriter(context, state, ours.id))
    if (!state.pendingTexts.includes(ours.id)) state.pendingTexts.push(ours.id)
  }
  saveText(sql, ours.id, { doc: text.doc, base: readText(text.doc) })
  if (open === joined) state.joined[ours.id] = revision
}

/** Whether the author edited the note on this computer, and has not sent that, before it learned that all members may edit the note. */
function isUnsent(
  { author, device }: Writer,
  { lastAt, published }: DelegationState,
  ours: NoteRow,
  text: SharedText,
): boolean {
  if (text.base !== null || ours.createdBy !== author() || ours.device !== device().id) return false
  const sent = published.revisions?.[ours.id]
  // Earlier versions did not store which revision was sent.
  return sent === undefined ? ours.updatedAt > lastAt : ours.revision > sent
}

function join({ doc, base: known }: SharedText, ours: string, level: Level): string {
  const theirs = readText(doc)
  // A note that does not follow the shared text yet may have passages that never leave this computer.
  const base = known ?? withholdFrom(ours, level).markdown
  if (ours === base) return theirs
  return theirs === base ? ours : mergeTexts(base, ours, theirs)
}

/**
 * Gets the text of a note without the passages that must not be shared.
 * @returns null if the note must not be shared, or if the rest of its text cannot become the shared text. The rest cannot if a passage
 * contains a block of the shared text, which would be removed for everybody, or if the rest has blocks that the note does not have
 */
export function getOpenText(
  context: Writer,
  state: DelegationState,
  note: NoteRow,
  shared: SharedText['doc'],
): string | null {
  const { confidentiality, markdown } = note
  const level = getTextLevel(context, state, note)
  if (!isWithinLevel(confidentiality, level)) return null
  const withheld = withholdFrom(markdown, level).markdown
  if (withheld === markdown) return markdown
  const open = markdown.endsWith('\n') ? withheld : withheld.trimEnd()
  const [blocks, openBlocks] = [new Set(splitBlocks(markdown)), new Set(splitBlocks(open))]
  const isRemovedForAll = splitBlocks(readText(shared)).some(
    (block) => blocks.has(block) && !openBlocks.has(block),
  )
  const hasOtherBlocks = [...openBlocks].some((block) => !blocks.has(block))
  return isRemovedForAll || hasOtherBlocks ? null : open
}

/**
 * The highest level of confidentiality that the shared text of a note may have. A colleague's note is shared as its author chose, whatever
 * this delegate chose for their own notes.
 */
function getTextLevel({ author }: Writer, state: DelegationState, { createdBy }: NoteRow): Level {
  if (createdBy === author()) return getLevel(state)
  return state.group.allowsInternal ? 'internal' : 'shareable'
}

/** Changes `state`. */
function startText(state: DelegationState, id: NoteId, base: string | null): SharedText {
  state.textStarts = { ...state.textStarts, [id]: (state.textStarts?.[id] ?? 0) + 1 }
  delete state.published.texts[id]
  return { doc: createText(), base }
}

/** This device as the writer of a shared text. */
export function getTextWriter(
  { device }: Writer,
  { own, textStarts }: DelegationState,
  id: NoteId,
): TextWriter {
  return { device: device().id, client: getClient(device().id, own.recipient, textStarts?.[id]) }
}

/** Replaces the text of a note and keeps the earlier text as a version. @returns the note's revision */
function writeJoinedText(context: Writer, ours: NoteRow, markdown: string): number {
  const { sql } = context
  const { rowid, id, author, updatedAt } = ours
  const now = context.now()
  if (ours.markdown.trim() !== '') {
    const { revision, markdown: before } = ours
    insertVersion(context, rowid, { revision, author, savedAt: updatedAt, replacedAt: now, markdown: before })
  }
  const joined = { ...ours, markdown, revision: ours.revision + 1, updatedAt: now }
  if (ours.createdBy === context.author()) {
    // Counts as an edit of the author, so that copies that do not follow the shared text are updated too.
    writeNote(context, { ...joined, device: context.device().id })
  } else {
    writeWithoutEdit(sql, 'note', id, () => writeNote(context, joined))
  }
  return joined.revision
}
