/** From the database to a bundle: what was chosen, and of that only what may leave. */
import { mayLeave, type Passages, withholdFrom } from '../../core/note-format/index.ts'
import type { BundleOptions } from '../contract/index.ts'
import type { ConferenceSlug, Guid, Instant } from '../model.ts'
import type { Sql } from '../open.ts'
import { picturesNamedIn, picturesWith } from '../picture-use.ts'
import type { BundleNote, NotesBundle } from './bundle.ts'
import { pinOf, tagsOf } from './marks.ts'
import {
  clockOf,
  contactRows,
  type NoteRow,
  noteRows,
  peopleNamed,
  starKey,
  starRows,
  versionsOf,
} from './rows.ts'

type Source = { sql: Sql; me: string; now: Instant }
export type Choice = Omit<BundleOptions, 'sessions'> & { sessions: readonly Guid[] | null }

/** `passages`: what was left out of the notes that go. */
export function gather(
  { sql, me, now }: Source,
  choice: Choice,
): { bundle: NotesBundle; passages: Passages } {
  const { conference: slug } = choice
  const passages: Passages = { internal: 0, private: 0 }
  const notes = chosenNotes(noteRows(sql, slug, me), choice).flatMap((note) => {
    const released = releasedNote(sql, note, choice)
    passages.internal += released.passages.internal
    passages.private += released.passages.private
    return released.note ?? []
  })
  const contacts = choice.contacts
    ? contactRows(sql, slug, me)
        .filter(({ deletedAt }) => choice.history || deletedAt === null)
        .map(({ conference: _, note, ...contact }) => ({
          ...contact,
          ...(choice.contactNotes ? { note } : {}),
          clock: clockOf(sql, 'contact', contact.id),
        }))
    : []
  const stars = choice.stars
    ? starRows(sql, slug)
        .filter(({ deletedAt }) => choice.history || deletedAt === null)
        .map((star) => ({ ...star, clock: clockOf(sql, 'star', starKey(slug, star.session)) }))
    : []
  const authors = [...notes, ...contacts].flatMap(({ author, createdBy }) => [author, createdBy])
  const bundle: NotesBundle = {
    format: 'rapporteur-bundle',
    formatVersion: 1,
    createdAt: now,
    from: me,
    conference: { slug, title: titleOf(sql, slug) },
    people: peopleNamed(sql, [me, ...authors]),
    notes,
    contacts,
    stars,
    pictures: [],
  }
  return { bundle, passages }
}

/** Of the texts as they go: what a passage shows that was left out stays here. */
export function withPictures(sql: Sql, bundle: NotesBundle): NotesBundle {
  const texts = bundle.notes.flatMap(({ markdown, versions }) => [
    markdown ?? '',
    ...versions.map((version) => version.markdown),
  ])
  return { ...bundle, pictures: picturesWith(sql, new Set(texts.flatMap(picturesNamedIn))) }
}

/** A deleted note goes as the news that it was, so that it does not live on with those who had it. */
function chosenNotes(notes: NoteRow[], { sessions, notes: wanted, confidentiality }: Choice): NoteRow[] {
  if (!wanted) return []
  const guids = sessions && new Set<Guid | null>(sessions)
  return notes.filter(
    (note) =>
      (guids === null || guids.has(note.session)) &&
      mayLeave(note.confidentiality, confidentiality) &&
      (note.deletedAt !== null || note.markdown.trim() !== ''),
  )
}

/** null: nothing of it may leave. */
function releasedNote(
  sql: Sql,
  row: NoteRow,
  { history, stars, confidentiality }: Choice,
): { note: BundleNote | null; passages: Passages } {
  const { rowid, conference: _, ...note } = row
  // Of one that was removed for good there is nothing else.
  const isGone = note.deletedAt !== null && (!history || note.markdown === '')
  const { markdown, passages } = withholdFrom(isGone ? '' : note.markdown, confidentiality)
  const isCut = passages.internal + passages.private > 0
  if (isCut && markdown === '') return { note: null, passages }
  const versions = history && !isCut ? versionsOf(sql, rowid) : []
  // What is confidential now, or was, may stand unmarked in any of the texts before.
  const isOpen = versions.every((version) => {
    const { internal, private: hidden } = withholdFrom(version.markdown, confidentiality).passages
    return internal + hidden === 0
  })
  return {
    note: {
      ...note,
      partial: note.partial || isCut,
      markdown: isGone ? null : markdown,
      clock: clockOf(sql, 'note', note.id),
      versions: isOpen ? versions : [],
      tags: isGone ? [] : tagsOf(sql, note.id, history),
      pin: isGone || !stars ? null : pinOf(sql, note.id, history),
    },
    passages,
  }
}

function titleOf(sql: Sql, slug: ConferenceSlug): string {
  return sql<{ title: string }>('SELECT title FROM conference WHERE slug = ?').get(slug)?.title ?? slug
}
