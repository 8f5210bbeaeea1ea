/** Finds mentions of a session, a contact or a key message in notes, and opens them. */
import { useMemo } from 'react'
import type { Guid, Mention } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { useConference } from './conference.tsx'
import { openNoteAt } from './note-places.ts'

const NO_MENTIONS: readonly never[] = []

/** @returns the mentions, those in the oldest note first, without those in notes of `excludedSession` */
export function useBacklinks(
  target: Mention['target'],
  id: string,
  excludedSession?: Guid,
): readonly Mention[] {
  const { slug } = useConference()
  const { data = NO_MENTIONS } = useStoreQuery('notes.mentions', { conference: slug })
  return useMemo(
    () =>
      dropRepeatsInEntry(
        data.filter(
          (mention) =>
            mention.target === target &&
            mention.id === id &&
            (!excludedSession || mention.session !== excludedSession),
        ),
      ),
    [data, target, id, excludedSession],
  )
}

/** @returns the mentions of a person, who may have an id as a contact and one as a speaker */
export function usePersonBacklinks(ids: ReadonlySet<string>): readonly Mention[] {
  const { slug } = useConference()
  const { data = NO_MENTIONS } = useStoreQuery('notes.mentions', { conference: slug })
  return useMemo(
    () =>
      dropRepeatsInEntry(
        data.filter(({ target, id }) => (target === 'contact' || target === 'speaker') && ids.has(id)),
      ),
    [data, ids],
  )
}

/** Keeps one mention of each entry, since an entry can mention somebody twice. */
function dropRepeatsInEntry(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(({ note, at, excerpt }, index) => {
    const previous = mentions[index - 1]
    return previous?.note !== note || previous.at !== at || previous.excerpt !== excerpt
  })
}

/** @returns the properties of a link to a mention */
export function getMentionLink({ note, target, id, at }: Pick<Mention, 'note' | 'target' | 'id' | 'at'>) {
  return {
    href: buildHref('notes', note),
    onClick: (event: React.MouseEvent) => {
      event.preventDefault()
      openNoteAt(note, { kind: 'mention', target, id, at })
    },
  }
}
