/** The office of the author of reports, and the addresses on the author's card, stored as settings. */
import { CardFields, OfficeFields } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { parseSetting } from './presets.ts'
import { getSetting, putSetting } from './settings.ts'

const OFFICE_KEY = 'office'
const CARD_KEY = 'card'
const emptyOffice: OfficeFields = { role: '', office: '', division: '' }

export function getOffice(sql: Sql): OfficeFields {
  const stored = getSetting(sql, OFFICE_KEY)
  return (stored === null ? null : parseSetting(OfficeFields, stored)) ?? emptyOffice
}

export function saveOffice(sql: Sql, office: OfficeFields): void {
  putSetting(sql, OFFICE_KEY, JSON.stringify(office))
}

export function getCard(sql: Sql): CardFields {
  const stored = getSetting(sql, CARD_KEY)
  return (stored === null ? null : parseSetting(CardFields, stored)) ?? { email: '', telephone: '' }
}

export function saveCard(sql: Sql, card: CardFields): void {
  putSetting(sql, CARD_KEY, JSON.stringify(card))
}
