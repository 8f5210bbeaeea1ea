/** What this device writes into the folder: what changed since its last file, or everything as a snapshot that replaces its files. */
import { createHash } from 'node:crypto'
import { mayLeave, withholdFrom } from '../../../core/note-format/index.ts'
import type { ConferenceSlug, Confidentiality, Guid, Instant, NoteId } from '../../model.ts'
import { listOwnEntries } from '../../sql/own-entries.ts'
import { getPerson } from '../../sql/people.ts'
import type { Writer } from '../../store/context.ts'
import type { Sql } from '../../store/open.ts'
import type { BundleNote, NotesBundle } from '../bundle.ts'
import { findShownPictures, gather, withPictures } from '../gather.ts'
import { getNoteRow, type NoteRow, starRows } from '../rows.ts'
import { listSentChanges, type SentChange } from './shared-fields.ts'
import { getNoteOfTask } from './shared-tasks.ts'
import { createText, getTextState, loadText, readText, saveText, writeText } from './shared-text.ts'
import { type DelegationState, getLevel, listWritable, type Published } from './state.ts'

export type Outgoing = {
  stars: Guid[] | null
  visibility: Published['visibility']
  writable: NoteId[]
  changes: SentChange[]
  /** The shared text of notes that several people write, by note. */
  texts: Record<string, string>
  bundle: NotesBundle | null
  isSnapshot: boolean
  /** What the folder contains once the file is written, except for sizes. */
  published: Published
}

/** Below this, a folder needs no compaction. */
const SMALL = 64 * 1024

/** @returns null if nothing changed. `createdAt`: of the record */
export function planFile(
  context: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  createdAt: Instant,
): Outgoing | null {
  const { sql } = context
  const { choice, published: before } = state
  const me = context.author()
  const all = gatherShareable(context, slug, state, createdAt)
  const shared = choice.notes ? all.notes.filter(isShared) : []
  const fields = listSentChanges(context, slug, state)
  const hashes = Object.fromEntries([
    ...shared.map((note) => [note.id, hash(note)]),
    ...[...fields].map(([item, changes]) => [item, hash(changes)]),
  ])

  const visibility = { ...before.visibility }
  const withdrawn = Object.keys(before.notes).filter((id) => hashes[id] === undefined)
  for (const id of withdrawn) {
    if (getNoteOfTask(id) === null) visibility[id] = { at: createdAt, isWithdrawn: true }
  }
  const back = Object.keys(visibility).filter((id) => visibility[id]?.isWithdrawn && hashes[id] !== undefined)
  for (const id of back) visibility[id] = { at: createdAt, isWithdrawn: false }

  const stars = choice.stars ? getStars() : []
  const writable = (state.writable[me]?.notes ?? []).filter((id) => hashes[id] !== undefined)
  const head = hash([getPerson(sql, me), stars, writable])
  const isCrowded = before.laterBytes > Math.max(SMALL, before.snapshotBytes)
  // After a restored backup this is another device, whose folder is empty.
  const device = context.device().id
  const isSnapshot = before.device !== device || withdrawn.length + back.length > 0 || isCrowded
  const changed = shared.filter(({ id }) => isSnapshot || hashes[id] !== before.notes[id])
  const texts = choice.notes ? listTexts(isSnapshot) : []
  const changes = [...fields].flatMap(([item, own]) =>
    isSnapshot || hashes[item] !== before.notes[item] ? own : [],
  )
  const isSame = changed.length + texts.length + changes.length === 0 && head === before.head
  if (!isSnapshot && isSame) return null

  const notes = { ...all, notes: changed }
  const known = new Set(isSnapshot ? [] : before.pictures)
  const shown = [...findShownPictures(notes)].filter((one) => !known.has(one))
  const bundle = withPictures(sql, notes)
  bundle.pictures = bundle.pictures.filter((one) => shown.includes(one.sha256))
  return {
    stars: isSnapshot || head !== before.head ? stars : null,
    visibility,
    writable,
    changes,
    texts: Object.fromEntries(texts),
    bundle: changed.length > 0 ? bundle : null,
    isSnapshot,
    published: {
      ...before,
      device,
      notes: hashes,
      visibility,
      pictures: [...known, ...shown],
      texts: [...new Set([...before.texts, ...texts.map(([id]) => id)])],
      head,
    },
  }

  /** A deleted note is shared as deleted if colleagues have it. */
  function isShared({ id, createdBy, deletedAt }: BundleNote): boolean {
    return createdBy === me && (deletedAt === null || before.notes[id] !== undefined)
  }

  /** In a snapshot, all to which this device ever contributed. */
  function listTexts(isAll: boolean): [NoteId, string][] {
    const open = new Set<string>(all.notes.flatMap((note) => (note.markdown && !note.partial ? note.id : [])))
    const ids = new Set([...state.pendingTexts, ...(isAll ? before.texts : [])])
    return [...ids].flatMap((id): [NoteId, string][] => {
      const doc = open.has(id) && listWritable(state).includes(id) ? loadText(sql, id) : null
      return doc ? [[id, getTextState(doc)]] : []
    })
  }

  function getStars(): Guid[] {
    const own = new Set<string>(listOwnEntries(sql, slug).map(({ id }) => id))
    return starRows(sql, slug).flatMap(({ session, deletedAt }) =>
      deletedAt === null && !own.has(session) ? session : [],
    )
  }
}

/**
 * Turns local edits of notes that several people write into changes of the shared text, before these are sent. Must run in a transaction.
 * Changes `state`.
 */
export function takeTexts(context: Writer, slug: ConferenceSlug, state: DelegationState): void {
  for (const id of listWritable(state)) takeText(context, slug, state, id)
}

/** Leaves out a note with passages that must not leave. */
export function takeText(
  { sql, author, device }: Writer,
  slug: ConferenceSlug,
  state: DelegationState,
  id: NoteId,
): void {
  const note = getNoteRow(sql, id, author())
  if (!note || note.conference !== slug || !mayLeaveWhole(note, getLevel(state))) return
  // The author's text is the first one, so that all begin with the same blocks.
  const doc = loadText(sql, id) ?? (note.createdBy === author() ? createText() : null)
  if (!doc || readText(doc) === note.markdown) return
  writeText(doc, note.markdown, device().id)
  saveText(sql, id, doc)
  if (!state.pendingTexts.includes(id)) state.pendingTexts.push(id)
}

function mayLeaveWhole(note: NoteRow, level: Confidentiality): boolean {
  if (note.partial || note.deletedAt !== null || !mayLeave(note.confidentiality, level)) return false
  const { passages } = withholdFrom(note.markdown, level)
  return passages.internal + passages.private === 0
}

/** Changes whenever a note, a contact, a star or the delegate's name changes. Cheaper than comparing the notes. */
export function getMark(sql: Sql, conference: ConferenceSlug): string {
  const marks = sql<Record<string, unknown>>(
    `SELECT
       (SELECT json_array(count(*), sum(revision), max(updated_at)) FROM note WHERE conference = @conference) AS notes,
       (SELECT json_array(count(*), sum(revision)) FROM star WHERE conference = @conference) AS stars,
       (SELECT json_array(count(*), sum(revision)) FROM contact WHERE conference = @conference) AS contacts,
       (SELECT count(*) FROM field_change WHERE conference = @conference) AS fields,
       (SELECT json_group_array(json_array(note_id, confidentiality)) FROM note_handling) AS handling,
       (SELECT json_array(count(*), sum(revision)) FROM note_tag) AS tags,
       (SELECT max(updated_at) FROM person) AS people`,
  ).get({ conference })
  return hash(marks)
}

function gatherShareable(
  { sql, author, device }: Pick<Writer, 'sql' | 'author' | 'device'>,
  conference: ConferenceSlug,
  state: DelegationState,
  now: Instant,
): NotesBundle {
  const source = { sql, me: author(), device: device().id, now }
  return gather(source, {
    conference,
    sessions: null,
    notes: true,
    contacts: false,
    contactNotes: false,
    stars: false,
    remarks: false,
    history: false,
    confidentiality: getLevel(state),
  }).bundle
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
}
