/** Stores the documents of a pack and its signer beside the programme. */
import { gunzipSync } from 'node:zlib'
import { message } from '../../core/i18n/message.ts'
import type { PackSigner } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceBundle, ConferenceSlug, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getFingerprint } from './keys.ts'
import type { Pack } from './read-pack.ts'

/** Compares the pack's signer with the stored one. @returns null if neither the file nor the stored programme comes from a pack */
export function getSigner(sql: Sql, slug: ConferenceSlug, pack: Pack | null): PackSigner | null {
  const known = findPackKey(sql, slug)
  const before = known ? { publisher: known.publisher, fingerprint: getFingerprint(known.publicKey) } : null
  if (!pack) return before && { state: 'unsigned', by: null, before }
  const source = { publisher: pack.publisher, fingerprint: getFingerprint(pack.publicKey) }
  if (!known) return { state: 'first', by: source, before }
  const isKnown = [pack.publicKey, pack.formerKey].includes(known.publicKey)
  return { state: isKnown ? 'known' : 'other', by: source, before }
}

/** Throws `invalid-input` if the pack is unsigned or signed with another key, unless the delegate trusts it. */
export function expectKey(signer: PackSigner | null, trustKey: boolean): void {
  if (trustKey || (signer?.state !== 'other' && signer?.state !== 'unsigned')) return
  const { by } = signer
  const before = signer.before ?? { publisher: '', fingerprint: '' }
  throw new StoreError(
    'invalid-input',
    by
      ? message('pack.other-key', {
          fingerprint: by.fingerprint,
          publisher: by.publisher,
          earlierPublisher: before.publisher,
          earlierFingerprint: before.fingerprint,
        })
      : message('pack.not-signed', { publisher: before.publisher, fingerprint: before.fingerprint }),
  )
}

/** Must run in the transaction that writes the programme. */
export function storePack(
  { sql, now }: { sql: Sql; now(): Instant },
  slug: ConferenceSlug,
  { publicKey, publisher, contents }: Pack,
): void {
  for (const [sha256, bytes] of contents) {
    sql('INSERT INTO file_content (sha256, bytes) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING').run(
      sha256,
      bytes,
    )
  }
  sql(
    `INSERT INTO pack_key (conference, public_key, publisher, since) VALUES (@slug, @publicKey, @publisher, @now)
     ON CONFLICT (conference) DO UPDATE SET public_key = excluded.public_key, publisher = excluded.publisher,
       since = CASE WHEN public_key = excluded.public_key THEN since ELSE excluded.since END`,
  ).run({ slug, publicKey, publisher, now: now() })
}

export type PackKey = { publicKey: string; publisher: string; since: Instant }

export function findPackKey(sql: Sql, slug: ConferenceSlug): PackKey | undefined {
  return sql<PackKey>(
    'SELECT public_key AS publicKey, publisher, since FROM pack_key WHERE conference = ?',
  ).get(slug)
}

/** Makes an earlier key the known key again. */
export function restorePackKey(sql: Sql, slug: ConferenceSlug, key: PackKey): void {
  sql(
    'UPDATE pack_key SET public_key = @publicKey, publisher = @publisher, since = @since WHERE conference = @slug',
  ).run({ ...key, slug })
}

/**
 * Removes contents that are used neither by a programme, nor by a programme that Undo would restore, nor by a document of the delegate.
 * @returns the number of removed contents
 */
export function removeUnusedContents(sql: Sql): number {
  const unused = sql<{ sha256: string }>(
    `SELECT sha256 FROM file_content
     WHERE sha256 NOT IN (SELECT sha256 FROM conference_file) AND sha256 NOT IN (SELECT sha256 FROM own_document)`,
  ).all()
  if (unused.length === 0) return 0
  const neededByUndo = new Set<string>()
  for (const { programme } of sql<{ programme: Buffer }>(
    'SELECT programme_before AS programme FROM programme_update WHERE programme_before IS NOT NULL',
  ).iterate()) {
    const { files = [] }: ConferenceBundle = JSON.parse(gunzipSync(programme).toString())
    for (const { sha256 } of files) neededByUndo.add(sha256)
  }
  const removed = unused.filter(({ sha256 }) => !neededByUndo.has(sha256))
  for (const { sha256 } of removed) sql('DELETE FROM file_content WHERE sha256 = ?').run(sha256)
  return removed.length
}
