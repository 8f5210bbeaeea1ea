/** Formats an update's changes for the interface. Pure. */
import type { TFunction } from 'i18next'
import { findAddedAndRemoved } from '../../../core/programme-changes.ts'
import { createTimeFormat, type DayLength, formatDay } from '../../../core/time.ts'
import { getZoneName } from '../../../core/zones.ts'
import type { ChangedFact, ChangedField, FieldChange } from '../../../db/contract/index.ts'
import { getLanguageName } from '../../lib/language-name.ts'
import { shortenAddress } from '../../lib/short-address.ts'

type FormatContext = { t: TFunction; language: string; timeZone: string; length?: DayLength }

/** Formats the old and the new values. Of times, only the parts that differ are shown. '' means that there is no value. */
export function formatValues(
  { field, from, to }: FieldChange<ChangedField | ChangedFact>,
  { t, language, timeZone, length }: FormatContext,
): [from: string, to: string] {
  const isInstant = field === 'start' || field === 'end'
  const formatInstant = createTimeFormat(
    isInstant ? [...from, ...to] : [],
    timeZone,
    (date, time) => `${formatDay(date, language, length)}, ${time}`,
  )
  const formatValue = (value: string): string => {
    if (isInstant) return formatInstant(value)
    if (field === 'day') return formatDay(value, language, length)
    // Include the year, because it may be what changes.
    if (field === 'startDate' || field === 'endDate') return formatDay(value, language, 'dated')
    if (field === 'languages') return getLanguageName(value, language) ?? value
    if (field === 'kind') return t(`filters.kindNames.${value}` as 'filters.kindNames.other')
    if (field === 'timeZone') return getZoneName(value)
    if (field === 'status') return t(`changes.statuses.${value}` as 'changes.statuses.confirmed')
    return field === 'recording' && value === 'opt-out' ? t('sessionLinks.notRecorded') : value
  }
  // Intl.ListFormat with type "unit" puts no separator between names in Russian, so that two names would look like one.
  const joinValues = (values: readonly string[]) => values.map(formatValue).join(', ')
  return [joinValues(from), joinValues(to)]
}

export type LinkChange = { what: 'added' | 'removed'; name: string }

/**
 * The added and removed links, named by their titles. Unchanged links are left out, because a session can have ten; the result is
 * empty if only the order changed.
 */
export function listLinkChanges(change: Pick<FieldChange<ChangedField>, 'from' | 'to'>): LinkChange[] {
  const links = findAddedAndRemoved(change).map(({ what, item }) => ({ what, item, ...parseLink(item) }))
  // Links with the same title also show their address; otherwise changed "Slides" would appear as both added and removed.
  const withAddresses = renameDuplicates(links, ({ item, title, url }) =>
    title !== '' && url !== '' ? `${title} · ${shortenAddress(url)}` : item,
  )
  // Shortened addresses may be equal too.
  const withUniqueNames = renameDuplicates(withAddresses, ({ item }) => item)
  return withUniqueNames.map(({ what, name }) => ({ what, name }))
}

/** Renames each link whose name another link has too. */
function renameDuplicates<Link extends { name: string }>(
  links: readonly Link[],
  createName: (link: Link) => string,
): Link[] {
  const names = links.map(({ name }) => name)
  const isUnique = ({ name }: Link) => names.indexOf(name) === names.lastIndexOf(name)
  return links.map((link) => (isUnique(link) ? link : { ...link, name: createName(link) }))
}

/** Splits `Slides · https://example.org/slides.pdf`; either part may be missing. A title may contain a "·" too. */
function parseLink(link: string): { title: string; url: string; name: string } {
  const [, title = '', url = ''] = /^(?:(.*) · )?([a-z][a-z\d+.-]*:\S+)$/is.exec(link) ?? [null, link, '']
  return { title, url, name: title || shortenAddress(url) }
}
