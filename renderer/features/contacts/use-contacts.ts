import type { Contact, DirectoryEntry } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from '../sessions/index.ts'

const NONE: readonly never[] = []

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
