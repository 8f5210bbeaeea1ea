/** Writes a vCard: 3.0 (RFC 2426), which Outlook reads best, or 4.0 (RFC 6350). */
import { property, textValue } from '../write-content-lines.ts'

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

export function cardLines(version: CardVersion, content: CardContent): string[] {
  const { name, organisation, role, country, email, telephone, note, id, updatedAt } = content
  const isOld = version === '3.0'
  return [
    'BEGIN:VCARD',
    `VERSION:${version}`,
    ...property('FN', name),
    // The name is not split, since which part is the family name depends on the person's culture.
    `N:${textValue(name)};;;;`,
    ...property('ORG', organisation),
    ...property('TITLE', role),
    ...property(isOld ? 'EMAIL;TYPE=INTERNET' : 'EMAIL', email),
    ...property(isOld ? 'TEL;TYPE=WORK,VOICE' : 'TEL;TYPE="work,voice"', telephone),
    ...(country ? [`ADR;TYPE=WORK:;;;;;;${textValue(country)}`] : []),
    ...property('NOTE', note),
    ...(id ? [`UID:urn:uuid:${id}`] : []),
    ...(updatedAt ? [`REV:${isOld ? updatedAt : toBasic(updatedAt)}`] : []),
    'END:VCARD',
  ]
}

/** RFC 6350 §4.3.5 has only the basic format of ISO 8601, without fractions of a second. */
function toBasic(instant: string): string {
  return instant.replaceAll(/[-:]|\.\d+/g, '')
}
