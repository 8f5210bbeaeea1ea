/** A person read from a card or a code, with the limits of a contact (db/model.ts). */

/** Facts for which a contact has no field. */
const factKinds = [
  'organisation',
  'role',
  'telephone',
  'email',
  'address',
  'web',
  'message',
  'birthday',
  'nickname',
  'groups',
] as const
export type FactKind = (typeof factKinds)[number]
export type Fact = { kind: FactKind; text: string }

export type ReadPerson = {
  name: string
  organisation: string
  country: string
  role: string
  email: string
  telephone: string
  note: string
  facts: Fact[]
  photo: Uint8Array | null
}

const MAX_FIELD = 500
const MAX_NOTE = 20_000
/** Leaves room in the note for the facts. */
const MAX_FACTS = 40

export function createPerson(): ReadPerson {
  return {
    name: '',
    organisation: '',
    country: '',
    role: '',
    email: '',
    telephone: '',
    note: '',
    facts: [],
    photo: null,
  }
}

/** Sets the field to the first text. Other, different texts become facts. */
export function setFieldAndFacts(
  person: ReadPerson,
  field: 'organisation' | 'role' | 'telephone' | 'email',
  texts: readonly string[],
): void {
  const [first = '', ...others] = new Set(texts.filter(Boolean))
  person[field] = first
  for (const other of others) addFact(person, field, other)
}

export function addFact({ facts }: ReadPerson, kind: FactKind, text: string): void {
  const isKnown = facts.some((fact) => fact.kind === kind && fact.text === text)
  if (text !== '' && !isKnown && facts.length < MAX_FACTS) facts.push({ kind, text })
}

const limitedFields = ['name', 'organisation', 'country', 'role', 'email', 'telephone'] as const

/** Cuts texts to the limits of a contact, and adds a text that was cut to the note. @returns whether the note itself was cut */
export function cutTexts(person: ReadPerson): boolean {
  for (const field of limitedFields) {
    const text = person[field]
    if (text.length <= MAX_FIELD) continue
    person[field] = text.slice(0, MAX_FIELD).toWellFormed()
    person.note = [person.note, text].filter(Boolean).join('\n')
  }
  const maxLength = MAX_NOTE - person.facts.reduce((sum, { text }) => sum + text.length + 100, 0)
  if (person.note.length <= Math.max(maxLength, 0)) return false
  person.note = person.note.slice(0, Math.max(maxLength, 0)).toWellFormed()
  return true
}

export function toLine(text: string): string {
  return removeControls(text).replaceAll(/\s+/g, ' ').trim()
}

export function toParagraphs(text: string): string {
  return removeControls(text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')).trim()
}

function removeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern removes them
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, '')
}
