/** Turns a parsed file into a stored programme: plans the update, which the preview shows, then carries it out in one transaction. */

import { type Message, message } from '../../../core/i18n/message.ts'
import type { ImportChoice, ImportLinks, ImportResult, SessionCounts } from '../../contract/index.ts'
import { StoreError } from '../../errors.ts'
import type { ConferenceBundle, ConferenceSlug, Instant } from '../../model.ts'
import { getConferenceTitle, getProgrammeVersionKey } from '../../sql/conferences.ts'
import { listDelays } from '../../sql/delays.ts'
import type { Sql } from '../../store/open.ts'
import type { Sequences } from '../importer.ts'
import { type Comparison, compareProgrammes, isUnchanged, noOtherChanges } from '../matching/compare.ts'
import {
  hasSpokenLanguages,
  listRemembered,
  type Remembered,
  rememberFile,
  toRememberedJson,
} from '../matching/file-memory.ts'
import { fillIn } from '../matching/fill-in.ts'
import { findFreeSlug } from '../matching/match.ts'
import { countConfirmed, countsRevisions, type Incoming } from '../matching/parsed-file.ts'
import { mergeInto, readProgramme } from '../matching/stored-programme.ts'
import { describeOlder, findNewer, findOlder, keepStoredSessions } from '../values/revisions.ts'
import { type ApplyContext, writeProgramme } from './apply.ts'
import {
  countOtherChanges,
  findEarlierImport,
  getCounts,
  type Origin,
  type ReplacedKey,
  recordUpdate,
} from './history.ts'
import { mapToStored, mapToStoredIds } from './map-to-stored-ids.ts'

/**
 * `versionKey`: that of the stored programme when the plan was made. `baseline`: the programme with which the file is compared. This is
 * `before`, but with the file's title if the delegate has renamed the conference, so that a changed official title is not reported.
 * `comparison`: null if the conference is new.
 */
export type Plan = {
  state: 'new' | 'newer' | 'same' | 'older'
  bundle: ConferenceBundle
  hash: string
  versionKey: string
  before: ConferenceBundle | null
  baseline: ConferenceBundle | null
  comparison: Comparison | null
  /** The time at which this same file was imported, if a later programme has replaced it. Applying it would revert the later programme. */
  importedAt: Instant | null
  /** The file has the version of the stored programme but other contents. Always false if the delegate has removed the programme. */
  isSameVersion: boolean
  /** Warnings about sessions that stay unchanged, because the file has an older revision of them. */
  warnings: Message[]
  remembered: Remembered
}

/** Plans the effects of applying the file. Only reads. */
export function planUpdate({ sql }: Pick<ApplyContext, 'sql'>, file: Incoming, choice: ImportChoice): Plan {
  const slug = choice.update ?? findFreeSlug(sql, file.bundle)
  const present = sql<{ revision: number; hash: string; isRenamed: 0 | 1; isRemoved: 0 | 1 }>(
    `SELECT revision, bundle_hash AS hash, file_title IS NOT NULL AS isRenamed, removed_at IS NOT NULL AS isRemoved
     FROM conference WHERE slug = ?`,
  ).get(slug)
  const bundle = { ...file.bundle, conference: { ...file.bundle.conference, slug } }
  const storedSequences = listRemembered(sql, slug, 'sequences')
  const spoken = file.missing.interpretation
  const plan: Plan = {
    state: 'new',
    bundle,
    hash: file.hash,
    versionKey: getProgrammeVersionKey(sql, slug),
    before: null,
    baseline: null,
    comparison: null,
    importedAt: null,
    isSameVersion: false,
    warnings: [],
    remembered: { sequences: findNewer(storedSequences, file.sequences), known: new Map(), spoken },
  }
  if (!present) return plan
  if (present.hash === file.hash) return { ...plan, state: 'same' }
  if (isOlder(file, present.revision)) return { ...plan, state: 'older' }
  const stored = readProgramme(sql, slug)
  if (!stored) throw new Error(`the conference ${slug} disappeared while its update was planned`)
  const keepsMissing = choice.update !== null && choice.missing === 'keep'
  const { updated, outdatedGuids, sequences, newIds } = completeFromStored(
    sql,
    stored,
    { ...file, bundle },
    choice.update === null ? undefined : choice.links,
    storedSequences,
  )
  const { title } = updated.conference
  const baseline = present.isRenamed ? { ...stored, conference: { ...stored.conference, title } } : stored
  const after = keepsMissing ? mergeInto(stored, updated) : updated
  const comparison = compareProgrammes(baseline, after)
  // After a merge the stored programme differs from the file, so the same file can still be applied completely.
  const isMerged = keepsMissing && after.sessions.length > bundle.sessions.length
  const hasOutdated = outdatedGuids.size > 0
  const hash = [file.hash, ...(isMerged ? ['merged'] : []), ...(hasOutdated ? ['older'] : [])].join(' ')
  const state = isUnchanged(comparison) ? 'same' : 'newer'
  const newSequences = findNewer(storedSequences, sequences)
  // A newer revision that reverts a change does not count as an older programme.
  const hasNewRevisions = newSequences.size > 0
  const importedAt = state === 'newer' && !hasNewRevisions ? findEarlierImport(sql, slug, file.hash) : null
  const isSameFile = importedAt !== null || isProgrammeOf(sql, slug, file)
  return {
    state,
    bundle: after,
    hash,
    versionKey: plan.versionKey,
    before: stored,
    baseline,
    comparison,
    importedAt,
    isSameVersion:
      state === 'newer' &&
      !isSameFile &&
      present.isRemoved === 0 &&
      countsRevisions(file.missing) &&
      present.revision === file.bundle.conference.revision,
    warnings: describeOlder(stored, outdatedGuids),
    remembered: { sequences: newSequences, known: newIds, spoken },
  }
}

/**
 * Completes the file's programme from the stored one: its identifiers, fields that the file lacks, and sessions of which the file has an
 * older revision. `outdatedGuids`: the guids of those sessions.
 */
function completeFromStored(
  sql: Sql,
  stored: ConferenceBundle,
  file: Incoming,
  links: ImportLinks | undefined,
  storedSequences: Sequences,
): {
  updated: ConferenceBundle
  outdatedGuids: ReadonlySet<string>
  sequences: Sequences
  newIds: Remembered['known']
} {
  const { slug } = file.bundle.conference
  const known = listRemembered(sql, slug, 'known')
  const { mapped, sequences, guids, leftOut, newIds } = mapToStoredIds(stored, file, known, links)
  const missing = {
    ...file.missing,
    // Spoken languages from earlier files can be replaced by a file of the same kind.
    interpretation: file.missing.interpretation && !hasSpokenLanguages(sql, slug),
    bySession: mapToStored(file.missing.bySession, file.bundle, mapped),
  }
  const completed = fillIn(stored, mapped, missing)
  const withCancelled = { ...completed, sessions: [...completed.sessions, ...leftOut] }
  const olderGuids = new Set([...findOlder(storedSequences, sequences)].map((key) => guids.get(key) ?? key))
  const outdatedGuids = olderGuids.size === 0 ? olderGuids : pickChanged(olderGuids, stored, withCancelled)
  return {
    updated: keepStoredSessions(stored, withCancelled, outdatedGuids),
    outdatedGuids,
    sequences,
    newIds,
  }
}

/** @returns the guids among `guids` whose sessions change visibly */
function pickChanged(
  guids: ReadonlySet<string>,
  stored: ConferenceBundle,
  updated: ConferenceBundle,
): Set<string> {
  const changed = compareProgrammes(stored, updated).sessions.filter(({ kind }) => kind !== 'missing')
  return new Set(changed.map(({ guid }) => guid).filter((guid) => guids.has(guid)))
}

export function isOlder({ bundle, missing }: Incoming, storedRevision: number): boolean {
  return countsRevisions(missing) && storedRevision > bundle.conference.revision
}

export type CarryOutOptions = {
  origin: Origin
  /** Called before a change if the database holds user data. */
  backUpFirst: () => void
  /** The slug in the file. */
  fileSlug: string
  /** Runs in the same transaction, before the programme is written. @returns the key that Undo puts back */
  prepare?: (slug: ConferenceSlug) => ReplacedKey | null
}

/**
 * Throws `conflict` if the programme has changed since the plan was made.
 * @returns the id of the history entry, or null if there is no visible change
 */
export function executePlan(
  context: ApplyContext,
  plan: Plan,
  { origin, backUpFirst, fileSlug, prepare }: CarryOutOptions,
): number | null {
  const { bundle, hash, versionKey, before, comparison, remembered } = plan
  if (plan.state === 'older') return null
  const storedWithSameHash = context
    .sql<{ id: number }>('SELECT id FROM conference WHERE slug = ? AND bundle_hash = ?')
    .get(bundle.conference.slug, hash)
  if (storedWithSameHash) {
    if (!prepare && Object.keys(toRememberedJson(remembered)).length === 0) return null
    context.db
      .transaction(() => {
        // The same pack can come with a new key that the delegate trusts.
        prepare?.(bundle.conference.slug)
        rememberFile(context.sql, storedWithSameHash.id, remembered)
      })
      .immediate()
    return null
  }
  if (hasDelegateData(context.sql)) backUpFirst()
  return context.db
    .transaction(() => {
      if (getProgrammeVersionKey(context.sql, bundle.conference.slug) !== versionKey)
        throw createChangedError()
      const replacedKey = prepare?.(bundle.conference.slug) ?? null
      const hashBefore = getHash(context.sql, bundle.conference.slug)
      const changed = (comparison?.sessions ?? [])
        .filter(({ kind }) => kind !== 'added')
        .map(({ guid }) => guid)
      const conferenceId = writeProgramme(context, bundle, { hash, changed, fileSlug })
      if (comparison && isUnchanged(comparison)) {
        rememberFile(context.sql, conferenceId, remembered)
        return null
      }
      const counts = comparison
        ? getCounts(comparison)
        : {
            added: countConfirmed(bundle),
            changed: 0,
            cancelled: bundle.sessions.length - countConfirmed(bundle),
          }
      return recordUpdate(context, {
        conferenceId,
        origin,
        counts,
        comparison,
        before,
        hashBefore,
        remembered,
        replacedKey,
      })
    })
    .immediate()
}

/** Plans and carries out in one call. `approve`: throws if the delegate must not import the file. */
export function applyBundle(
  context: ApplyContext,
  file: Incoming,
  choice: ImportChoice,
  { approve, ...options }: Omit<CarryOutOptions, 'fileSlug'> & { approve?: (plan: Plan) => void },
): Omit<ImportResult, 'signer' | 'keyKept' | 'cameBack'> {
  const plan = planUpdate(context, file, choice)
  approve?.(plan)
  const delays = listDelays(context.sql, plan.bundle.conference.slug).length
  const update = executePlan(context, plan, { ...options, fileSlug: file.bundle.conference.slug })
  const { slug } = plan.bundle.conference
  return {
    conference: { slug, title: getConferenceTitle(context.sql, slug) },
    ...countStored(context.sql, slug),
    warnings: [
      ...plan.warnings,
      ...file.warnings,
      ...(plan.state === 'older' ? [createOlderWarning(context.sql, plan.bundle)] : []),
      ...(plan.importedAt === null ? [] : [createRevertWarning(plan.importedAt)]),
    ],
    changes: countSessionChanges(plan),
    beside: countOtherChanges(plan.comparison?.otherChanges ?? noOtherChanges),
    voidDelays: delays - listDelays(context.sql, slug).length,
    update,
  }
}

function countSessionChanges({ state, bundle, comparison }: Plan): SessionCounts {
  if (state === 'new') return { added: countConfirmed(bundle), changed: 0, cancelled: 0 }
  if (state === 'newer' && comparison) return getCounts(comparison)
  return { added: 0, changed: 0, cancelled: 0 }
}

type StoredCounts = Pick<
  ImportResult,
  'sessions' | 'cancelled' | 'rooms' | 'speakers' | 'keyMessages' | 'contacts'
>

/** Counts the sessions of the stored programme, of which the file may be a part, as the Conferences page does. */
function countStored(sql: Sql, slug: ConferenceSlug): StoredCounts {
  const counts = sql<StoredCounts>(
    `SELECT (SELECT count(*) FROM session WHERE conference_id = conference.id AND own = 0 AND status = 'confirmed') AS sessions,
       (SELECT count(*) FROM session WHERE conference_id = conference.id AND own = 0 AND status <> 'confirmed') AS cancelled,
       (SELECT count(*) FROM room WHERE conference_id = conference.id) AS rooms,
       (SELECT count(*) FROM speaker WHERE conference_id = conference.id) AS speakers,
       (SELECT count(*) FROM key_message WHERE conference_id = conference.id AND parent IS NULL) AS keyMessages,
       (SELECT count(*) FROM directory_entry WHERE conference_id = conference.id) AS contacts
     FROM conference WHERE slug = ?`,
  ).get(slug)
  if (!counts) throw new Error(`the conference ${slug} disappeared after its import`)
  return counts
}

function createOlderWarning(sql: Sql, { conference }: ConferenceBundle): Message {
  const revision = sql<{ revision: number }>('SELECT revision FROM conference WHERE slug = ?').get(
    conference.slug,
  )?.revision
  return message('import.older-revision', { stored: revision ?? 0, revision: conference.revision })
}

function createRevertWarning(importedAt: Instant): Message {
  return message('import.taken-back', { date: importedAt.slice(0, 10) })
}

export function createChangedError(): StoreError {
  return new StoreError('conflict', message('import.changed-meanwhile'))
}

/** Whether the stored programme is the programme of the file, apart from merged parts. */
export function isProgrammeOf(sql: Sql, slug: ConferenceSlug, { hash }: Pick<Incoming, 'hash'>): boolean {
  return getHash(sql, slug)?.split(' ')[0] === hash
}

function getHash(sql: Sql, slug: ConferenceSlug): string | null {
  const row = sql<{ hash: string }>('SELECT bundle_hash AS hash FROM conference WHERE slug = ?').get(slug)
  return row?.hash ?? null
}

function hasDelegateData(sql: Sql): boolean {
  return ['star', 'note', 'contact', 'own_entry', 'key_message_remark', 'own_document'].some(
    (table) => sql(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined,
  )
}
