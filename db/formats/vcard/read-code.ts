/** Reads people from the text of a QR code: a vCard, MECARD and BIZCARD (NTT DoCoMo), an address, or plain text. */
import { message } from '../../../core/i18n/message.ts'
import {
  addFact,
  createPerson,
  cutTexts,
  type ReadPerson,
  setFieldAndFacts,
  toLine,
  toParagraphs,
} from './person.ts'
import { type ReadCards, readCards } from './read-cards.ts'

/** The most characters that a QR code can hold (ISO/IEC 18004). A longer text is not parsed, since that could take long. */
const MAX_CODE_LENGTH = 7_089

/** The name is empty if the code has none. Throws StoreError `bad-file` for an unreadable vCard. */
export function readCode(text: string): ReadCards {
  if (/BEGIN\s*:\s*VCARD/i.test(text)) return readCards(new TextEncoder().encode(text))
  const isMecard = text.length <= MAX_CODE_LENGTH && /^\s*(?:MECARD|BIZCARD):/i.test(text)
  const person = isMecard ? readMecard(text) : readPlainCode(text)
  const isCut = cutTexts(person)
  return { people: [person], warnings: isCut ? [message('card.note-cut')] : [] }
}

function readMecard(text: string): ReadPerson {
  const isBizcard = /^\s*BIZCARD/i.test(text)
  const fields = [...text.slice(text.indexOf(':') + 1).matchAll(/([A-Z][A-Z-]*):((?:\\.|[^\\;])*)(?:;|$)/gis)]
  const getFields = (...names: string[]) =>
    fields
      .filter(([, name = '']) => names.includes(name.toUpperCase()))
      .map(([, , value = '']) => toLine(value.replaceAll(/\\(.)/gs, '$1')))
  const person = createPerson()
  const [name = ''] = getFields('N')
  // MECARD separates the family name from the given name by a comma, BIZCARD in fields of their own.
  const [family = '', ...given] = name.split(',')
  person.name = isBizcard ? [name, ...getFields('X')].join(' ').trim() : toLine([...given, family].join(' '))
  setFieldAndFacts(person, 'organisation', isBizcard ? getFields('C') : getFields('ORG'))
  setFieldAndFacts(person, 'role', isBizcard ? getFields('T') : getFields('TITLE', 'TIL'))
  setFieldAndFacts(person, 'telephone', isBizcard ? getFields('B', 'M') : getFields('TEL', 'TEL-AV'))
  setFieldAndFacts(person, 'email', isBizcard ? getFields('E') : getFields('EMAIL'))
  for (const address of isBizcard ? getFields('A') : getFields('ADR')) addFact(person, 'address', address)
  for (const url of getFields('URL')) addFact(person, 'web', url)
  for (const nickname of getFields('NICKNAME')) addFact(person, 'nickname', nickname)
  for (const day of getFields('BDAY')) addFact(person, 'birthday', day)
  person.note = [...getFields('NOTE'), ...getFields('MEMO')].join('\n')
  if (person.name === '') person.name = person.email || person.organisation
  return person
}

/** Reads a mail address, a telephone number or a web address. Any other text becomes the note. */
function readPlainCode(text: string): ReadPerson {
  const person = createPerson()
  const trimmed = text.trim()
  const email = /^mailto:([^?]+)|^MATMSG:.*?TO:([^;]+)|^([^\s@:]+@[^\s@:]+\.[^\s@:]+)$/i.exec(trimmed)
  const telephone = /^tel:(.+)$/i.exec(trimmed)
  if (email) person.email = toLine(email[1] ?? email[2] ?? email[3] ?? '')
  else if (telephone) person.telephone = toLine(telephone[1] ?? '')
  else if (/^(?:https?:\/\/|www\.)\S+$/i.test(trimmed)) addFact(person, 'web', toLine(trimmed))
  else person.note = toParagraphs(trimmed)
  return person
}
