/** Undoes the last update of a programme. */

import { gunzipSync } from 'node:zlib'
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import type { ConferenceBundle, ConferenceSlug } from '../../model.ts'
import { restorePackKey } from '../../packs/store-pack.ts'
import { restoreAddress } from '../../sql/programme-addresses.ts'
import type { Sql } from '../../store/open.ts'
import { compareProgrammes } from '../matching/compare.ts'
import { readProgramme } from '../matching/stored-programme.ts'
import { type ApplyContext, writeProgramme } from './apply.ts'
import type { Origin, ReplacedKey } from './history.ts'

type Undoable = {
  conferenceId: number
  isFirst: 0 | 1
  origin: Origin['kind']
  hashBefore: string | null
  programmeBefore: Buffer | null
  replacedKey: string | null
}

/** Must run in a transaction. Throws `conflict` if this is not the last update, is already undone, or is a first import with user data. */
export function undoUpdate(context: ApplyContext, slug: ConferenceSlug, id: number): void {
  const { sql, now } = context
  const update = sql<Undoable>(
    `SELECT conference_id AS conferenceId, is_first AS isFirst, origin, hash_before AS hashBefore,
       programme_before AS programmeBefore, beside -> '$.replacedKey' AS replacedKey
     FROM programme_update JOIN conference ON conference.id = conference_id
     WHERE programme_update.id = @id AND slug = @slug AND undone_at IS NULL
       AND programme_update.id = (SELECT max(id) FROM programme_update WHERE conference_id = conference.id)`,
  ).get({ id, slug })
  if (!update) {
    throw new StoreError('conflict', message('import.only-last-undone'))
  }
  if (update.isFirst && update.origin === 'file') {
    removeConference(context, slug)
    return
  }
  if (!update.programmeBefore || update.hashBefore === null) {
    throw new StoreError('conflict', message('import.before-unknown'))
  }
  const before = unpackProgramme(update.programmeBefore)
  const current = readProgramme(sql, slug)
  if (!current) throw new Error(`the conference ${slug} disappeared while its update was undone`)
  const changes = compareProgrammes(current, before).sessions
  removeUnused(context, update.conferenceId, slug, listAddedGuids(before, current))
  writeProgramme(context, before, {
    hash: update.hashBefore,
    changed: changes.map(({ guid }) => guid),
    fileSlug: null,
  })
  if (update.replacedKey !== null) {
    const { address, ...key }: ReplacedKey = JSON.parse(update.replacedKey)
    restorePackKey(sql, slug, key)
    restoreAddress(sql, slug, address)
  }
  sql('UPDATE programme_update SET undone_at = ?, programme_before = NULL WHERE id = ?').run(now(), id)
}

/** Unpacks a stored programme. If an older Rapporteur stored it, it lacks newer fields. */
function unpackProgramme(programme: Buffer): ConferenceBundle {
  const bundle: ConferenceBundle = JSON.parse(gunzipSync(programme).toString())
  return {
    ...bundle,
    sessions: bundle.sessions.map((session) => ({ ...session, type: session.type ?? null })),
  }
}

function listAddedGuids(before: ConferenceBundle, current: ConferenceBundle): string[] {
  const guidsBefore = new Set<string>(before.sessions.map(({ guid }) => guid))
  return current.sessions.map(({ guid }) => guid).filter((guid) => !guidsBefore.has(guid))
}

/** Removes sessions that the update added, except those to which user data refers. User data in the trash counts too. */
function removeUnused({ sql }: ApplyContext, conferenceId: number, slug: string, guids: string[]): void {
  sql(
    `DELETE FROM session
     WHERE conference_id = @conferenceId AND guid IN (SELECT value FROM json_each(@guids))
       AND guid NOT IN (SELECT session FROM star WHERE conference = @slug AND deleted_at IS NULL)
       AND guid NOT IN (SELECT session FROM note WHERE conference = @slug AND session IS NOT NULL AND purged_at IS NULL)
       AND guid NOT IN (SELECT session FROM own_document WHERE conference = @slug AND session IS NOT NULL AND deleted_at IS NULL)
       AND guid NOT IN (SELECT met_at FROM contact WHERE conference = @slug AND met_at IS NOT NULL)`,
  ).run({ conferenceId, slug, guids: JSON.stringify(guids) })
}

/** Whether the conference has user data. Its first import then cannot be undone. User data in the trash counts too. */
export function hasUserData(sql: Sql, slug: ConferenceSlug): boolean {
  return [
    'SELECT 1 FROM star WHERE conference = ? AND deleted_at IS NULL',
    'SELECT 1 FROM note WHERE conference = ? AND purged_at IS NULL',
    'SELECT 1 FROM contact WHERE conference = ? AND purged_at IS NULL',
    'SELECT 1 FROM own_entry WHERE conference = ? AND deleted_at IS NULL',
    'SELECT 1 FROM key_message_remark WHERE conference = ? AND deleted_at IS NULL',
    'SELECT 1 FROM own_document WHERE conference = ? AND deleted_at IS NULL',
  ].some((query) => sql(`${query} LIMIT 1`).get(slug) !== undefined)
}

function removeConference({ sql }: ApplyContext, slug: ConferenceSlug): void {
  if (hasUserData(sql, slug)) {
    throw new StoreError('conflict', message('import.in-use'))
  }
  sql('DELETE FROM conference WHERE slug = ?').run(slug)
}
