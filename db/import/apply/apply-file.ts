/** Applies a parsed file as chosen: writes the programme, keeps the pack, and brings a removed conference back. */
import { message } from '../../../core/i18n/message.ts'
import type { ImportChoice, ImportResult, PackSigner } from '../../contract/index.ts'
import type { ConferenceSlug } from '../../model.ts'
import { expectKey, getSigner, keepPack } from '../../packs/keep.ts'
import type { Pack } from '../../packs/read-pack.ts'
import { reappear, rename } from '../../sql/conferences.ts'
import type { Sql } from '../../store/open.ts'
import { findFreeSlug } from '../matching/match.ts'
import type { Incoming, Outline } from '../matching/parsed-file.ts'
import type { ApplyContext } from './apply.ts'
import { applyBundle } from './update.ts'

export type ToApply = {
  held: { fileName: string; pack: Pack | null; file: Incoming }
  choice: ImportChoice
  trustKey: boolean
}

/** `backupFirst`: called before a change if the database holds user data. */
export function applyFile(
  context: ApplyContext,
  { held: { file, fileName, pack }, choice, trustKey }: ToApply,
  backupFirst: () => void,
): ImportResult {
  const signer =
    choice.update === null
      ? findSignerOfNew(context.sql, file.bundle, pack)
      : getSigner(context.sql, choice.update, pack)
  // Also done if nothing would change, so that another signer cannot pass for the known one.
  expectKey(signer, trustKey)
  const isSameVersion = pack !== null && getRevision(context.sql, choice) === file.bundle.conference.revision
  let keyKept = false
  const keep = (slug: ConferenceSlug) => {
    if (!pack) return
    expectKey(getSigner(context.sql, slug, pack), trustKey)
    keepPack(context, slug, pack)
    keyKept = signer?.state !== 'known'
  }
  const applied = applyBundle(context, file, choice, {
    origin: { kind: 'file', fileName },
    backupFirst,
    ...(pack ? { before: keep } : {}),
  })
  const warnings =
    isSameVersion && applied.update !== null
      ? [message('import.same-version', { version: file.bundle.conference.revision }), ...applied.warnings]
      : applied.warnings
  const result = { ...applied, warnings }
  const { conference } = result
  const cameBack = reappear(context.sql, conference.slug)
  if (choice.update !== null || choice.title === undefined) return { ...result, signer, keyKept, cameBack }
  rename(context.sql, conference.slug, choice.title)
  return { ...result, conference: { ...conference, title: choice.title }, signer, keyKept, cameBack }
}

function getRevision(sql: Sql, { update }: ImportChoice): number | undefined {
  return sql<{ revision: number }>('SELECT revision FROM conference WHERE slug = ?').get(update)?.revision
}

/** Finds the signer for a new conference. The key of a conference with that name is still known after an undo. */
export function findSignerOfNew(
  sql: Sql,
  about: Pick<Outline, 'conference'>,
  pack: Pack | null,
): PackSigner | null {
  return getSigner(sql, findFreeSlug(sql, about), pack)
}
