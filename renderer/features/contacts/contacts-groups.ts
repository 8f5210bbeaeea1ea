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

export type ContactLists = {
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
  { people, speakers, authors, me, directory }: ContactLists,
  locale: string,
): ContactIndex {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true })
  const sortByName = <Named extends { name: string }>(all: readonly Named[]) =>
    all.toSorted((a, b) => compare(a.name, b.name))
  const indexItems = <Item>(
    all: readonly Item[],
    getTexts: (item: Item) => (string | null)[],
  ): Indexed<Item>[] => all.map((item) => ({ item, text: fold(getTexts(item).filter(Boolean).join(' ')) }))
  const getNames = (all: readonly { name: string }[]) => new Set(all.map(({ name }) => fold(name.trim())))
  const contactNames = getNames(people)
  const speakerNames = getNames(speakers)
  const isIn = (names: ReadonlySet<string>, { name }: { name: string }) => names.has(fold(name.trim()))
  return {
    people: indexItems(sortByName(people), ({ name, organisation, country, role, email }) => {
      return [name, organisation, country, role, email]
    }),
    speakers: indexItems(
      sortByName(speakers.filter((speaker) => speaker.name !== '' && !isIn(contactNames, speaker))),
      ({ name }) => [name],
    ),
    colleagues: indexItems(
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
    directory: indexItems(directory, ({ name, partOf, url }) => [name, partOf, url]),
  }
}

export function hasSameName(one: { name: string }, other: { name: string }): boolean {
  return fold(one.name.trim()) === fold(other.name.trim())
}

let lastResult: { listed: ContactLists; locale: string; index: ContactIndex } | null = null

/**
 * Like createContactIndex, but reuses the last index for the same lists, since the page is left and opened often, and sorting takes time.
 */
export function getContactIndex(listed: ContactLists, locale: string): ContactIndex {
  const isSame =
    lastResult?.locale === locale &&
    (Object.keys(listed) as (keyof ContactLists)[]).every((list) => lastResult?.listed[list] === listed[list])
  if (!lastResult || !isSame) lastResult = { listed, locale, index: createContactIndex(listed, locale) }
  return lastResult.index
}

/** Every word of `query` must occur in a contact. Leaves out empty groups. */
export function groupContacts(index: ContactIndex, query: string): ContactGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const filter = <Item>(all: readonly Indexed<Item>[]) =>
    all.filter(({ text }) => words.every((word) => text.includes(word))).map(({ item }) => item)
  const people = filter(index.people)
  const speakers = filter(index.speakers)
  const colleagues = filter(index.colleagues)
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
