/**
 * Groups the list of contacts, with each person once: people whom the delegate met, then speakers and colleagues who are not among the
 * contacts yet. The conference's directory follows, by kind. Pure.
 */
import type { Contact, DirectoryEntry, Person, ProgrammeSpeaker } from '../../../db/model.ts'
import { fold } from '../../lib/fold.ts'

type Kind = DirectoryEntry['kind']
export type ContactGroup =
  | { kind: 'people'; people: Contact[] }
  | { kind: 'speakers'; speakers: ProgrammeSpeaker[] }
  | { kind: 'colleagues'; colleagues: Person[] }
  | { kind: Kind; entries: DirectoryEntry[] }

export type Listed = {
  people: readonly Contact[]
  speakers: readonly ProgrammeSpeaker[]
  /** The authors of notes, the delegate among them. */
  authors: readonly Person[]
  /** The delegate's id as an author. */
  me: string
  directory: readonly DirectoryEntry[]
}

const kinds: readonly Kind[] = ['organisation', 'body', 'network', 'company', 'state']

/** An item with the text that a filter searches, folded once, since every key of the filter searches all of them. */
type Indexed<Item> = { item: Item; text: string }
export type ContactIndex = {
  people: Indexed<Contact>[]
  speakers: Indexed<ProgrammeSpeaker>[]
  colleagues: Indexed<Person>[]
  directory: Indexed<DirectoryEntry>[]
}

/** People are sorted by name for `locale`; the directory keeps the conference's order. */
export function createContactIndex(
  { people, speakers, authors, me, directory }: Listed,
  locale: string,
): ContactIndex {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true })
  const sortByName = <One extends { name: string }>(all: readonly One[]) =>
    all.toSorted((a, b) => compare(a.name, b.name))
  const index = <Item>(all: readonly Item[], getTexts: (item: Item) => (string | null)[]): Indexed<Item>[] =>
    all.map((item) => ({ item, text: fold(getTexts(item).filter(Boolean).join(' ')) }))
  const getNames = (all: readonly { name: string }[]) => new Set(all.map(({ name }) => fold(name.trim())))
  const [contactNames, speakerNames] = [getNames(people), getNames(speakers)]
  const isIn = (names: ReadonlySet<string>, { name }: { name: string }) => names.has(fold(name.trim()))
  return {
    people: index(sortByName(people), ({ name, organisation, country, role, email }) => [
      ...[name, organisation, country, role, email],
    ]),
    speakers: index(
      sortByName(speakers.filter((speaker) => speaker.name !== '' && !isIn(contactNames, speaker))),
      ({ name }) => [name],
    ),
    colleagues: index(
      sortByName(
        authors.filter(
          (author) =>
            author.id !== me &&
            author.name !== '' &&
            !isIn(contactNames, author) &&
            !isIn(speakerNames, author),
        ),
      ),
      ({ name, delegation }) => [name, delegation],
    ),
    directory: index(directory, ({ name, partOf, url }) => [name, partOf, url]),
  }
}

export function hasSameName(one: { name: string }, other: { name: string }): boolean {
  return fold(one.name.trim()) === fold(other.name.trim())
}

let last: { listed: Listed; locale: string; index: ContactIndex } | null = null

/**
 * Like createContactIndex, but reuses the last index for the same lists, since the page is left and opened often, and sorting takes time.
 */
export function getContactIndex(listed: Listed, locale: string): ContactIndex {
  const isSame =
    last?.locale === locale &&
    (Object.keys(listed) as (keyof Listed)[]).every((list) => last?.listed[list] === listed[list])
  if (!last || !isSame) last = { listed, locale, index: createContactIndex(listed, locale) }
  return last.index
}

/** Every word of `query` must occur in a contact. Leaves out empty groups. */
export function groupContacts(index: ContactIndex, query: string): ContactGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const filter = <Item>(all: readonly Indexed<Item>[]) =>
    all.filter(({ text }) => words.every((word) => text.includes(word))).map(({ item }) => item)
  const [people, speakers, colleagues] = [
    filter(index.people),
    filter(index.speakers),
    filter(index.colleagues),
  ]
  const entries = Object.groupBy(filter(index.directory), ({ kind }) => kind)
  return [
    ...(people.length > 0 ? [{ kind: 'people' as const, people }] : []),
    ...(speakers.length > 0 ? [{ kind: 'speakers' as const, speakers }] : []),
    ...(colleagues.length > 0 ? [{ kind: 'colleagues' as const, colleagues }] : []),
    ...kinds.flatMap((kind) => {
      const listed = entries[kind]
      return listed ? [{ kind, entries: listed }] : []
    }),
  ]
}
