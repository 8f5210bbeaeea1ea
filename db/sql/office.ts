/** The office that the author of reports works for, stored as a setting. */
import { OfficeFields } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { parseSetting } from './presets.ts'
import { getSetting, putSetting } from './settings.ts'

const KEY = 'office'
const none: OfficeFields = { role: '', office: '', division: '' }

export function getOffice(sql: Sql): OfficeFields {
  const stored = getSetting(sql, KEY)
  return (stored === null ? null : parseSetting(OfficeFields, stored)) ?? none
}

export function saveOffice(sql: Sql, office: OfficeFields): void {
  putSetting(sql, KEY, JSON.stringify(office))
}
