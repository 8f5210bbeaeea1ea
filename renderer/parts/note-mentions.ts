/** What a note can name, key messages and contacts, and what stands beside an entry that names one. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConferenceSlug } from '../../db/model.ts'
import { useStoreQuery } from '../data.ts'
import { useConference } from './conference.tsx'
import { excerpt } from './key-message-text.ts'
import { go, routeTo } from './navigate.ts'

type Mention = { target: 'key-message' | 'contact'; id: string; conference: string | null }
type Sidenote = { title: string; text: string }
const NONE: readonly never[] = []

export function useMentions() {
  const { slug } = useConference()
  const ofConference = useMemo(() => ({ conference: slug }), [slug])
  const { data: messages = NONE } = useStoreQuery('keyMessages.list', ofConference)
  const { data: directory = NONE } = useStoreQuery('directory.list', ofConference)
  const { data: people = NONE } = useStoreQuery('contacts.list', ofConference)

  const keyMessages = useMemo(
    () => messages.map(({ guid, number, text }) => ({ id: guid, number, text })),
    [messages],
  )
  const contacts = useMemo(
    () => [
      ...people.map(({ id, name, role, organisation }) => ({
        id: id as string,
        name,
        detail: [role, organisation].filter(Boolean).join(', '),
        conference: null as ConferenceSlug | null,
      })),
      ...directory.map(({ guid, name, partOf }) => ({
        id: guid as string,
        name,
        detail: partOf ?? '',
        conference: slug as ConferenceSlug | null,
      })),
    ],
    [people, directory, slug],
  )
  const sidenote = useSidenotes(keyMessages, contacts, slug)
  return { keyMessages, contacts, sidenote }
}

function useSidenotes(
  keyMessages: readonly { id: string; number: string; text: string }[],
  contacts: readonly { id: string; name: string; conference: string | null }[],
  slug: ConferenceSlug,
): (mention: Mention) => Sidenote | null {
  const { t } = useTranslation()
  const notesNaming = useNotesNaming(slug)
  return useMemo(
    () => (mention) => {
      if (mention.target === 'key-message') {
        const message = keyMessages.find(({ id }) => id === mention.id)
        if (!message || mention.conference !== slug) return null
        return { title: t('notePane.keyMessage', { number: message.number }), text: excerpt(message.text) }
      }
      const contact = contacts.find(
        ({ id, conference }) => id === mention.id && conference === mention.conference,
      )
      if (!contact) return null
      // The note on screen names it already, though it may not have been saved since.
      const count = Math.max(1, notesNaming.get(contact.id) ?? 0)
      return { title: contact.name, text: t('notePane.contactIn', { count }) }
    },
    [keyMessages, contacts, notesNaming, slug, t],
  )
}

/** How many notes name a contact. */
function useNotesNaming(conference: ConferenceSlug): ReadonlyMap<string, number> {
  const { data: mentions = NONE } = useStoreQuery('notes.mentions', { conference })
  return useMemo(() => {
    const notes = new Map<string, Set<string>>()
    for (const { target, id, note } of mentions) {
      if (target === 'contact') notes.set(id, (notes.get(id) ?? new Set()).add(note))
    }
    return new Map([...notes].map(([id, set]) => [id, set.size]))
  }, [mentions])
}

export function openMention({ target, id }: Mention): void {
  go(routeTo(target === 'contact' ? 'contacts' : 'key-messages', id))
}
