/** From the database to a bundle: what was chosen, and of that only what may leave. */
import type { BundleOptions } from '../contract.ts'
import type { ConferenceSlug, Confidentiality, Guid, Instant } from '../model.ts'
import type { Sql } from '../open.ts'
import type { BundleNote, NotesBundle } from './bundle.ts'
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

const levels: readonly Confidentiality[] = ['shareable', 'internal', 'private']
export function mayLeave(what: Confidentiality, asked: Confidentiality): boolean {
  return levels.indexOf(what) <= levels.indexOf(asked)
}

export function gather({ sql, me, now }: Source, choice: Choice): NotesBundle {
  const { conference: slug } = choice
  const notes = chosenNotes(noteRows(sql, slug, me), choice).map((note) => bundleNote(sql, note, choice))
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
  return {
    format: 'rapporteur-bundle',
    formatVersion: 1,
    createdAt: now,
    from: me,
    conference: { slug, title: titleOf(sql, slug) },
    people: peopleNamed(sql, [me, ...authors]),
    notes,
    contacts,
    stars,
  }
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

function bundleNote(sql: Sql, row: NoteRow, { history }: Choice): BundleNote {
  const { rowid, conference: _, ...note } = row
  const isGone = note.deletedAt !== null && !history
  return {
    ...note,
    markdown: isGone ? null : note.markdown,
    clock: clockOf(sql, 'note', note.id),
    versions: history ? versionsOf(sql, rowid) : [],
  }
}

function titleOf(sql: Sql, slug: ConferenceSlug): string {
  return sql<{ title: string }>('SELECT title FROM conference WHERE slug = ?').get(slug)?.title ?? slug
}
