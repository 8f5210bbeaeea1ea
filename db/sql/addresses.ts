/** The addresses at which newer programmes of conferences lie, stored as settings. */
import type { ProgrammeAddress } from '../contract/index.ts'
import type { ConferenceSlug } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getStamp } from './conferences.ts'
import { getSetting, putSetting } from './settings.ts'

/** Prefix of the setting key; the conference's slug follows. */
const KEY = 'programme-address/'

/** `stamp`: the programme that the entity tag and the checksum belong to. */
type Stored = ProgrammeAddress & { stamp: string }

/** After the programme changed in another way, such as Undo, only a complete download brings back what the server has. */
export function findAddress(sql: Sql, slug: ConferenceSlug): ProgrammeAddress | null {
  const text = getSetting(sql, KEY + slug)
  if (text === null) return null
  const { address, etag, sha256, stamp }: Stored = JSON.parse(text)
  return stamp === getStamp(sql, slug) ? { address, etag, sha256 } : { address, etag: null, sha256: null }
}

export function putAddress(sql: Sql, slug: ConferenceSlug, address: ProgrammeAddress): void {
  const stored: Stored = { ...address, stamp: getStamp(sql, slug) }
  putSetting(sql, KEY + slug, JSON.stringify(stored))
}
