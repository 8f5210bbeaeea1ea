/** The people of a programme, each once. */
import type { ConferenceBundle, Guid } from '../../model.ts'
import { toGuid } from '../common/names.ts'
import { cleanLine, cleanText } from '../common/text.ts'
import type { RawPerson } from './programme.ts'

type Speaker = ConferenceBundle['speakers'][number]

export type Speakers = {
  /** The guids of one session's people, in order, each once. */
  of(persons: readonly RawPerson[]): Guid[]
  list(): Speaker[]
}

/**
 * A person is told by their guid, else by their name: the numbers of programmes that were put together from several
 * belong to different people, and older ones number every appearance.
 */
export function collectSpeakers(): Speakers {
  const known = new Map<string, Speaker>()

  function add({ guid, name, biography }: RawPerson): Guid | null {
    const line = cleanLine(name)
    if (line === '') return null
    let key = toGuid(guid.trim() || line)
    // One guid for two names: nobody is lost.
    if ((known.get(key)?.name ?? line) !== line) key = toGuid(`${key}:${line}`)
    const before = known.get(key)
    if (!before) known.set(key, { guid: key, name: line, biography: cleanText(biography) })
    else if (before.biography === '') before.biography = cleanText(biography)
    return key
  }

  return {
    of: (persons) => [...new Set(persons.flatMap((person) => add(person) ?? []))],
    list: () => [...known.values()],
  }
}
