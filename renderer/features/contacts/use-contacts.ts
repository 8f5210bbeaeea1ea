import type { Contact, ContactId, DirectoryEntry } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from '../sessions/index.ts'
import type { ContactLists } from './contacts-groups.ts'

const NONE: readonly never[] = []
const NO_MERGES: Record<string, ContactId> = {}

/** The people whom the delegate met, and the organisations in the conference's directory. */
export function useContacts(): {
  people: readonly Contact[]
  directory: readonly DirectoryEntry[]
  isKnown: boolean
} {
  const { slug } = useConference()
  const people = useStoreQuery('contacts.list', { conference: slug }).data
  const directory = useStoreQuery('directory.list', { conference: slug }).data
  return {
    people: people ?? NONE,
    directory: directory ?? NONE,
    isKnown: people !== undefined && directory !== undefined,
  }
}

/** The contacts, the programme's speakers, and colleagues whose notes were imported. */
export function useEveryone(): ContactLists & { isKnown: boolean } {
  const { slug } = useConference()
  const { people, directory, isKnown } = useContacts()
  const speakers = useStoreQuery('speakers.list', { conference: slug }).data
  const everyone = useStoreQuery('people.list', {}).data
  const me = useStoreQuery('people.me', {}).data
  return {
    people,
    directory,
    speakers: speakers ?? NONE,
    authors: everyone ?? NONE,
    me: me?.id ?? '',
    isKnown: isKnown && speakers !== undefined && me !== undefined && everyone !== undefined,
  }
}

/** Maps each merged contact to the contact into which it was merged. */
export function useMerged(): Record<string, ContactId> {
  const { slug } = useConference()
  return useStoreQuery('contacts.merged', { conference: slug }).data ?? NO_MERGES
}
