/**
 * What is remembered of a file for the next one. It is in the history, with what the file changed, so that what was undone counts for nothing.
 */
import type { ConferenceSlug } from '../model.ts'
import type { Sql } from '../open.ts'
import type { Sequences } from './revisions.ts'
import type { Identifiers } from './same-session.ts'

export type Remembered = { sequences: Sequences; identifiers: Identifiers }

/** By identifier; what came last holds. */
export function rememberedHere<W extends keyof Remembered>(
  sql: Sql,
  slug: ConferenceSlug,
  what: W,
): Map<string, Remembered[W][string]> {
  const here = new Map<string, Remembered[W][string]>()
  const path = `$.${what}`
  for (const { list } of sql<{ list: string }>(
    `SELECT beside -> @path AS list
     FROM programme_update JOIN conference ON conference.id = conference_id
     WHERE slug = @slug AND undone_at IS NULL AND beside -> @path IS NOT NULL ORDER BY programme_update.id`,
  ).all({ slug, path })) {
    for (const [key, value] of Object.entries<Remembered[W][string]>(JSON.parse(list))) here.set(key, value)
  }
  return here
}

/** Only what there is: most files leave nothing to remember. */
export function toRemember(remembered: Remembered): Partial<Remembered> {
  return Object.fromEntries(Object.entries(remembered).filter(([, list]) => Object.keys(list).length > 0))
}

/** Of a file that changed nothing else: with the last entry that holds. */
export function remember(sql: Sql, conferenceId: number, remembered: Remembered): void {
  for (const [what, list] of Object.entries(toRemember(remembered))) {
    sql(
      `UPDATE programme_update SET beside = json_set(beside, @path,
         json_patch(coalesce(beside -> @path, '{}'), @list))
       WHERE id = (SELECT max(id) FROM programme_update WHERE conference_id = @conferenceId AND undone_at IS NULL)`,
    ).run({ conferenceId, path: `$.${what}`, list: JSON.stringify(list) })
  }
}
