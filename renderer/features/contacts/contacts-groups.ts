/** Groups the list of contacts: people whom the delegate met, then the conference's directory by kind. Pure. */
import type { Contact, DirectoryEntry } from '../../../db/model.ts'
import { filterBy } from '../../lib/fold.ts'

export type Kind = DirectoryEntry['kind']
export type ContactGroup = { kind: 'people'; people: Contact[] } | { kind: Kind; entries: DirectoryEntry[] }

const kinds: readonly Kind[] = ['organisation', 'body', 'network', 'company', 'state']

/** Leaves out empty groups. People are sorted by name for `locale`; the directory keeps the conference's order. */
export function contactGroups(
  people: readonly Contact[],
  directory: readonly DirectoryEntry[],
  query: string,
  locale: string,
): ContactGroup[] {
  const matches = filterBy(query)
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true })
  const met = people
    .filter(({ name, organisation, country, role, email }) =>
      matches(name, organisation, country, role, email),
    )
    .sort((a, b) => compare(a.name, b.name))
  const listed = kinds
    .map((kind) => ({
      kind,
      entries: directory.filter(
        (entry) => entry.kind === kind && matches(entry.name, entry.partOf, entry.url),
      ),
    }))
    .filter(({ entries }) => entries.length > 0)
  return met.length > 0 ? [{ kind: 'people', people: met }, ...listed] : listed
}
