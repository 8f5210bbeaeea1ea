/** Describes to the delegate the effects of applying a file. Only reads. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { isMine } from '../../../core/programme-changes.ts'
import { isZoneOfPlace } from '../../../core/zones.ts'
import type { ImportChoice, ImportMatch, ImportPreview, ImportTable } from '../../contract/index.ts'
import { StoreError } from '../../errors.ts'
import { fields } from '../../formats/table-fields.ts'
import type { ConferenceSlug } from '../../model.ts'
import type { Pack } from '../../packs/read-pack.ts'
import { getSigner } from '../../packs/store-pack.ts'
import { addUserData, listLinkedSessions } from '../../sql/user-data.ts'
import type { Sql } from '../../store/open.ts'
import { findSignerOfNewConference, isRivalVersion } from '../apply/apply-file.ts'
import { isOlder, type Plan, planUpdate } from '../apply/update.ts'
import type { TableColumns } from '../importer.ts'
import { compareOtherParts, noOtherChanges } from '../matching/compare.ts'
import { findMatches, type Match, matchWith, suggestAction } from '../matching/match.ts'
import { getOutline, type Incoming, type Outline } from '../matching/parsed-file.ts'
import { proposeLinks } from '../matching/propose-links.ts'
import { mergeInto } from '../matching/stored-programme.ts'
import type { PendingFile } from './pending-imports.ts'

/** The maximum number of candidates on the same days that are offered. Others are unlikely. */
const MAX_MATCHES = 3

/**
 * Finds the time zone for a file without one: the zone of the conference that it updates. Without this, importing the same file again would
 * move every session, and an empty file would set the conference to UTC.
 * @returns null to keep the zone as read
 */
export function findKeptZone(
  sql: Sql,
  { outline, zone, file }: Pick<PendingFile, 'outline' | 'zone' | 'file'>,
  choice: ImportChoice | undefined,
): { title: string; timeZone: string } | null {
  if (zone !== 'assumed' && zone !== 'offset' && zone !== 'none') return null
  const { update } = choice ?? getChoice(findMatches(sql, outline, file)[0], outline)
  const stored =
    update !== null &&
    sql<{ title: string; timeZone: string; hasTimes: 0 | 1 }>(
      `SELECT title, time_zone AS timeZone,
         EXISTS (SELECT 1 FROM session WHERE conference_id = conference.id AND own = 0 AND kind <> 'milestone') AS hasTimes
       FROM conference WHERE slug = ?`,
    ).get(update)
  // A zone derived from offsets only (zone.ts) is not the zone of a place, so it is kept only for a file with the same zone.
  const isSame = stored && stored.timeZone === outline.conference.timeZone
  if (!stored || (zone === 'offset' && !isSame && !isZoneOfPlace(stored.timeZone))) return null
  // A conference without times never needed a zone (zone.ts).
  return stored.timeZone === 'UTC' && stored.hasTimes === 0 ? null : stored
}

/** `choice`: the decision, if it was already made. `versionKeys`: of the programmes with which the file is compared, by slug. */
export function makePreview(
  sql: Sql,
  { fileName, outline, zone, table, pack, invitation, file }: PendingFile,
  choice?: ImportChoice,
): { preview: ImportPreview; versionKeys: Map<string, string> } {
  const { warnings, missing } = file
  const found = listMatches(sql, outline, file, choice)
  const suggested = choice ?? getChoice(found[0], outline)
  const versionKeys = new Map<string, string>()
  const warningsOfPlan: Message[] = []
  const matches = found.map((match): ImportMatch => {
    const plan = planUpdate({ sql }, file, { update: match.slug, missing: 'cancel' })
    versionKeys.set(match.slug, plan.versionKey)
    if (match.slug === suggested.update) warningsOfPlan.push(...plan.warnings)
    return describeMatch(sql, match, plan, pack)
  })
  const preview: ImportPreview = {
    fileName,
    conference: outline.conference,
    hasTitle: !missing.conference.includes('title'),
    // Without times there is no need to ask for a zone.
    zone: zone === 'none' ? 'file' : zone,
    table: table && getTable(table),
    counts: outline.counts,
    isPart: outline.isPart,
    invitation,
    warnings: [...warningsOfPlan, ...warnings],
    signer: findSignerOfNewConference(sql, outline, pack),
    matches,
    suggested,
  }
  return { preview, versionKeys }
}

function describeMatch(sql: Sql, match: Match, plan: Plan, pack: Pack | null): ImportMatch {
  const { baseline, bundle } = plan
  const { sessions: changed, otherChanges } = plan.comparison ?? {
    sessions: [],
    otherChanges: noOtherChanges,
  }
  const sessions = addUserData(sql, match.slug, changed)
  const linked = listLinkedSessions(sql, match.slug)
  const signer = getSigner(sql, match.slug, pack)
  // Counts sessions after matching, since a retitled session is not left out.
  const leftOut = plan.comparison ? changed.filter(({ kind }) => kind === 'missing').length : match.leftOut
  return {
    slug: match.slug,
    title: match.title,
    startDate: match.startDate,
    endDate: match.endDate,
    removed: match.isRemoved === 1,
    signer,
    state: plan.state === 'new' ? 'newer' : plan.state,
    importedAt: plan.importedAt,
    isRivalVersion: isRivalVersion(plan, signer),
    revision: match.revision,
    sessions: match.sessions,
    leftOut,
    shared: match.sessions - leftOut,
    changes: {
      cancel: { sessions, ...otherChanges },
      keep: {
        sessions: sessions.filter(({ kind }) => kind !== 'missing'),
        ...(baseline ? compareOtherParts(baseline, mergeInto(baseline, bundle)) : otherChanges),
      },
    },
    gone: proposeLinks(sessions, (change) => isMine(change) || linked.has(change.guid)),
  }
}

function listMatches(sql: Sql, outline: Outline, file: Incoming, choice: ImportChoice | undefined): Match[] {
  if (!choice) return findMatches(sql, outline, file).slice(0, MAX_MATCHES)
  const chosen = choice.update === null ? undefined : matchWith(sql, choice.update, outline, file)
  return chosen ? [chosen] : []
}

export function getTable(table: TableColumns): ImportTable {
  return { ...table, fields }
}

/** Makes the choice for a caller who skips the preview, with warnings about it. */
export function suggestChoice(sql: Sql, file: Incoming): { choice: ImportChoice; warnings: Message[] } {
  const outline = getOutline(file.bundle, file.missing)
  const [best] = findMatches(sql, outline, file)
  const choice = getChoice(best, outline)
  if (!best?.isLikely || (choice.update !== null && choice.missing === 'cancel'))
    return { choice, warnings: [] }
  // A partial file is always merged, so nothing was guessed.
  if (choice.update !== null && outline.isPart) return { choice, warnings: [] }
  // An older file changes nothing, so there is nothing to warn about.
  if (choice.update !== null && isOlder(file, best.revision)) return { choice, warnings: [] }
  const warning =
    choice.update === null
      ? message('import.same-name', { title: best.title, slug: best.slug })
      : message('import.left-out', {
          missing: best.leftOut,
          count: best.sessions,
          title: best.title,
          slug: best.slug,
        })
  return { choice, warnings: [warning] }
}

/** Adds the delegate's title to a new conference. Throws `invalid-input` for an update, because stored conferences have their own rename. */
export function applyTitle(
  choice: ImportChoice,
  title: string | undefined,
  getTitle: (slug: ConferenceSlug) => string,
): ImportChoice {
  if (title === undefined) return choice
  if (choice.update === null) return { ...choice, title }
  throw new StoreError(
    'invalid-input',
    message('import.keeps-name', { title: getTitle(choice.update), slug: choice.update }),
  )
}

function getChoice(match: Match | undefined, { isPart }: Pick<Outline, 'isPart'>): ImportChoice {
  const suggestion = suggestAction(match)
  if (!match || suggestion === 'new') return { update: null }
  return { update: match.slug, missing: isPart ? 'keep' : suggestion }
}
