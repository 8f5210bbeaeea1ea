/** The glossaries of the app and of conference packs, and the delegate's own list. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decode } from '../../formats/decode.ts'
import type { ConferenceSlug } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import { findFile } from '../files.ts'
import { getSetting, putSetting } from '../settings.ts'
import { createGlossary, type Glossary } from './glossary.ts'

const KEY = 'glossary'

export function getOwnGlossary(sql: Sql): string {
  return getSetting(sql, KEY) ?? ''
}

export function setOwnGlossary(sql: Sql, text: string): void {
  putSetting(sql, KEY, text)
}

/** The glossaries for a search in one conference, or in all of them. */
export type GlossarySource = (sql: Sql, conference: ConferenceSlug | null) => Glossary

/**
 * Reads the files at the first search, and again if the delegate's own list or the glossary of a pack changes. `resources`: the app's
 * folder. `packFile`: the name of a pack's glossary among its files.
 */
export function createGlossarySource(resources: string, packFile: string): GlossarySource {
  let bundledTexts: string[] | null = null
  const cache = new Map<string, Glossary>()
  return (sql, conference) => {
    const ownText = getOwnGlossary(sql)
    const packFiles = findPackFiles(sql, conference, packFile)
    const key = `${packFiles.join('+')} ${ownText}`
    const cached = cache.get(key)
    if (cached) return cached
    bundledTexts ??= readBundled(resources)
    const packTexts = packFiles.map((sha256) => decode(findFile(sql, sha256)?.bytes ?? new Uint8Array()))
    const glossary = createGlossary([...bundledTexts, ...packTexts, ownText])
    if (cache.size >= MAX_CACHED) cache.clear()
    cache.set(key, glossary)
    return glossary
  }
}

/** The maximum number of cached glossaries, since searches alternate between one conference and all of them. */
const MAX_CACHED = 3

/** @returns the SHA-256 of the file in the pack of the conference, or in the packs of all conferences */
function findPackFiles(sql: Sql, conference: ConferenceSlug | null, packFile: string): string[] {
  return sql<{ sha256: string }>(
    `SELECT DISTINCT sha256 FROM conference_file JOIN conference ON conference.id = conference_id
     WHERE conference_file.guid = @packFile AND conference.removed_at IS NULL
       AND (@conference IS NULL OR slug = @conference)
     ORDER BY sha256`,
  )
    .all({ conference, packFile })
    .map(({ sha256 }) => sha256)
}

function readBundled(resources: string): string[] {
  const folder = join(resources, 'assets', 'glossaries')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}
