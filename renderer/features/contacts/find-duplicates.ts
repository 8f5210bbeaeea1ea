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
export function createMatcher<One extends PersonRecord>(
  people: readonly One[],
): (person: PersonRecord) => One | undefined {
  const byKey = new Map<string, One[]>()
  for (const one of people) {
    for (const key of getKeys(one)) {
      const known = byKey.get(key)
      if (!known) byKey.set(key, [one])
      else if (known.length < MAX_COMPARED) known.push(one)
    }
  }
  return (person) => {
    for (const key of getKeys(person)) {
      const found = byKey.get(key)?.find((one) => one !== person && isAlike(one, person))
      if (found) return found
    }
    return undefined
  }
}

const matchers = new WeakMap<object, unknown>()

/** Like createMatcher, but creates only one matcher for each list. */
export function getMatcher<One extends PersonRecord>(
  people: readonly One[],
): (person: PersonRecord) => One | undefined {
  const matcher = (matchers.get(people) ?? createMatcher(people)) as (person: PersonRecord) => One | undefined
  matchers.set(people, matcher)
  return matcher
}

/** @returns pairs of records that may be about the same person, each pair once, with the earlier record first */
export function findDuplicates<One extends PersonRecord>(people: readonly One[]): [One, One][] {
  const find = getMatcher(people)
  const indexes = new Map(people.map((one, index) => [one, index]))
  const getPlace = (one: One) => indexes.get(one) ?? 0
  return people.flatMap((one): [One, One][] => {
    const other = find(one)
    return other && getPlace(other) < getPlace(one) ? [[other, one]] : []
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
function isAlike(one: PersonRecord, two: PersonRecord): boolean {
  const [words, others] = [getWords(one.name), getWords(two.name)]
  const hasSameEmail = one.email !== '' && one.email.trim().toLowerCase() === two.email.trim().toLowerCase()
  const hasSameName = [...words].sort().join(' ') === [...others].sort().join(' ')
  if (hasSameEmail) {
    const isNameless = [one, two].some(({ name, email }) => name === email || name.trim() === '')
    return isNameless || words.some((word) => others.includes(word))
  }
  if (!hasSameName) return false
  const organisations = [fold(one.organisation.trim()), fold(two.organisation.trim())]
  const mayShareOrganisation = organisations.includes('') || organisations[0] === organisations[1]
  return mayShareOrganisation || hasSameNumber(one.telephone, two.telephone)
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
