/**
 * What is remembered of a file for the next one. It is in the history, with what the file changed, so that what was undone counts for nothing.
 */
import type { ConferenceSlug } from '../model.ts'
import type { Sql } from '../open.ts'
import type { Sequences } from './revisions.ts'
import type { Identifiers } from './same-session.ts'

export type Remembered = { sequences: Sequences; identifiers: Identifiers }
type Value<W extends keyof Remembered> = Remembered[W] extends ReadonlyMap<string, infer V> ? V : never
/** As it is stored: identifiers of a file may have any name, those that objects have by themselves too, so that it is made and read by entries. */
export type RememberedJson = { [W in keyof Remembered]?: Readonly<Record<string, Value<W>>> }

/** By identifier; what came last holds. */
export function rememberedHere<W extends keyof Remembered>(
  sql: Sql,
  slug: ConferenceSlug,
  what: W,
): Map<string, Value<W>> {
  const here = new Map<string, Value<W>>()
  const path = `$.${what}`
  for (const { list } of sql<{ list: string }>(
    `SELECT beside -> @path AS list
     FROM programme_update JOIN conference ON conference.id = conference_id
     WHERE slug = @slug AND undone_at IS NULL AND beside -> @path IS NOT NULL ORDER BY programme_update.id`,
  ).all({ slug, path })) {
    for (const [key, value] of Object.entries<Value<W>>(JSON.parse(list))) here.set(key, value)
  }
  return here
}

/** Only what there is: most files leave nothing to remember. */
export function toRemember(remembered: Remembered): RememberedJson {
  const some = Object.entries(remembered).filter(([, list]) => list.size > 0)
  return Object.fromEntries(some.map(([what, list]) => [what, Object.fromEntries<string | number>(list)]))
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
