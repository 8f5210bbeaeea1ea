/** Reads people from vCards. Data for which a contact has no field is returned as facts, so that nothing is lost. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { collectProblems, type Problems } from '../problems.ts'
import { type Card, type CardProperty, readCardLines } from './card-lines.ts'
import {
  addFact,
  createPerson,
  cutTexts,
  type ReadPerson,
  setFieldAndFacts,
  toLine,
  toParagraphs,
} from './person.ts'

export type ReadCards = { people: ReadPerson[]; warnings: Message[] }

/** Throws StoreError `bad-file` if the bytes contain no vCard. */
export function readCards(bytes: Uint8Array): ReadCards {
  const problems = collectProblems()
  const people = readCardLines(bytes, problems).flatMap((card) => readPerson(card, problems) ?? [])
  return { people, warnings: problems.list() }
}

/** Properties about the card itself, or about an address book's own features. */
const ignoredProperties = new Set(
  'VERSION UID REV PRODID CLASS MAILER SORT-STRING PROFILE SOURCE NAME KIND SOUND CLIENTPIDMAP XML LABEL TZ GEO GENDER LANG'.split(
    ' ',
  ),
)

function readPerson(card: Card, problems: Problems): ReadPerson | null {
  const person = createPerson()
  const getProperties = (name: string) => card.properties.filter((property) => property.name === name)
  const getTexts = (name: string) => getProperties(name).map(({ value }) => toLine(unescapeValue(value)))
  const createSubject = (name: string) => message('common.quoted-line', { name, line: card.line })

  person.name = [...getTexts('FN'), ...getProperties('N').map(composeName)].find((name) => name !== '') ?? ''
  const organisations = getProperties('ORG').map(({ value }) => toLine(splitAt(value, ';').join(', ')))
  setFieldAndFacts(person, 'organisation', organisations)
  setFieldAndFacts(person, 'role', [...getTexts('TITLE'), ...getTexts('ROLE')])
  setFieldAndFacts(person, 'email', sortByPreference(getProperties('EMAIL')).map(readEmail))
  setFieldAndFacts(person, 'telephone', sortByPreference(getProperties('TEL')).map(readTelephone))
  readAddresses(person, sortByPreference(getProperties('ADR')))
  for (const url of getTexts('URL')) addFact(person, 'web', url)
  for (const address of getTexts('IMPP')) addFact(person, 'message', address)
  for (const { value } of getProperties('BDAY')) addFact(person, 'birthday', readDate(value))
  for (const name of getTexts('NICKNAME')) addFact(person, 'nickname', name)
  for (const { value } of getProperties('CATEGORIES'))
    addFact(person, 'groups', toLine(splitAt(value, ',').join(', ')))
  person.note = getProperties('NOTE')
    .map(({ value }) => toParagraphs(unescapeValue(value)))
    .filter(Boolean)
    .join('\n\n')

  if (person.name === '') person.name = person.email || person.organisation || person.telephone
  if (person.name === '') {
    problems.add(message('card.no-name'), message('common.line', { line: card.line }), 'loss')
    return null
  }
  const kind = [...getTexts('KIND'), ...getTexts('X-ADDRESSBOOKSERVER-KIND')].join(' ').toLowerCase()
  if (kind.includes('group')) {
    problems.add(message('card.is-group'), createSubject(person.name), 'loss')
    return null
  }
  if (cutTexts(person)) problems.add(message('card.note-cut'), createSubject(person.name), 'loss')
  const photos = getProperties('PHOTO')
  person.photo = photos.map(readPhoto).find((photo) => photo !== null) ?? null
  if (photos.length > 0 && person.photo === null) {
    problems.add(message('card.photo-unread'), createSubject(person.name), 'loss')
  }
  for (const name of listUnusedProperties(card)) {
    problems.add(message('card.property-left-out', { name }), createSubject(person.name), 'loss')
  }
  return person
}

/** Lists the standard properties that a contact cannot store. */
function listUnusedProperties({ properties }: Card): string[] {
  const names = new Set(properties.map(({ name }) => name))
  return [...names].filter(
    (name) => !usedProperties.has(name) && !ignoredProperties.has(name) && !name.startsWith('X-'),
  )
}

const usedProperties = new Set(
  'FN N ORG TITLE ROLE EMAIL TEL ADR URL IMPP BDAY NICKNAME CATEGORIES NOTE PHOTO'.split(' '),
)

/** RFC 6350 §6.2.2: family, given, additional, prefixes, suffixes. */
function composeName({ value }: CardProperty): string {
  const [family = '', given = '', additional = '', prefixes = '', suffixes = ''] = splitAt(value, ';')
  return toLine([prefixes, given, additional, family, suffixes].filter(Boolean).join(' '))
}

/** The country is a field; an address with more than that is a fact. */
function readAddresses(person: ReadPerson, addresses: readonly CardProperty[]): void {
  for (const { value } of addresses) {
    const parts = splitAt(value, ';').map(toLine)
    const country = parts[6] ?? ''
    if (person.country === '') person.country = country
    if (parts.some((part, index) => part !== '' && index !== 6)) {
      addFact(person, 'address', parts.filter(Boolean).join(', '))
    }
  }
}

function readEmail({ value }: CardProperty): string {
  const text = toLine(unescapeValue(value)).replace(/^mailto:/i, '')
  return /<([^<>\s@]+@[^<>\s]+)>/.exec(text)?.[1] ?? text
}

/** Also a `tel:` URI with an extension (RFC 3966). */
function readTelephone({ value }: CardProperty): string {
  return toLine(unescapeValue(value)).replace(/^tel:/i, '').replace(/;ext=/i, ' ext. ')
}

function readDate(value: string): string {
  return toLine(unescapeValue(value)).replace(/^(\d{4})(\d{2})(\d{2})(?:T.*)?$/, '$1-$2-$3')
}

/** Preferred properties come first, then the others in the card's order; fax numbers and pagers come last. */
function sortByPreference(properties: readonly CardProperty[]): CardProperty[] {
  const getRank = ({ parameters }: CardProperty): number => {
    const types = parameters.get('TYPE') ?? []
    if (types.some((type) => ['FAX', 'PAGER', 'MODEM', 'BBS'].includes(type))) return 200
    const preference = Number(parameters.get('PREF')?.[0])
    if (preference > 0) return preference
    return types.includes('PREF') ? 1 : 101
  }
  return properties.toSorted((a, b) => getRank(a) - getRank(b))
}

/** @returns null for an address on the web or bytes that are not base64 */
function readPhoto({ value, parameters }: CardProperty): Uint8Array | null {
  const data = /^data:[^,]*;base64,(.*)$/is.exec(value.replaceAll('\\', ''))?.[1]
  const encoding = parameters.get('ENCODING')?.[0]
  const base64 = data ?? (encoding === 'B' || encoding === 'BASE64' ? value : null)
  const text = base64?.replaceAll(/\s/g, '')
  return text && /^[A-Za-z0-9+/]+=*$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : null
}

/** Splits at unescaped separators and resolves the escapes of each part. */
function splitAt(value: string, separator: ';' | ','): string[] {
  const parts: string[] = []
  let start = 0
  for (let index = 0; index <= value.length; index += 1) {
    if (index < value.length && value[index] !== separator) {
      if (value[index] === '\\') index += 1
      continue
    }
    parts.push(unescapeValue(value.slice(start, index)))
    start = index + 1
  }
  return parts
}

/** Accepts the escapes of all versions. */
function unescapeValue(value: string): string {
  if (!value.includes('\\')) return value
  return value.replaceAll(/\\([nN\\;,:"])/g, (_, character: string) =>
    character === 'n' || character === 'N' ? '\n' : character,
  )
}
