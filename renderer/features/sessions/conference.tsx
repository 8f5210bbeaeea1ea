/** The conference on the screen, and its data that every screen needs. */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { ConferenceSummary } from '../../../db/contract/index.ts'
import type { Conference, ConferenceSlug, Guid, NoteSummary, Session } from '../../../db/model.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { isMine, removeOwnEntries } from '../schedule/index.ts'

const ConferenceContext = createContext<Conference | null>(null)
/** A shared empty array, so that query keys and memos stay the same. */
const NO_NOTES: readonly never[] = []

/** Renders its children once a conference is known. */
export function ConferenceProvider({ children, empty }: { children: ReactNode; empty: ReactNode }) {
  const preferred = usePreference('conference')
  const list = useStoreQuery('conferences.list', {})
  const slug = list.data && pickConference(list.data, preferred)
  if (list.data?.length === 0) return empty
  return slug ? <InConference slug={slug}>{children}</InConference> : null
}

/** Renders its children for this conference, whatever other windows show. */
export function InConference({ slug, children }: { slug: ConferenceSlug; children: ReactNode }) {
  const { data } = useStoreQuery('conferences.get', { conference: slug })
  return data ? <ConferenceContext value={data}>{children}</ConferenceContext> : null
}

/** @returns the conference that was chosen last; otherwise the newest one, archived ones last */
export function pickConference(
  all: readonly ConferenceSummary[],
  preferred: string | null,
): ConferenceSlug | undefined {
  const preferredConference = all.find(({ slug }) => slug === preferred)
  const conference = preferredConference ?? all.find(({ archived }) => !archived) ?? all[0]
  return conference?.slug
}

export function useConference(): Conference {
  const conference = useContext(ConferenceContext)
  if (!conference) throw new Error('useConference() must be called inside a ConferenceProvider.')
  return conference
}

/** The input of calls that concern the conference. */
function useConferenceInput(): { conference: ConferenceSlug } {
  const { slug } = useConference()
  return useMemo(() => ({ conference: slug }), [slug])
}

/** Sorted by start, then by programme order; undefined until the first answer. */
export function useSessions(): readonly Session[] | undefined {
  return useStoreQuery('sessions.list', useConferenceInput()).data
}

export function useStars(): ReadonlySet<Guid> {
  const { data } = useStoreQuery('stars.list', useConferenceInput())
  return useMemo(() => new Set(data), [data])
}

/** Counts the starred sessions of the programme, without the delegate's own entries. */
export function useStarredCount(): number {
  const stars = useStars()
  return removeOwnEntries(useSessions() ?? []).filter(({ guid }) => stars.has(guid)).length
}

/** @returns all notes, including those of colleagues, newest first */
export function useNotes(): readonly NoteSummary[] {
  return useStoreQuery('notes.list', useConferenceInput()).data ?? NO_NOTES
}

/** The number of the delegate's entries by session. */
export function useNoteCounts(): ReadonlyMap<Guid, number> {
  const notes = useNotes()
  return useMemo(() => {
    const counts = new Map<Guid, number>()
    for (const { session, entries } of notes.filter(isMine)) {
      if (session) counts.set(session, (counts.get(session) ?? 0) + entries)
    }
    return counts
  }, [notes])
}
