/** The addresses from which newer programmes are downloaded, stored as settings. */
import type { ProgrammeAddress } from '../contract/index.ts'
import type { ConferenceSlug } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getProgrammeVersionKey } from './conferences.ts'
import { getSetting, putSetting, removeSetting } from './settings.ts'

/** Prefix of the setting key; the conference's slug follows. */
const KEY = 'programme-address/'

/** `stamp`: the state of the programme to which the entity tag and the checksum belong. */
type Stored = ProgrammeAddress & { stamp: string }

/** Drops ETag and checksum if the programme has changed since, for instance by Undo, so that the next refresh downloads it in full. */
export function findAddress(sql: Sql, slug: ConferenceSlug): ProgrammeAddress | null {
  const text = getSetting(sql, KEY + slug)
  if (text === null) return null
  const { address, etag, sha256, stamp }: Stored = JSON.parse(text)
  return stamp === getProgrammeVersionKey(sql, slug)
    ? { address, etag, sha256 }
    : { address, etag: null, sha256: null }
}

/** Restores an earlier address; null removes the address. */
export function restoreAddress(sql: Sql, slug: ConferenceSlug, address: string | null): void {
  if (address !== null) putAddress(sql, slug, { address, etag: null, sha256: null })
  else removeSetting(sql, KEY + slug)
}

export function putAddress(sql: Sql, slug: ConferenceSlug, address: ProgrammeAddress): void {
  const stored: Stored = { ...address, stamp: getProgrammeVersionKey(sql, slug) }
  putSetting(sql, KEY + slug, JSON.stringify(stored))
}
