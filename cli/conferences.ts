/** Finds the conference for a command by its slug, by a session, or as the only one. */

import type { TextParams } from '../core/i18n/translator.ts'
import type { ConferenceSummary } from '../db/contract/index.ts'
import { type ConferenceSlug, Guid } from '../db/model.ts'
import type { Store } from '../db/open-store.ts'
import { callStore, UsageError } from './command.ts'
import { type CliKey, createError, getLanguage, t } from './texts.ts'

/** The option of every command about one conference. */
export const conferenceOption = {
  '--conference <slug>': 'options.conference',
} as const

/** @returns the named conference, or all of them */
export function findConferences(store: Store, slug: string | undefined): ConferenceSummary[] {
  const conferences = callStore(store, 'conferences.list', {})
  if (slug === undefined) return conferences
  const found = conferences.filter((conference) => conference.slug === slug)
  if (found.length === 0) {
    const known = conferences.map((conference) => conference.slug).join(', ') || t('conferences.none')
    throw createError('not-found', 'conferences.unknown', { slug, known })
  }
  return found
}

/** @returns the named conference, or the only one */
export function getOnlyConference(store: Store, slug: string | undefined): ConferenceSummary {
  return requireSingle(findConferences(store, slug), 'conferences.noneYet')
}

/** The conference that has this session. */
export function getConference(store: Store, session: string, slug: string | undefined): ConferenceSlug {
  const found = findConferences(store, slug).filter((conference) =>
    callStore(store, 'sessions.list', { conference: conference.slug }).some(({ guid }) => guid === session),
  )
  return requireSingle(found, 'conferences.unknownSession', { session }).slug
}

/**
 * If none of several conferences has notes, the error says that there are no notes, or without `needsNotes` that a conference must be named.
 * @returns the named conference, the only one, or the only one with notes
 */
export function findConferenceWithNotes(
  store: Store,
  slug: string | undefined,
  { needsNotes = true } = {},
): ConferenceSlug {
  const conferences = findConferences(store, slug)
  if (conferences.length === 1) return requireSingle(conferences, 'conferences.noneYet').slug
  const withNotes = conferences.filter(
    (conference) => callStore(store, 'notes.list', { conference: conference.slug }).length > 0,
  )
  if (needsNotes || withNotes.length > 0) return requireSingle(withNotes, 'conferences.noNotesYet').slug
  return requireSingle(conferences, 'conferences.noneYet').slug
}

export function requireSingle<T extends ConferenceSummary>(
  found: T[],
  emptyMessage: CliKey,
  params?: TextParams,
): T {
  const [first, ...others] = found
  if (!first) throw createError('not-found', emptyMessage, params)
  if (others.length === 0) return first
  const either = new Intl.ListFormat(getLanguage(), { type: 'disjunction' })
  const slugs = either.format(found.map(({ slug }) => slug))
  throw new UsageError(t('conferences.several', { slugs }))
}

/** Validates a guid from the command line. */
export function parseGuid(text: string): Guid {
  const result = Guid.safeParse(text)
  if (result.success) return result.data
  throw createError('invalid-input', 'conferences.invalidGuid', { text })
}
