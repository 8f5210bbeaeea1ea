/** Finds the conference for a command by its slug, by a session, or as the only one. */
import type { ConferenceSummary } from '../db/contract/index.ts'
import { StoreError } from '../db/errors.ts'
import { type ConferenceSlug, Guid } from '../db/model.ts'
import type { Store } from '../db/open-store.ts'
import { ask, UsageError } from './command.ts'
import { inEnglish } from './in-english.ts'

/** The option of every command about one conference. */
export const conferenceOption = {
  '--conference <slug>': 'the conference, where there is more than one',
}

const NO_CONFERENCE = 'There is no conference on this computer yet.'

/** @returns the named conference, or all of them */
export function conferencesNamed(store: Store, slug: string | undefined): ConferenceSummary[] {
  const conferences = ask(store, 'conferences.list', {})
  if (slug === undefined) return conferences
  const found = conferences.filter((conference) => conference.slug === slug)
  if (found.length === 0) {
    const known = conferences.map((conference) => conference.slug).join(', ') || 'none'
    throw new StoreError(
      'not-found',
      `There is no conference “${slug}” on this computer. There are: ${known}.`,
    )
  }
  return found
}

/** @returns the named conference, or the only one */
export function getOnlyConference(store: Store, slug: string | undefined): ConferenceSummary {
  return only(conferencesNamed(store, slug), NO_CONFERENCE)
}

/** The conference that has this session. */
export function getConference(store: Store, session: string, slug: string | undefined): ConferenceSlug {
  const found = conferencesNamed(store, slug).filter((conference) =>
    ask(store, 'sessions.list', { conference: conference.slug }).some(({ guid }) => guid === session),
  )
  return only(
    found,
    `There is no session “${session}”. The command “list” shows the sessions and their GUIDs.`,
  ).slug
}

/** The only conference, or the only one with notes. `needsNotes: false`: without any notes it must be named if there are several. */
export function conferenceWithNotes(
  store: Store,
  slug: string | undefined,
  { needsNotes = true } = {},
): ConferenceSlug {
  const conferences = conferencesNamed(store, slug)
  if (conferences.length === 1) return only(conferences, '').slug
  const withNotes = conferences.filter(
    (conference) => ask(store, 'notes.list', { conference: conference.slug }).length > 0,
  )
  const isOpen = withNotes.length === 0 && !needsNotes
  return only(isOpen ? conferences : withNotes, isOpen ? NO_CONFERENCE : 'There are no notes yet.').slug
}

function only(found: ConferenceSummary[], none: string): ConferenceSummary {
  const [first, ...others] = found
  if (!first) throw new StoreError('not-found', none)
  if (others.length === 0) return first
  const slugs = found.map(({ slug }) => slug).join(' or ')
  throw new UsageError(`Several conferences fit. Say which one: --conference ${slugs}`)
}

/** Validates a guid from the command line. */
export function asGuid(text: string): Guid {
  const result = Guid.safeParse(text)
  if (result.success) return result.data
  throw new StoreError('invalid-input', inEnglish(`“${text}” cannot be the GUID of a session.`))
}
