/** What a report is made from, read from the database in one go. */
import type { Context } from '../context.ts'
import type { ReportOptions } from '../contract.ts'
import type { ConferenceSlug, Guid, Instant } from '../model.ts'
import { picturesNamedIn } from '../picture-use.ts'
import { conferences } from '../queries/conferences.ts'
import { contacts } from '../queries/contacts.ts'
import { keyMessages } from '../queries/key-messages.ts'
import { personOf } from '../queries/people.ts'
import { sessions } from '../queries/sessions.ts'
import { stars } from '../queries/stars.ts'
import type { ReportPicture, ReportSource, SourceNote } from './report.ts'

/** ReportOptions with the starred sessions by name. */
export type SettledOptions = Omit<ReportOptions, 'sessions'> & { sessions: Guid[] | null }

/** One state of the database throughout. `withPictures`: those of the notes of the chosen sessions too. */
export function gather(
  context: Context,
  options: ReportOptions,
  withPictures = false,
): { source: ReportSource; options: SettledOptions } {
  return context.db
    .transaction(() => {
      const sessions =
        options.sessions === 'starred'
          ? stars['stars.list'](context, { conference: options.conference })
          : options.sessions
      const source = sourceOf(context, options.conference)
      if (withPictures) {
        const shown = source.notes.filter(
          ({ session }) => !sessions || (session !== null && sessions.includes(session)),
        )
        source.pictures = picturesOf(context, shown)
      }
      return { source, options: { ...options, sessions } }
    })
    .deferred()
}

function sourceOf(context: Context, slug: ConferenceSlug): ReportSource {
  const { sql } = context
  const input = { conference: slug }
  const conference = conferences['conferences.get'](context, input)
  const sequences = new Map(
    sql<{ guid: Guid; sequence: number }>(
      `SELECT session.guid, session.sequence FROM session JOIN conference ON conference.id = session.conference_id
       WHERE conference.slug = ?`,
    )
      .all(slug)
      .map(({ guid, sequence }) => [guid, sequence]),
  )
  return {
    conference,
    importedAt:
      sql<{ at: Instant }>('SELECT imported_at AS at FROM conference WHERE slug = ?').get(slug)?.at ?? '',
    sessions: sessions['sessions.list'](context, input).map((session) => ({
      ...session,
      sequence: sequences.get(session.guid) ?? 0,
    })),
    keyMessages: keyMessages['keyMessages.list'](context, input),
    notes: notesOf(context, slug),
    author: personOf(sql, context.author()),
    contacts: contacts['contacts.list'](context, input),
    pictures: [],
  }
}

function notesOf({ sql }: Context, slug: ConferenceSlug): SourceNote[] {
  const rows = sql<Omit<SourceNote, 'tags'> & { tags: string }>(
    `SELECT uuid AS id, session, key_message AS keyMessage, markdown, created_at AS createdAt,
       updated_at AS updatedAt, revision,
       coalesce(handling.confidentiality, 'shareable') AS confidentiality,
       (SELECT json_group_array(tag ORDER BY folded) FROM note_tag WHERE note = note.uuid AND deleted_at IS NULL) AS tags
     FROM note LEFT JOIN note_handling AS handling ON handling.note_id = note.id
     WHERE conference = ? AND deleted_at IS NULL ORDER BY created_at, note.id`,
  ).all(slug)
  return rows.map((row) => ({ ...row, tags: JSON.parse(row.tags) as string[] }))
}

function picturesOf({ sql }: Context, notes: readonly SourceNote[]): ReportPicture[] {
  const named = new Set(notes.flatMap(({ markdown }) => picturesNamedIn(markdown)))
  const read = sql<ReportPicture>(
    'SELECT sha256, type, width, height, length(bytes) AS size, bytes FROM picture WHERE sha256 = ?',
  )
  return [...named].flatMap((sha256) => read.get(sha256) ?? [])
}
