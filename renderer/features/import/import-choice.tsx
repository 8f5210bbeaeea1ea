/** Chooses whether the file updates an existing conference or becomes a new one. */
import { useTranslation } from 'react-i18next'
import { formatDateRange, getDayLength } from '../../../core/time.ts'
import type {
  ImportChoice,
  ImportMatch,
  ImportPreview,
  PackSigner,
  ProgrammeChanges,
} from '../../../db/contract/index.ts'
import type { Instant } from '../../../db/model.ts'
import { RadioGroup } from '../../ui/radio.tsx'
import { LinkSessions } from './link-sessions.tsx'
import { hasNoChanges } from './programme-changes.tsx'

const NEW_CONFERENCE = '+'

/** The effect of importing the file with the current choice. */
export type Effect =
  | { kind: 'new' }
  /** The file changes nothing. */
  | { kind: 'same' }
  | { kind: 'older'; revision: number }
  /** `importedAt` is set if the file was imported earlier and replaced since then. Importing it again brings the earlier programme back. */
  | { kind: 'update'; changes: ProgrammeChanges; importedAt: Instant | null }
  /** The pack is refused, because the stored pack has the same version but other contents. */
  | { kind: 'rival'; changes: ProgrammeChanges }

export function describeEffect(preview: ImportPreview, choice: ImportChoice): Effect {
  const { matches } = preview
  const match = findMatch(matches, choice)
  if (!match || choice.update === null) return { kind: 'new' }
  // A removed conference is restored by the file even if nothing in it is new.
  if (match.state === 'older') return { kind: 'older', revision: match.revision }
  if (match.state === 'same' && !match.removed) return { kind: 'same' }
  const changes = showLinked(match.changes[choice.missing], match.changes.cancel.sessions, choice.links ?? {})
  if (hasNoChanges(changes) && !match.removed) return { kind: 'same' }
  if (match.isRivalVersion) return { kind: 'rival', changes }
  return { kind: 'update', changes, importedAt: match.importedAt }
}

/** Shows each pair of sessions that the delegate linked as one changed session, instead of a cancelled and a new one. */
function showLinked(
  { sessions, ...others }: ProgrammeChanges,
  allSessions: ProgrammeChanges['sessions'],
  links: Record<string, string>,
): ProgrammeChanges {
  const pairs = Object.entries(links).flatMap(([oldGuid, newGuid]) => {
    const from = allSessions.find(({ guid }) => guid === oldGuid)
    const to = allSessions.find(({ guid }) => guid === newGuid)
    return from && to ? [{ from, to }] : []
  })
  const isLinked = (guid: string) => pairs.some(({ from, to }) => guid === from.guid || guid === to.guid)
  const changed = pairs.map(({ from, to }) => ({
    ...from,
    kind: 'changed' as const,
    title: to.title,
    start: to.start,
    room: to.room,
    fields: (['title', 'start', 'room'] as const)
      .filter((field) => from[field] !== to[field])
      .map((field) => ({ field, from: toList(from[field]), to: toList(to[field]) })),
  }))
  return { ...others, sessions: [...changed, ...sessions.filter(({ guid }) => !isLinked(guid))] }
}

const toList = (value: string | null): string[] => (value === null ? [] : [value])

/** Drops links that the current preview does not offer, after the file was read again with other settings. */
export function dropOldLinks(matches: readonly ImportMatch[], choice: ImportChoice): ImportChoice {
  if (choice.update === null || !choice.links) return choice
  const gone = findMatch(matches, choice)?.gone ?? []
  const isOffered = ([oldGuid, newGuid]: [string, string]) =>
    gone.some(
      ({ guid, candidates }) => guid === oldGuid && candidates.some((candidate) => candidate === newGuid),
    )
  return { ...choice, links: Object.fromEntries(Object.entries(choice.links).filter(isOffered)) }
}

/**
 * The pack's signer, compared with the conference that it would update. For a new conference, a signer that differs from that of
 * any match is reported too.
 */
export function getSigner({ matches, signer }: ImportPreview, choice: ImportChoice): PackSigner | null {
  if (choice.update !== null) return findMatch(matches, choice)?.signer ?? null
  const other = matches.find((match) => match.signer?.state === 'other')
  return other?.signer ?? signer
}

function findMatch(matches: readonly ImportMatch[], choice: ImportChoice): ImportMatch | undefined {
  return matches.find(({ slug }) => slug === choice.update)
}

/** Linked sessions do not count as left out. */
function subtractLinked(match: ImportMatch | undefined, choice: ImportChoice): ImportMatch | undefined {
  const linked = choice.update === null ? 0 : Object.keys(choice.links ?? {}).length
  return match && { ...match, leftOut: match.leftOut - linked }
}

/** If the chosen match changes nothing, its state is `same`, not `newer`. */
function getMatchState(match: ImportMatch, choice: ImportChoice): ImportMatch['state'] | 'sameVersion' {
  const isChosen = choice.update === match.slug
  if (isChosen && match.state === 'newer' && hasNoChanges(match.changes[choice.missing])) return 'same'
  if (match.isRivalVersion) return 'sameVersion'
  return match.importedAt === null ? match.state : 'older'
}

/** By default, sessions that the file leaves out are cancelled only if Rapporteur itself matched the file with this conference. */
export function chooseMissing(
  { slug }: Pick<ImportMatch, 'slug'>,
  suggested: ImportChoice,
): 'keep' | 'cancel' {
  return suggested.update === slug ? suggested.missing : 'keep'
}

export function Choices({
  preview,
  choice,
  onChange,
}: {
  preview: ImportPreview
  choice: ImportChoice
  onChange: (choice: ImportChoice) => void
}) {
  const { t, i18n } = useTranslation()
  const { matches, isPart, suggested, conference } = preview
  if (matches.length === 0) return <p>{t('import.isNew')}</p>
  const match = subtractLinked(findMatch(matches, choice), choice)
  const isUpdate = choice.update !== null && match?.state === 'newer' && !match.isRivalVersion
  // A calendar message concerns only some sessions, so by default the sessions that it leaves out are not cancelled.
  const missingChoices = isPart ? (['keep', 'cancel'] as const) : (['cancel', 'keep'] as const)
  const describeMatch = ({ startDate, endDate, shared, sessions, removed }: ImportMatch) =>
    [
      formatDateRange(startDate, endDate, i18n.language),
      t('import.shared', { shared, count: sessions }),
      removed && t('import.comesBack'),
    ]
      .filter(Boolean)
      .join(' · ')
  /** Includes already cancelled sessions, since the counts below do so too. */
  const describeLeftOut = ({ leftOut: count, changes }: ImportMatch) => {
    const leftOut = t('import.leftOut', { count })
    const cancelled = changes.cancel.sessions.filter(({ kind }) => kind === 'cancelled').length
    return cancelled === 0 ? leftOut : t('import.leftOutAndMarked', { leftOut, count: cancelled })
  }
  return (
    <>
      <RadioGroup
        label={t('import.what')}
        value={choice.update ?? NEW_CONFERENCE}
        onChange={(id) => {
          const chosen = matches.find(({ slug }) => slug === id)
          onChange(
            chosen ? { update: chosen.slug, missing: chooseMissing(chosen, suggested) } : { update: null },
          )
        }}
        choices={[
          ...matches.map((entry) => ({
            id: entry.slug as string,
            label: t(`import.stands.${getMatchState(entry, choice)}`, {
              title: entry.title,
            }),
            detail: describeMatch(entry),
          })),
          { id: NEW_CONFERENCE, label: t('import.asNew'), detail: t('import.asNewHint') },
        ]}
      />
      {isUpdate && match.leftOut > 0 && (
        <RadioGroup
          label={describeLeftOut(match)}
          value={choice.missing}
          onChange={(missing) => onChange({ ...choice, missing })}
          choices={missingChoices.map((id) => ({
            id,
            label: t(`import.missing.${id}`, { count: match.leftOut }),
            detail: t(id === 'cancel' ? 'import.missingHint.cancel' : 'import.missingHint.keep', {
              count: match.leftOut,
            }),
          }))}
        />
      )}
      {isUpdate && (
        <LinkSessions
          match={match}
          conference={conference}
          dayLength={getDayLength(conference)}
          links={choice.links ?? {}}
          onChange={(links) => onChange({ ...choice, links })}
        />
      )}
    </>
  )
}
