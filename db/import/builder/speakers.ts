/** Lists the people of a programme, each once. */

import { cleanLine, cleanText } from '../../formats/text.ts'
import type { ConferenceBundle, Guid } from '../../model.ts'
import { toGuid } from '../values/names.ts'
import type { RawEvent, RawPerson } from './raw-programme.ts'

type Speaker = ConferenceBundle['speakers'][number]

export type Speakers = {
  /** Adds the people of one session. @returns their guids, in order, each once */
  add(persons: readonly RawPerson[]): Guid[]
  list(): Speaker[]
}

/**
 * Identifies a person by guid, otherwise by name. Ignores `id`: in merged programmes two people may have the same id, and in old programmes
 * each appearance of a person has an id of its own. A name without a guid stands for the guid that other events give for it, unless they
 * give several.
 */
export function createSpeakerList(events: readonly RawEvent[]): Speakers {
  const guidsByName = mapGuidsByName(events)
  const known = new Map<Guid, { name: string; biographies: Set<string> }>()

  function addPerson({ guid, name, biography }: RawPerson): Guid | null {
    const cleanName = cleanLine(name)
    if (cleanName === '') return null
    let key = toGuid(guid.trim() || guidsByName.get(cleanName) || cleanName)
    // If two names share a guid, both people are kept.
    if ((known.get(key)?.name ?? cleanName) !== cleanName) key = toGuid(`${key}:${cleanName}`)
    const person = known.get(key)
    if (!person) known.set(key, { name: cleanName, biographies: new Set([biography]) })
    else person.biographies.add(biography)
    return key
  }

  return {
    add: (persons) => [...new Set(persons.flatMap((person) => addPerson(person) ?? []))],
    list: () =>
      [...known].map(([guid, { name, biographies }]) => ({
        guid,
        name,
        biography: getFirstText(biographies),
      })),
  }
}

/** The value is null if several people have the name. */
function mapGuidsByName(events: readonly RawEvent[]): Map<string, string | null> {
  const guidsByName = new Map<string, string | null>()
  for (const { guid, name } of events.flatMap(({ persons }) => persons)) {
    const key = guid.trim()
    if (key === '') continue
    const cleanName = cleanLine(name)
    const earlierKey = guidsByName.get(cleanName)
    guidsByName.set(cleanName, earlierKey === undefined || earlierKey === key ? key : null)
  }
  return guidsByName
}

function getFirstText(biographies: Iterable<string>): string {
  for (const html of biographies) {
    const text = cleanText(html)
    if (text !== '') return text
  }
  return ''
}

/** Fills in biographies from the file's list of people. A person is found by guid, or by id if the name is also the same. */
export function fillInBiographies(events: readonly RawEvent[], listed: readonly RawPerson[]): void {
  if (listed.length === 0) return
  const known = new Map<string, string>()
  for (const person of listed) {
    for (const key of getPersonKeys(person)) if (!known.has(key)) known.set(key, person.biography)
  }
  for (const person of events.flatMap(({ persons }) => persons)) {
    if (person.biography !== '') continue
    const key = getPersonKeys(person).find((key) => known.has(key))
    if (key !== undefined) person.biography = known.get(key) ?? ''
  }
}

function getPersonKeys({ guid, id = '', name }: RawPerson): string[] {
  return [...(guid === '' ? [] : [guid]), ...(id === '' ? [] : [`${id}\n${cleanLine(name)}`])]
}
