/** Describes for the terminal what a file would change or has changed. */
import { zoneName } from '../core/time.ts'
import type {
  ImportChoice,
  ImportMatch,
  ImportPreview,
  ImportResult,
  PackSigner,
  Signer,
} from '../db/contract/index.ts'
import { formatCount, sessionCount } from './counted.ts'
import { describeChanges, describeCounts } from './describe-changes.ts'

/** With translated warnings. */
type Worded<T> = Omit<T, 'warnings'> & { warnings: string[] }
export type Result = Worded<Omit<ImportResult, 'update'>>
export type Preview = Worded<ImportPreview>

export function describeResult(result: Result): string {
  const { conference, sessions, cancelled, rooms, changes, beside, signer, voidDelays, warnings } = result
  return [
    `${conference.title} (${conference.slug}): ${sessionCount(sessions, cancelled)}, ${formatCount(rooms, 'room')}; ` +
      describeCounts(changes, beside),
    ...describeSigner(signer, true),
    ...(result.cameBack ? ['  it was removed, and is here again'] : []),
    ...(result.keyKept ? ['  this key is remembered: packs that another one signs are refused'] : []),
    ...(voidDelays > 0 ? [`  the programme’s times replace the delays that you set (${voidDelays})`] : []),
    ...warnings.map(describeWarning),
  ].join('\n')
}

/** `all`: list every change. */
export function describePreview(preview: Preview, all: boolean): string {
  const { conference, counts, table, warnings, matches, suggested, signer } = preview
  const { slug, title, startDate, endDate, timeZone } = conference
  const isMeant = (match: ImportMatch) => match.slug === suggested.update
  const meant = matches.filter(isMeant)
  return [
    `${title} (${slug}), ${startDate} to ${endDate}, ${zoneName(timeZone)}: ${sessionCount(counts.sessions, counts.cancelled)}, ${formatCount(counts.rooms, 'room')}`,
    ...Object.entries(table?.columns ?? {}).map(([field, name]) => `  ${field}: column “${name}”`),
    ...warnings.map(describeWarning),
    ...(meant.length === 0 ? describeSigner(signer) : []),
    ...meant.flatMap((match) => [
      ...describeSigner(match.signer),
      `  ${describeMatch(match)}`,
      ...describeEffect(match, preview, all).map((line) => `    ${line}`),
    ]),
    `  ${describeSuggestion(suggested, matches)}`,
    ...matches.filter((match) => !isMeant(match)).map((match) => `  ${describeOther(match)}`),
  ].join('\n')
}

function describeMatch({ state, title, slug, shared, leftOut, sessions }: ImportMatch): string {
  const stands = { newer: 'would update', same: 'is the same as', older: 'is older than' }[state]
  const are = (count: number) => (count === 1 ? 'is' : 'are')
  return `${stands} ${title} (${slug}): ${shared} of its sessions ${are(shared)} in the file, ${leftOut} of ${sessions} ${are(leftOut)} left out`
}

/** Describes a match that the import does not update. */
function describeOther({ title, slug, shared, sessions }: ImportMatch): string {
  return `${title} (${slug}) stays as it is: ${shared} of its ${formatCount(sessions, 'session')} ${shared === 1 ? 'is' : 'are'} in the file; import --update ${slug} would update it`
}

function describeEffect(match: ImportMatch, { conference, suggested }: Preview, all: boolean): string[] {
  if (match.state === 'same') return ['nothing changes']
  if (match.state === 'older') {
    return [
      `the programme here is newer (version ${match.revision}, the file is version ${conference.revision}): nothing changes`,
    ]
  }
  const missing = suggested.update === null ? 'cancel' : suggested.missing
  const lines = describeChanges(match.changes[missing], conference.timeZone, all)
  const earlier =
    match.importedAt === null
      ? []
      : [
          `this file was imported on ${match.importedAt.slice(0, 10)} already, and the programme here came later: import would take it back`,
        ]
  return [...earlier, ...(lines.length === 0 ? ['nothing changes'] : lines), ...describeGone(match)]
}

/** Sessions of the delegate that the file leaves out, each with the most likely new one. */
function describeGone({ gone, changes, slug }: ImportMatch): string[] {
  const titles = new Map<string, string>(changes.cancel.sessions.map(({ guid, title }) => [guid, title]))
  return gone.flatMap(({ guid, candidates: [likely] }) =>
    likely === undefined
      ? []
      : [
          `“${titles.get(guid)}” is yours and left out: if it is “${titles.get(likely)}”, import with --update ${slug} --link ${guid}=${likely}`,
        ],
  )
}

function describeSigner(signer: PackSigner | null, isDone = false): string[] {
  if (!signer) return []
  const { state, by, before } = signer
  const named = (key: Signer | null) => `${key?.publisher} (${key?.fingerprint})`
  const warn = (warning: string) =>
    describeWarning(isDone ? warning : `${warning}: import refuses it without --trust-key`)
  if (state === 'first') return [`  signed by ${named(by)}`]
  if (state === 'known') return [`  signed by ${named(by)}, with the key of what is here`]
  if (state === 'unsigned') return [warn(`not signed; what is here was signed by ${named(before)}`)]
  return [warn(`signed by ${named(by)}, but what ${isDone ? 'was' : 'is'} here by ${named(before)}`)]
}

function describeSuggestion(choice: ImportChoice, matches: readonly ImportMatch[]): string {
  if (choice.update === null) return 'import would make it a conference of its own'
  const match = matches.find(({ slug }) => slug === choice.update)
  if (match && match.state !== 'newer' && !match.removed) {
    const { state } = match.signer ?? {}
    if (match.state === 'same' && state === 'first')
      return 'import would remember the key and change nothing else'
    if (match.state === 'same' && state === 'other')
      return 'import --trust-key would remember the new key and change nothing else'
    return 'import would change nothing'
  }
  return choice.missing === 'cancel'
    ? `import would update ${choice.update}`
    : `import would update ${choice.update} and keep the sessions that the file leaves out`
}

function describeWarning(warning: string): string {
  return `  warning: ${warning}`
}
