/** Stores each picture once, as long as something shows it. */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../core/time.ts'
import type { Instant, Picture } from '../model.ts'
import type { Sql } from '../store/open.ts'

export type StoredPicture = Picture & { bytes: Uint8Array<ArrayBuffer> }

/** The number of days for which unused pictures are kept, because Undo in an open editor may restore a picture. */
const UNUSED_DAYS = 7

/** All texts that may show a picture, including deleted notes and contacts, templates and undoable merges. */
const texts = [
  `SELECT markdown AS text FROM note WHERE instr(markdown, 'picture/')`,
  `SELECT markdown AS text FROM note_version WHERE instr(markdown, 'picture/')`,
  `SELECT markdown AS text FROM note_template WHERE instr(markdown, 'picture/')`,
  `SELECT before AS text FROM merge_log WHERE instr(before, 'picture')`,
  `SELECT 'picture/' || picture AS text FROM contact WHERE picture IS NOT NULL`,
]
/** Matches a picture in Markdown, and in the JSON of a merge. */
const ADDRESS = /picture(?:\/|":")([0-9a-f]{64})/g

/** Distinct SHA-256 hashes of the pictures in a Markdown text. May include pictures that are mentioned but not shown. */
export function findPictureHashes(text: string): string[] {
  return [...new Set([...text.matchAll(ADDRESS)].map(([, sha256 = '']) => sha256))]
}

/** Stores a picture. If it is stored already, it counts as used again. */
export function storePicture(sql: Sql, { sha256, type, width, height }: Picture, bytes: Uint8Array): void {
  sql(
    `INSERT INTO picture (sha256, type, width, height, bytes) VALUES (@sha256, @type, @width, @height, @bytes)
     ON CONFLICT (sha256) DO UPDATE SET unused_since = NULL`,
  ).run({ sha256, type, width, height, bytes })
}

export function findPicture(sql: Sql, sha256: string): Picture | null {
  return (
    sql<Picture>(
      'SELECT sha256, type, width, height, length(bytes) AS size FROM picture WHERE sha256 = ?',
    ).get(sha256) ?? null
  )
}

export function readPictureBytes(
  sql: Sql,
  sha256: string,
): { type: Picture['type']; bytes: Uint8Array } | null {
  return (
    sql<{ type: Picture['type']; bytes: Uint8Array }>('SELECT type, bytes FROM picture WHERE sha256 = ?').get(
      sha256,
    ) ?? null
  )
}

/** Reads pictures with their bytes. */
export function getPicturesByHash(sql: Sql, sha256s: Iterable<string>): StoredPicture[] {
  const read = sql<StoredPicture>(
    'SELECT sha256, type, width, height, length(bytes) AS size, bytes FROM picture WHERE sha256 = ?',
  )
  return [...sha256s].flatMap((sha256) => read.get(sha256) ?? [])
}

/** SHA-256 hashes of all pictures in use. */
export function findShownHashes(sql: Sql): Set<string> {
  const shown = new Set<string>()
  for (const select of texts) {
    for (const { text } of sql<{ text: string }>(select).iterate()) {
      for (const sha256 of findPictureHashes(text)) shown.add(sha256)
    }
  }
  return shown
}

/**
 * Removes pictures that have been unused for some days.
 * @returns the number removed
 */
export function removeUnusedPictures(sql: Sql, now: Instant): number {
  const all = sql<{ id: number; sha256: string }>('SELECT id, sha256 FROM picture').all()
  if (all.length === 0) return 0
  const shown = findShownHashes(sql)
  const oldest = toInstantString(Temporal.Instant.from(now).subtract({ hours: 24 * UNUSED_DAYS }))
  let removed = 0
  for (const { id, sha256 } of all) {
    if (shown.has(sha256)) sql('UPDATE picture SET unused_since = NULL WHERE id = ?').run(id)
    else {
      sql('UPDATE picture SET unused_since = coalesce(unused_since, ?) WHERE id = ?').run(now, id)
      removed += sql('DELETE FROM picture WHERE id = ? AND unused_since < ?').run(id, oldest).changes
    }
  }
  return removed
}
