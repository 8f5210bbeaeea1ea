/** What an update changes, in the words of the interface. Pure. */
import type { TFunction } from 'i18next'
import { dateOf, formatDay, formatTime, zoneName } from '../../core/time.ts'
import type { ChangedFact, ChangedField, FieldChange, SessionChange } from '../../db/contract/index.ts'
import { languageName } from './languages.tsx'
import { shortAddress } from './short-address.ts'

export const changeKinds = [
  'cancelled',
  'reinstated',
  'moved',
  'retitled',
  'speakers',
  'changed',
  'added',
] as const
export type ChangeKind = (typeof changeKinds)[number]

const MOVES: readonly ChangedField[] = ['start', 'end', 'day', 'room']

type Told = Pick<SessionChange, 'kind' | 'fields'>

/** All that it means to a delegate, the most first: one that is moved may have another title as well. `changed`: none of the others. */
export function kindsOf({ kind, fields }: Told): readonly [ChangeKind, ...ChangeKind[]] {
  if (kind === 'added') return ['added']
  // What an applied file left out is cancelled.
  if (kind !== 'changed') return ['cancelled']
  const has = (name: ChangedField) => fields.some(({ field }) => field === name)
  const [first, ...others] = (
    [
      ['reinstated', has('status')],
      ['moved', MOVES.some(has)],
      ['retitled', has('title')],
      ['speakers', has('speakers')],
    ] as const
  ).flatMap(([name, is]) => (is ? [name] : []))
  return first ? [first, ...others] : ['changed']
}

/** By what it is called. */
export function kindOf(change: Told): ChangeKind {
  return kindsOf(change)[0]
}

/** How many there are of each kind, in the order in which they matter. One of several kinds counts for each. */
export function countKinds(changes: readonly Told[]): { kind: ChangeKind; count: number }[] {
  const counts = new Map<ChangeKind, number>()
  for (const kind of changes.flatMap(kindsOf)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return changeKinds.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

/** What matters most first; in order of time, as they come, among those of a kind. */
export function byKind<T extends SessionChange>(changes: readonly T[]): T[] {
  const rank = (change: T) => changeKinds.indexOf(kindOf(change))
  return [...changes].sort((a, b) => rank(a) - rank(b))
}

type Names = { t: TFunction; language: string; timeZone: string }

/** Old and new as they are read; times with their day where that changes too. '' for nothing. */
export function valuesOf(
  { field, from, to }: FieldChange<ChangedField | ChangedFact>,
  { t, language, timeZone }: Names,
): [from: string, to: string] {
  const isInstant = field === 'start' || field === 'end'
  const days = isInstant ? new Set([...from, ...to].map((at) => dateOf(at, timeZone))) : new Set()
  const one = (value: string): string => {
    if (isInstant) {
      const time = formatTime(value, timeZone)
      return days.size > 1 ? `${formatDay(dateOf(value, timeZone), language)}, ${time}` : time
    }
    if (field === 'day' || field === 'startDate' || field === 'endDate') return formatDay(value, language)
    if (field === 'languages') return languageName(value, language) ?? value
    if (field === 'kind') return t(`filters.kindNames.${value}` as 'filters.kindNames.other')
    if (field === 'timeZone') return zoneName(value)
    if (field === 'status') return t(`changes.statuses.${value}` as 'changes.statuses.confirmed')
    return field === 'recording' && value === 'opt-out' ? t('sessionLinks.notRecorded') : value
  }
  // Not as Intl.ListFormat has units: in Russian nothing stands between them, so that two names read as one.
  const all = (values: readonly string[]) => values.map(one).join(', ')
  return [all(from), all(to)]
}

export type LinkChange = { what: 'added' | 'removed'; name: string }

/**
 * Which links come and which go, each by its title: a session can have ten, and what stays is no news. Empty where they only stand in
 * another order.
 */
export function linkChanges({ from, to }: Pick<FieldChange<ChangedField>, 'from' | 'to'>): LinkChange[] {
  const changes = [
    ...to.filter((link) => !from.includes(link)).map((link) => ({ what: 'added' as const, link })),
    ...from.filter((link) => !to.includes(link)).map((link) => ({ what: 'removed' as const, link })),
  ]
  // "Slides" that lead elsewhere now would read as if the same came and went: those say where as well.
  let names = changes.map(({ link }) => partsOf(link))
  for (const longer of [({ title, url }: LinkParts) => `${title} · ${shortAddress(url)}`, null]) {
    const seen = names.map(({ name }) => name)
    names = names.map((parts, index) => {
      const isAlone = seen.indexOf(parts.name) === seen.lastIndexOf(parts.name)
      const more = longer && parts.title !== '' && parts.url !== '' ? longer(parts) : changes[index]?.link
      return isAlone || more === undefined ? parts : { ...parts, name: more }
    })
  }
  return changes.map(({ what }, index) => ({ what, name: names[index]?.name ?? '' }))
}

type LinkParts = { title: string; url: string; name: string }

/** `Slides · https://example.org/slides.pdf`, either of the two alone. A title can hold such a point too. */
function partsOf(link: string): LinkParts {
  const [, title = '', url = ''] = /^(?:(.*) · )?([a-z][a-z\d+.-]*:\S+)$/is.exec(link) ?? [null, link, '']
  return { title, url, name: title || shortAddress(url) }
}
