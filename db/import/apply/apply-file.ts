/** Applies a parsed file as chosen: writes the programme, stores the pack, and restores a removed conference. */
import { message } from '../../../core/i18n/message.ts'
import type { ImportChoice, ImportResult, PackSigner } from '../../contract/index.ts'
import { StoreError } from '../../errors.ts'
import type { ConferenceSlug } from '../../model.ts'
import type { Pack } from '../../packs/read-pack.ts'
import { expectKey, findPackKey, getSigner, storePack } from '../../packs/store-pack.ts'
import { renameConference, unhideConference } from '../../sql/conferences.ts'
import { findAddress } from '../../sql/programme-addresses.ts'
import type { Sql } from '../../store/open.ts'
import { findFreeSlug } from '../matching/match.ts'
import type { Incoming, Outline } from '../matching/parsed-file.ts'
import type { ApplyContext } from './apply.ts'
import type { ReplacedKey } from './history.ts'
import { applyBundle, type Plan } from './update.ts'

export type ApplyTask = {
  parsed: { fileName: string; pack: Pack | null; file: Incoming }
  choice: ImportChoice
  trustKey: boolean
}

/** `backUpFirst`: called before a change if the database holds user data. */
export function applyFile(
  context: ApplyContext,
  { parsed: { file, fileName, pack }, choice, trustKey }: ApplyTask,
  backUpFirst: () => void,
): ImportResult {
  const signer =
    choice.update === null
      ? findSignerOfNewConference(context.sql, file.bundle, pack)
      : getSigner(context.sql, choice.update, pack)
  // The key is also checked if nothing would change, so that another signer cannot pass for the known signer.
  expectKey(signer, trustKey)
  let keyKept = false
  const prepare = (slug: ConferenceSlug): ReplacedKey | null => {
    if (!pack) return null
    const currentSigner = getSigner(context.sql, slug, pack)
    expectKey(currentSigner, trustKey)
    const key = findPackKey(context.sql, slug)
    storePack(context, slug, pack)
    keyKept = signer?.state !== 'known'
    return key && currentSigner?.state === 'other'
      ? { ...key, address: findAddress(context.sql, slug)?.address ?? null }
      : null
  }
  const applied = applyBundle(context, file, choice, {
    origin: { kind: 'file', fileName },
    backUpFirst,
    approve: (plan) => {
      if (isRivalVersion(plan, signer)) throw createRivalVersionError(file.bundle.conference.revision)
    },
    ...(pack ? { prepare } : {}),
  })
  const { conference } = applied
  const cameBack = unhideConference(context.sql, conference.slug)
  if (choice.update !== null || choice.title === undefined) return { ...applied, signer, keyKept, cameBack }
  renameConference(context.sql, conference.slug, choice.title)
  return { ...applied, conference: { ...conference, title: choice.title }, signer, keyKept, cameBack }
}

/**
 * Whether an organiser published two packs with the same version but different contents. Such a pack is refused, since nobody could tell
 * which of the two a delegate has.
 */
export function isRivalVersion({ isSameVersion }: Plan, signer: PackSigner | null): boolean {
  return isSameVersion && signer !== null && signer.by !== null && signer.before !== null
}

function createRivalVersionError(version: number): StoreError {
  return new StoreError('bad-file', message('import.same-version', { version }))
}

/** A new conference can have a signer: undoing a first import removes the conference, but its key stays stored under its slug. */
export function findSignerOfNewConference(
  sql: Sql,
  about: Pick<Outline, 'conference'>,
  pack: Pack | null,
): PackSigner | null {
  return getSigner(sql, findFreeSlug(sql, about), pack)
}
