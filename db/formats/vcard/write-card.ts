/** Writes a vCard: 3.0 (RFC 2426), which Outlook reads best, or 4.0 (RFC 6350). */
import { escapeText, writeProperty } from '../write-content-lines.ts'

export type CardVersion = '3.0' | '4.0'
/** Empty texts are left out. */
export type CardContent = {
  name: string
  organisation: string
  role: string
  country: string
  email: string
  telephone: string
  note: string
  id: string | null
  updatedAt: string | null
}

export function writeCardLines(version: CardVersion, content: CardContent): string[] {
  const { name, organisation, role, country, email, telephone, note, id, updatedAt } = content
  const isVersion3 = version === '3.0'
  return [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    ...writeProperty('FN', name),
    // The name is not split, since which part is the family name depends on the person's culture.
    `N:${escapeText(name)};;;;`,
    ...writeProperty('ORG', organisation),
    ...writeProperty('TITLE', role),
    ...writeProperty(isVersion3 ? 'EMAIL;TYPE=INTERNET' : 'EMAIL', email),
    ...writeProperty(isVersion3 ? 'TEL;TYPE=WORK,VOICE' : 'TEL;TYPE="work,voice"', telephone),
    ...(country ? [`ADR;TYPE=WORK:;;;;;;${escapeText(country)}`] : []),
    ...writeProperty('NOTE', note),
    ...(id ? [`UID:urn:uuid:${id}`] : []),
    ...(updatedAt ? [`REV:${isVersion3 ? updatedAt : toBasic(updatedAt)}`] : []),
    'END:VCARD',
  ]
}

/** RFC 6350 §4.3.5 has only the basic format of ISO 8601, without fractions of a second. */
function toBasic(instant: string): string {
  return instant.replaceAll(/[-:]|\.\d+/g, '')
}
