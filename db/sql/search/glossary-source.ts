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
 * Reads the files at the first search, and again if the delegate's own list or the glossary of the conference's pack changes. `resources`:
 * the app's folder. `packFile`: the name of a pack's glossary among its files.
 */
export function createGlossarySource(resources: string, packFile: string): GlossarySource {
  let bundled: string[] | null = null
  const latest = new Map<string, Glossary>()
  return (sql, conference) => {
    const own = getOwnGlossary(sql)
    const ofPack = conference === null ? null : findPackFile(sql, conference, packFile)
    const key = `${ofPack} ${own}`
    const known = latest.get(key)
    if (known) return known
    bundled ??= readBundled(resources)
    const text = ofPack === null ? '' : decode(findFile(sql, ofPack)?.bytes ?? new Uint8Array())
    const glossary = createGlossary([...bundled, text, own])
    if (latest.size >= MOST_KEPT) latest.clear()
    latest.set(key, glossary)
    return glossary
  }
}

/** Searches alternate between one conference and all of them. */
const MOST_KEPT = 3

/** @returns the SHA-256 of the file */
function findPackFile(sql: Sql, conference: ConferenceSlug, packFile: string): string | null {
  const row = sql<{ sha256: string }>(
    `SELECT sha256 FROM conference_file JOIN conference ON conference.id = conference_id
     WHERE slug = ? AND conference_file.guid = ?`,
  ).get(conference, packFile)
  return row?.sha256 ?? null
}

function readBundled(resources: string): string[] {
  const folder = join(resources, 'assets', 'glossaries')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}
