/**
 * The data that is remembered from a file for the import of the next file. It is stored in the update history, so that undoing an update
 * also removes it.
 */

import type { ConferenceSlug } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import type { Sequences } from '../importer.ts'
import type { Identifiers } from './match-sessions.ts'

type Lists = { sequences: Sequences; known: Identifiers }
/**
 * `known`: maps identifiers in files to the stored identifiers, for sessions that are stored under another one. `spoken`: whether the
 * languages in the file are the spoken ones, without those of interpretation.
 */
export type Remembered = Lists & { spoken: boolean }
type Value<W extends keyof Lists> = Lists[W] extends ReadonlyMap<string, infer V> ? V : never
/** The stored form. Read and write it only through entries, since identifiers may equal inherited property names such as "constructor". */
export type RememberedJson = { [W in keyof Lists]?: Readonly<Record<string, Value<W>>> }

/** Maps identifiers to remembered values; later updates override earlier ones. */
export function listRemembered<W extends keyof Lists>(
  sql: Sql,
  slug: ConferenceSlug,
  listName: W,
): Map<string, Value<W>> {
  const remembered = new Map<string, Value<W>>()
  const path = `$.${listName}`
  for (const { list } of sql<{ list: string }>(
    `SELECT beside -> @path AS list
     FROM programme_update JOIN conference ON conference.id = conference_id
     WHERE slug = @slug AND undone_at IS NULL AND beside -> @path IS NOT NULL ORDER BY programme_update.id`,
  ).all({ slug, path })) {
    for (const [key, value] of Object.entries<Value<W>>(JSON.parse(list))) remembered.set(key, value)
  }
  return remembered
}

/** Leaves out empty lists, since for most files there is nothing to remember. */
export function toRememberedJson({ sequences, known }: Lists): RememberedJson {
  const nonEmptyLists = Object.entries({ sequences, known }).filter(([, list]) => list.size > 0)
  return Object.fromEntries(
    nonEmptyLists.map(([listName, list]) => [listName, Object.fromEntries<string | number>(list)]),
  )
}

/** Stores the data of a file that changed nothing else: adds it to the last update that was not undone. */
export function rememberFile(sql: Sql, conferenceId: number, remembered: Remembered): void {
  for (const [listName, list] of Object.entries(toRememberedJson(remembered))) {
    sql(
      `UPDATE programme_update SET beside = json_set(beside, @path,
         json_patch(coalesce(beside -> @path, '{}'), @list))
       WHERE id = (SELECT max(id) FROM programme_update WHERE conference_id = @conferenceId AND undone_at IS NULL)`,
    ).run({ conferenceId, path: `$.${listName}`, list: JSON.stringify(list) })
  }
  if (remembered.spoken) return
  sql(
    `UPDATE programme_update SET beside = json_remove(beside, '$.spoken')
     WHERE id = (SELECT max(id) FROM programme_update WHERE conference_id = @conferenceId AND undone_at IS NULL)
       AND beside ->> '$.spoken' IS NOT NULL`,
  ).run({ conferenceId })
}

/**
 * Whether all imported files gave only spoken languages. Languages from an older Rapporteur or another computer may include interpretation,
 * so a file of which this is unknown makes the result false.
 */
export function hasSpokenLanguages(sql: Sql, slug: ConferenceSlug): boolean {
  const row = sql<{ files: number; spoken: number }>(
    `SELECT count(*) AS files, count(beside ->> '$.spoken') AS spoken
     FROM programme_update JOIN conference ON conference.id = conference_id WHERE slug = ? AND undone_at IS NULL`,
  ).get(slug)
  return row !== undefined && row.files > 0 && row.files === row.spoken
}
