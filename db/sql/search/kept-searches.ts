/** The searches that the delegate ran last, and the saved searches. */
import type { Sql } from '../../store/open.ts'
import { getSetting, putSetting } from '../settings.ts'

export type KeptSearches = { recent: string[]; saved: string[] }
export type SearchList = keyof KeptSearches

const KEY = 'searches'
const LIMIT: Record<SearchList, number> = { recent: 6, saved: 50 }

/** Latest first. */
export function getKeptSearches(sql: Sql): KeptSearches {
  return JSON.parse(getSetting(sql, KEY) ?? '{"recent":[],"saved":[]}') as KeptSearches
}

/** Puts the search first in the list. If the list is too long, its oldest search is dropped. */
export function keepSearch(sql: Sql, list: SearchList, text: string): void {
  const others = getKeptSearches(sql)[list].filter((other) => other !== text)
  putList(sql, list, [text, ...others].slice(0, LIMIT[list]))
}

export function forgetSearch(sql: Sql, list: SearchList, text: string): void {
  const remaining = getKeptSearches(sql)[list].filter((other) => other !== text)
  putList(sql, list, remaining)
}

function putList(sql: Sql, list: SearchList, texts: string[]): void {
  putSetting(sql, KEY, JSON.stringify({ ...getKeptSearches(sql), [list]: texts }))
}
