/** Describes for the terminal what a file would change or has changed. */
import { message } from '../core/i18n/message.ts'
import { getZoneName } from '../core/zones.ts'
import type {
  ImportChoice,
  ImportMatch,
  ImportPreview,
  ImportResult,
  PackSigner,
  Signer,
} from '../db/contract/index.ts'
import { describeChanges, describeCounts } from './describe-changes.ts'
import { type CliKey, formatMessage, t } from './texts.ts'

type WithTranslatedWarnings<T> = Omit<T, 'warnings'> & { warnings: string[] }
export type Result = WithTranslatedWarnings<Omit<ImportResult, 'update'>>
export type Preview = WithTranslatedWarnings<ImportPreview>

export function describeResult(result: Result): string {
  const { conference, sessions, cancelled, rooms, changes, beside, signer, voidDelays, warnings } = result
  return [
    t('import.result', {
      title: conference.title,
      slug: conference.slug,
      contents: describeContents(sessions, cancelled, rooms),
      changes: describeCounts(changes, beside),
    }),
    ...describeSigner(signer, { isDone: true }),
    ...(result.cameBack ? [`  ${t('import.cameBack')}`] : []),
    ...(result.keyKept ? [`  ${t('import.keyKept')}`] : []),
    ...(voidDelays > 0 ? [`  ${t('import.voidDelays', { count: voidDelays })}`] : []),
    ...warnings.map(describeWarning),
  ].join('\n')
}

/** `all`: list every change. */
export function describePreview(preview: Preview, all: boolean): string {
  const { conference, counts, table, warnings, matches, suggested, signer } = preview
  const { slug, title, startDate, endDate, timeZone } = conference
  const isSuggested = (match: ImportMatch) => match.slug === suggested.update
  const suggestedMatches = matches.filter(isSuggested)
  return [
    t('import.conference', {
      title,
      slug,
      startDate,
      endDate,
      zone: getZoneName(timeZone),
      contents: describeContents(counts.sessions, counts.cancelled, counts.rooms),
    }),
    ...Object.entries(table?.columns ?? {}).map(
      ([field, name]) => `  ${t('import.column', { field, name })}`,
    ),
    ...warnings.map(describeWarning),
    ...(suggestedMatches.length === 0 ? describeSigner(signer) : []),
    ...suggestedMatches.flatMap((match) => [
      ...describeSigner(match.signer),
      `  ${describeMatch(match)}`,
      ...describeEffect(match, preview, all).map((line) => `    ${line}`),
    ]),
    `  ${describeSuggestion(suggested, matches)}`,
    ...matches.filter((match) => !isSuggested(match)).map((match) => `  ${describeOtherMatch(match)}`),
  ].join('\n')
}

/** “1102 sessions, 33 cancelled, 5 rooms”. */
function describeContents(sessions: number, cancelled: number, rooms: number): string {
  return [countSessions(sessions, cancelled), t('count.rooms', { count: rooms })].join(', ')
}

/** “1102 sessions, 33 cancelled”. */
export function countSessions(sessions: number, cancelled: number): string {
  return [
    t('count.sessions', { count: sessions }),
    ...(cancelled > 0 ? [t('changes.counts.cancelled', { count: cancelled })] : []),
  ].join(', ')
}

const matchStateTexts = {
  newer: 'import.wouldUpdate',
  same: 'import.isSame',
  older: 'import.isOlder',
} as const satisfies Record<ImportMatch['state'], CliKey>

function describeMatch({ state, title, slug, shared, leftOut, sessions }: ImportMatch): string {
  return t('import.match', {
    stands: t(matchStateTexts[state], { title, slug }),
    shared: t('import.sharedSessions', { count: shared }),
    leftOut: t('import.leftOutSessions', { count: leftOut, sessions }),
  })
}

/** Describes a match that the import does not update. */
function describeOtherMatch({ title, slug, shared, sessions }: ImportMatch): string {
  const itsSessions = t('import.itsSessions', { count: sessions })
  return t('import.staysAsItIs', { title, slug, count: shared, itsSessions })
}

function describeEffect(match: ImportMatch, { conference, suggested }: Preview, all: boolean): string[] {
  if (match.state === 'same') return [t('import.nothingChanges')]
  if (match.state === 'older') {
    return [
      t('import.hereIsNewer', {
        here: String(match.revision),
        file: String(conference.revision),
      }),
    ]
  }
  const missing = suggested.update === null ? 'cancel' : suggested.missing
  const lines = describeChanges(match.changes[missing], conference.timeZone, { all })
  const earlier =
    match.importedAt === null ? [] : [t('import.wouldTakeBack', { date: match.importedAt.slice(0, 10) })]
  const version = conference.revision
  const rival = match.isRivalVersion ? [formatMessage(message('import.same-version', { version }))] : []
  return [
    ...earlier,
    ...rival,
    ...(lines.length === 0 ? [t('import.nothingChanges')] : lines),
    ...describeLeftOutSessions(match),
  ]
}

/** Describes the delegate's sessions that the file leaves out, each with its most likely successor. */
function describeLeftOutSessions({ gone, changes, slug }: ImportMatch): string[] {
  const titles = new Map<string, string>(changes.cancel.sessions.map(({ guid, title }) => [guid, title]))
  const getTitle = (guid: string) => titles.get(guid) ?? guid
  return gone.flatMap(({ guid, candidates: [likely] }) =>
    likely === undefined
      ? []
      : t('import.gone', {
          title: getTitle(guid),
          likely: getTitle(likely),
          slug,
          link: `${guid}=${likely}`,
        }),
  )
}

/** `isDone`: the file was imported, so the delegate trusted its signer. */
function describeSigner(signer: PackSigner | null, { isDone = false } = {}): string[] {
  if (!signer) return []
  const { state, by, before } = signer
  const describeKey = (key: Signer | null) => `${key?.publisher} (${key?.fingerprint})`
  const warn = (warning: string) =>
    describeWarning(isDone ? warning : t('import.refusedWithoutTrust', { warning }))
  if (state === 'first') return [`  ${t('import.signedBy', { by: describeKey(by) })}`]
  if (state === 'known' && by?.fingerprint !== before?.fingerprint)
    return [`  ${t('import.signedByEndorsed', { by: describeKey(by) })}`]
  if (state === 'known') return [`  ${t('import.signedByKnown', { by: describeKey(by) })}`]
  if (state === 'unsigned') return [warn(t('import.unsigned', { before: describeKey(before) }))]
  const names = { by: describeKey(by), before: describeKey(before) }
  return [warn(isDone ? t('import.otherKeyDone', names) : t('import.otherKey', names))]
}

function describeSuggestion(choice: ImportChoice, matches: readonly ImportMatch[]): string {
  if (choice.update === null) return t('import.wouldAdd')
  const match = matches.find(({ slug }) => slug === choice.update)
  if (match?.isRivalVersion) return t('import.wouldChangeNothing')
  if (match && match.state !== 'newer' && !match.removed) {
    const { state } = match.signer ?? {}
    if (match.state === 'same' && state === 'first') return t('import.wouldKeepKey')
    if (match.state === 'same' && state === 'other') return t('import.wouldTrustKey')
    return t('import.wouldChangeNothing')
  }
  return choice.missing === 'cancel'
    ? t('import.wouldUpdateSlug', { slug: choice.update })
    : t('import.wouldUpdateAndKeep', { slug: choice.update })
}

function describeWarning(warning: string): string {
  return `  ${t('warning', { warning })}`
}
