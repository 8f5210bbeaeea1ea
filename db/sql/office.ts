/** The office that the author of reports works for, kept as a setting. */
import { OfficeFields } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { parseSetting, putSetting } from './presets.ts'

const KEY = 'office'
const none: OfficeFields = { role: '', office: '', division: '' }

export function officeOf(sql: Sql): OfficeFields {
  const stored = sql<{ value: string }>('SELECT value FROM setting WHERE key = ?').get(KEY)
  return (stored && parseSetting(OfficeFields, stored.value)) ?? none
}

export function saveOffice(sql: Sql, office: OfficeFields): void {
  putSetting(sql, KEY, office)
}
