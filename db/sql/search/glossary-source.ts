/** The glossaries of the app and the delegate's own list. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from '../../store/open.ts'
import { getSetting, putSetting } from '../settings.ts'
import { createGlossary, type Glossary } from './glossary.ts'

const KEY = 'glossary'

export function getOwnGlossary(sql: Sql): string {
  return getSetting(sql, KEY) ?? ''
}

export function setOwnGlossary(sql: Sql, text: string): void {
  putSetting(sql, KEY, text)
}

/** Reads the files at the first search, and again if the delegate's own list changes. `resources`: the app's folder. */
export function createGlossarySource(resources: string): (sql: Sql) => Glossary {
  let bundled: string[] | null = null
  let latest: { own: string; glossary: Glossary } | null = null
  return (sql) => {
    const own = getOwnGlossary(sql)
    if (latest?.own === own) return latest.glossary
    bundled ??= readBundled(resources)
    latest = { own, glossary: createGlossary([...bundled, own]) }
    return latest.glossary
  }
}

function readBundled(resources: string): string[] {
  const folder = join(resources, 'assets', 'glossaries')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}
