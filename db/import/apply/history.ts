/** The update history: what was imported, what it changed, and how to undo the last update. */
import { gzipSync } from 'node:zlib'
import type { ListChange, OtherChangeCounts, SessionCounts } from '../../contract/index.ts'
import type { ConferenceBundle, ConferenceSlug, Instant } from '../../model.ts'
import type { PackKey } from '../../packs/store-pack.ts'
import type { Sql } from '../../store/open.ts'
import { type Comparison, noOtherChanges, type OtherChanges } from '../matching/compare.ts'
import { type Remembered, type RememberedJson, toRememberedJson } from '../matching/file-memory.ts'
import type { ApplyContext } from './apply.ts'

export type Origin = { kind: 'file' | 'bundled'; fileName: string }

/** The key of a pack and the address of the programme before the delegate trusted another signer. */
export type ReplacedKey = PackKey & { address: string | null }

type Entry = {
  conferenceId: number
  origin: Origin
  counts: SessionCounts
  comparison: Comparison | null
  before: ConferenceBundle | null
  hashBefore: string | null
  remembered: Remembered
  replacedKey: ReplacedKey | null
}

export function getCounts({ sessions }: Comparison): SessionCounts {
  const counts = { added: 0, changed: 0, cancelled: 0 }
  for (const { kind } of sessions) counts[kind === 'missing' ? 'cancelled' : kind] += 1
  return counts
}

export function countOtherChanges({
  facts,
  speakers,
  keyMessages,
  directory,
  floorPlans,
  documents,
}: OtherChanges): OtherChangeCounts {
  const listAll = ({ added, changed, removed }: ListChange) => [...added, ...changed, ...removed]
  return {
    facts: facts.length,
    speakers: listAll(speakers).length,
    keyMessages: listAll(keyMessages).length,
    contacts: listAll(directory).length,
    files: [...listAll(documents), ...listAll(floorPlans)],
  }
}

/** Reads the visible part of an entry, without the data remembered about the file (file-memory.ts). */
export function readOtherChanges(stored: string): OtherChanges {
  const entry: Partial<OtherChanges> &
    RememberedJson & {
      spoken?: true
      replacedKey?: ReplacedKey
      files?: ListChange
      identifiers?: Record<string, string>
    } = JSON.parse(stored)
  // Entries of older versions have `identifiers`, and list documents and floor plans together as `files`.
  const {
    sequences: _,
    known: __,
    spoken: ___,
    identifiers: ____,
    replacedKey: _____,
    files,
    ...visible
  } = entry
  return { ...noOtherChanges, ...(files ? { documents: files } : {}), ...visible }
}

/** @returns when the file with this hash was imported, if another one has replaced it since; otherwise null */
export function findEarlierImport(sql: Sql, slug: ConferenceSlug, hash: string): Instant | null {
  const row = sql<{ at: Instant | null }>(
    `SELECT (SELECT max(applied_at) FROM programme_update AS earlier
         WHERE earlier.conference_id = later.conference_id AND earlier.id < later.id AND undone_at IS NULL) AS at
       FROM programme_update AS later JOIN conference ON conference.id = conference_id
       WHERE slug = ? AND hash_before = ? AND undone_at IS NULL
       ORDER BY later.id DESC LIMIT 1`,
  ).get(slug, hash)
  return row?.at ?? null
}

/** @returns the id of the entry */
export function recordUpdate({ sql, now }: Pick<ApplyContext, 'sql' | 'now'>, entry: Entry): number {
  const { conferenceId, origin, counts, comparison, before, hashBefore, remembered, replacedKey } = entry
  // Undo goes back one step only, to the state before this update.
  sql('UPDATE programme_update SET programme_before = NULL WHERE conference_id = ?').run(conferenceId)
  const row = sql<{ id: number }>(
    `INSERT INTO programme_update (conference_id, applied_at, origin, file_name, is_first, added, changed, cancelled,
       beside, hash_before, programme_before)
     VALUES (@conferenceId, @now, @kind, @fileName, @isFirst, @added, @changed, @cancelled, @beside, @hashBefore, @before)
     RETURNING id`,
  ).get({
    conferenceId,
    now: now(),
    ...origin,
    isFirst: comparison ? 0 : 1,
    ...counts,
    beside: JSON.stringify({
      ...(comparison?.otherChanges ?? noOtherChanges),
      ...toRememberedJson(remembered),
      ...(remembered.spoken ? { spoken: true } : {}),
      ...(replacedKey ? { replacedKey } : {}),
    }),
    hashBefore,
    before: before && gzipSync(JSON.stringify(before)),
  })
  if (!row) throw new Error('RETURNING returned nothing')
  const insert = sql(
    `INSERT INTO session_change (update_id, position, guid, kind, label, title, start_at, room, fields)
     VALUES (@update, @position, @guid, @kind, @label, @title, @start, @room, @fields)`,
  )
  for (const [position, change] of (comparison?.sessions ?? []).entries()) {
    insert.run({ update: row.id, position, ...change, fields: JSON.stringify(change.fields) })
  }
  return row.id
}
