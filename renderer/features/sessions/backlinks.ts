/** Finds mentions of a session, a contact or a key message in notes, and opens them. */
import { useMemo } from 'react'
import type { Guid, Mention } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { useConference } from './conference.tsx'
import { openNoteAt } from './note-places.ts'

const NONE: readonly never[] = []

/** @returns mentions, those in the oldest note first. `notIn`: a session whose own notes are left out */
export function useBacklinks(target: Mention['target'], id: string, notIn?: Guid): readonly Mention[] {
  const { slug } = useConference()
  const { data = NONE } = useStoreQuery('notes.mentions', { conference: slug })
  return useMemo(
    () =>
      dropRepeatsInEntry(
        data.filter(
          (mention) =>
            mention.target === target && mention.id === id && (!notIn || mention.session !== notIn),
        ),
      ),
    [data, target, id, notIn],
  )
}

/** Mentions of a person, who may be a contact and a speaker. */
export function usePersonBacklinks(ids: ReadonlySet<string>): readonly Mention[] {
  const { slug } = useConference()
  const { data = NONE } = useStoreQuery('notes.mentions', { conference: slug })
  return useMemo(
    () =>
      dropRepeatsInEntry(
        data.filter(({ target, id }) => (target === 'contact' || target === 'speaker') && ids.has(id)),
      ),
    [data, ids],
  )
}

/** Counts an entry with two mentions once. */
function dropRepeatsInEntry(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(({ note, at, excerpt }, index) => {
    const before = mentions[index - 1]
    return before?.note !== note || before.at !== at || before.excerpt !== excerpt
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
