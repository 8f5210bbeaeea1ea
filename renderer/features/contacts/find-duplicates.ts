/** Finds records that may be about the same person. Pure, and fast enough for tens of thousands. */
import type { ContactFields } from '../../../db/model.ts'
import { fold } from '../../lib/fold.ts'

export type PersonRecord = Pick<ContactFields, 'name' | 'organisation' | 'email' | 'telephone'>

/**
 * The maximum number of records with the same name or address that are compared. If more people share an address, it is no sign of
 * duplicates.
 */
const MAX_COMPARED = 20

/** @returns a function that finds a record about the same person */
export function createMatcher<Item extends PersonRecord>(
  people: readonly Item[],
): (person: PersonRecord) => Item | undefined {
  const byKey = new Map<string, Item[]>()
  for (const person of people) {
    for (const key of getKeys(person)) {
      const sameKey = byKey.get(key)
      if (!sameKey) byKey.set(key, [person])
      else if (sameKey.length < MAX_COMPARED) sameKey.push(person)
    }
  }
  return (person) => {
    for (const key of getKeys(person)) {
      const found = byKey.get(key)?.find((other) => other !== person && mayBeSamePerson(other, person))
      if (found) return found
    }
    return undefined
  }
}

const matchers = new WeakMap<object, unknown>()

/** Like createMatcher, but creates only one matcher for each list. */
export function getMatcher<Item extends PersonRecord>(
  people: readonly Item[],
): (person: PersonRecord) => Item | undefined {
  const matcher = (matchers.get(people) ?? createMatcher(people)) as (
    person: PersonRecord,
  ) => Item | undefined
  matchers.set(people, matcher)
  return matcher
}

/** @returns pairs of records that may be about the same person, each pair once, with the earlier record first */
export function findDuplicates<Item extends PersonRecord>(people: readonly Item[]): [Item, Item][] {
  const find = getMatcher(people)
  const indexes = new Map(people.map((person, index) => [person, index]))
  const getPlace = (person: Item) => indexes.get(person) ?? 0
  return people.flatMap((person): [Item, Item][] => {
    const other = find(person)
    return other && getPlace(other) < getPlace(person) ? [[other, person]] : []
  })
}

function getKeys({ name, email }: PersonRecord): string[] {
  const words = getWords(name).sort().join(' ')
  const address = email.trim().toLowerCase()
  return [...(address ? [`@ ${address}`] : []), ...(words ? [words] : [])]
}

/**
 * Whether the two may be the same person. Two people with the same name may work in different places, and colleagues may share an address.
 */
function mayBeSamePerson(a: PersonRecord, b: PersonRecord): boolean {
  const [words, otherWords] = [getWords(a.name), getWords(b.name)]
  const hasSameEmail = a.email !== '' && a.email.trim().toLowerCase() === b.email.trim().toLowerCase()
  const hasSameName = [...words].sort().join(' ') === [...otherWords].sort().join(' ')
  if (hasSameEmail) {
    const isNameless = [a, b].some(({ name, email }) => name === email || name.trim() === '')
    return isNameless || words.some((word) => otherWords.includes(word))
  }
  if (!hasSameName) return false
  const organisations = [fold(a.organisation.trim()), fold(b.organisation.trim())]
  const mayShareOrganisation = organisations.includes('') || organisations[0] === organisations[1]
  return mayShareOrganisation || hasSameNumber(a.telephone, b.telephone)
}

/** Compares the last digits, since one number may lack the country code. */
function hasSameNumber(one: string, two: string): boolean {
  const [a, b] = [one, two].map((text) => text.replaceAll(/\D/g, '').slice(-8))
  return a !== undefined && a.length === 8 && a === b
}

function getWords(name: string): string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
