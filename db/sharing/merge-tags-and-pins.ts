/** Merges tags and pins, which have rows of their own and change independently of the note. The later edit wins. */
import { fold } from '../../core/fold.ts'
import type { NoteId } from '../model.ts'
import type { Sql } from '../store/open.ts'
import type { BundlePin, BundleTag, NotesBundle } from './bundle.ts'

type TagOrPin =
  | { kind: 'tag'; note: NoteId; theirs: BundleTag }
  | { kind: 'pin'; note: NoteId; theirs: BundlePin }
/** A tag or pin of the file (`theirs`) that is missing here or is older here. */
export type TagOrPinStep = TagOrPin & { ours: BundleTag | BundlePin | null }
export type TouchedTagOrPin = {
  kind: 'tag' | 'pin'
  note: NoteId
  /** The folded tag; '' for a pin. */
  key: string
  before: BundleTag | BundlePin | null
  after: number
}

const columns = 'uuid AS id, author, revision, updated_at AS updatedAt, deleted_at AS deletedAt'

export function getTags(sql: Sql, note: NoteId, includeRemoved: boolean): BundleTag[] {
  return sql<BundleTag>(
    `SELECT ${columns}, tag FROM note_tag WHERE note = ? ${includeRemoved ? '' : 'AND deleted_at IS NULL'} ORDER BY folded`,
  ).all(note)
}

export function getPin(sql: Sql, note: NoteId, includeRemoved: boolean): BundlePin | null {
  return (
    sql<BundlePin>(
      `SELECT ${columns} FROM note_pin WHERE note = ? ${includeRemoved ? '' : 'AND deleted_at IS NULL'}`,
    ).get(note) ?? null
  )
}

/** `shouldMerge`: whether to merge the tags and the pin of this note. */
export function planTagsAndPins(
  sql: Sql,
  { notes }: NotesBundle,
  shouldMerge: (id: NoteId) => boolean,
): TagOrPinStep[] {
  return notes.flatMap(({ id, tags, pin }) => {
    if (!shouldMerge(id)) return []
    const tagsAndPin: TagOrPin[] = [
      ...tags.map((theirs) => ({ kind: 'tag' as const, note: id, theirs })),
      ...(pin ? [{ kind: 'pin' as const, note: id, theirs: pin }] : []),
    ]
    return tagsAndPin.flatMap((one) => {
      const ours = findStored(sql, one.kind, id, getKey(one))
      return ours && !isLaterRevision(one.theirs, ours) ? [] : { ...one, ours }
    })
  })
}

/** Whether the change is visible. Removing a tag that is not stored here is not visible. */
export function isVisibleTagOrPinChange({ theirs, ours }: TagOrPinStep): boolean {
  const isSetThere = theirs.deletedAt === null
  return isSetThere !== (ours !== null && ours.deletedAt === null)
}

/** @returns the data that Undo needs */
export function writeTagOrPin(sql: Sql, step: TagOrPinStep): TouchedTagOrPin {
  const { kind, note, theirs, ours } = step
  writeRow(
    sql,
    step.kind === 'tag' ? { kind: 'tag', note, theirs: step.theirs } : { kind: 'pin', note, theirs },
  )
  return { kind, note, key: getKey(step), before: ours, after: theirs.revision }
}

/** @returns false if the tag or pin was changed since */
export function undoTagOrPin(sql: Sql, { kind, note, key, before, after }: TouchedTagOrPin): boolean {
  if (findStored(sql, kind, note, key)?.revision !== after) return false
  if (kind === 'pin') sql('DELETE FROM note_pin WHERE note = ?').run(note)
  else sql('DELETE FROM note_tag WHERE note = ? AND folded = ?').run(note, key)
  if (before) writeRow(sql, { kind, note, theirs: before } as TagOrPin)
  return true
}

function getKey(tagOrPin: TagOrPin): string {
  return tagOrPin.kind === 'tag' ? fold(tagOrPin.theirs.tag) : ''
}

function findStored(
  sql: Sql,
  kind: TagOrPin['kind'],
  note: NoteId,
  folded: string,
): BundleTag | BundlePin | null {
  if (kind === 'pin') return getPin(sql, note, true)
  return (
    sql<BundleTag>(`SELECT ${columns}, tag FROM note_tag WHERE note = ? AND folded = ?`).get(note, folded) ??
    null
  )
}

type Edit = Pick<BundlePin, 'revision' | 'updatedAt' | 'author'>

/** A total order, so that two computers keep the same edit, whichever merges first. */
export function isLaterRevision(theirs: Edit, ours: Edit): boolean {
  if (theirs.revision !== ours.revision) return theirs.revision > ours.revision
  if (theirs.updatedAt !== ours.updatedAt) return theirs.updatedAt > ours.updatedAt
  return theirs.author > ours.author
}

function writeRow(sql: Sql, tagOrPin: TagOrPin): void {
  const { note, theirs } = tagOrPin
  if (tagOrPin.kind === 'tag') {
    sql(
      `INSERT INTO note_tag (uuid, note, tag, folded, author, revision, updated_at, deleted_at)
       VALUES (@id, @note, @tag, @folded, @author, @revision, @updatedAt, @deletedAt)
       ON CONFLICT (note, folded) DO UPDATE SET tag = excluded.tag, author = excluded.author,
         revision = excluded.revision, updated_at = excluded.updated_at, deleted_at = excluded.deleted_at`,
    ).run({ ...tagOrPin.theirs, note, folded: fold(tagOrPin.theirs.tag) })
  } else {
    sql(
      `INSERT INTO note_pin (uuid, note, author, revision, updated_at, deleted_at)
       VALUES (@id, @note, @author, @revision, @updatedAt, @deletedAt)
       ON CONFLICT (note) DO UPDATE SET author = excluded.author, revision = excluded.revision,
         updated_at = excluded.updated_at, deleted_at = excluded.deleted_at`,
    ).run({ ...theirs, note })
  }
}
