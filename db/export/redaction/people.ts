/** Collects all people whom a report could name: the programme's speakers, the contacts, and people whom only the notes name. */
import type { Nodes, Root } from 'mdast'
import { getTarget, type PersonKey, toInlineText } from '../../../core/note-format/index.ts'
import type { Contact } from '../../model.ts'
import type { KnownName } from './name.ts'

/** Names known for the conference, apart from those in notes. */
export type KnownPeople = {
  speakers: string[]
  contacts: Pick<Contact, 'name' | 'email' | 'telephone' | 'organisation' | 'country'>[]
  directory: { guid: string; name: string }[]
}
export type People = {
  known: KnownName[]
  /** Link keys of organisations, such as "octopus-2016/unodc". */
  organisations: ReadonlySet<string>
}

/** The kinds of links that name a person. */
const PERSONAL: ReadonlySet<string> = new Set(['turn', 'for', 'contact'])

/** `roots`: the notes. An organisation or state counts as known if a note names it as a speaker or links to it. */
export function findPeople(
  { speakers, contacts, directory }: KnownPeople,
  roots: readonly Root[],
  conference: string,
): People {
  const mentionedKeys = new Set<string>()
  const known: KnownName[] = [...speakers, ...contacts.map(({ name }) => name)].map((name) => ({
    name,
    kind: 'participant',
  }))
  for (const { email, telephone } of contacts) {
    for (const name of [email, telephone])
      if (name !== '') known.push({ name, kind: 'participant', isAddress: true })
  }
  const collect = (node: Nodes): void => {
    const target = node.type === 'link' ? getTarget(node) : null
    const who = getMentioned(target)
    if (who?.kind === 'contact' && who.conference !== null) mentionedKeys.add(`${who.conference}/${who.id}`)
    if (node.type === 'link' && target && PERSONAL.has(target.kind)) {
      const name = toInlineText([node])
        .replace(/^@|\s*:$/g, '')
        .replace(/^(?:for|pour|para|отв\.|для)\s+/iu, '')
      // A contact may have been met at another conference, or deleted.
      const isListed = who?.conference === conference
      if (!isListed && isName(name)) known.push({ name, kind: 'participant' })
    }
    if ('children' in node) for (const child of node.children) collect(child)
  }
  for (const root of roots) collect(root)
  for (const { guid, name } of directory) {
    if (mentionedKeys.has(`${conference}/${guid}`)) known.push({ name, kind: 'delegation' })
  }
  return {
    known: keepLastOfEachName(known),
    organisations: new Set(directory.map(({ guid }) => `${conference}/${guid}`)),
  }
}

function getMentioned(target: ReturnType<typeof getTarget>): PersonKey | null {
  if (target?.kind === 'turn' || target?.kind === 'for') return target.who
  return target?.kind === 'contact' ? target : null
}

/** Accepts "Ivan Petrov" and "Romania", but not "The chair", which identifies nobody. */
function isName(text: string): boolean {
  const words = text.split(/\s+/)
  return (
    words.every((word) => /^\p{Lu}/u.test(word)) && !/^(?:the|le|la|les|el|los|las)$/i.test(words[0] ?? '')
  )
}

function keepLastOfEachName(known: KnownName[]): KnownName[] {
  const seen = new Map(known.map((knownName) => [knownName.name, knownName]))
  return [...seen.values()]
}
