/** What was read and decided on, carried out: the programme, what a pack brings beside it, and the conference in sight again. */
import type { ImportChoice, ImportResult } from '../../contract/index.ts'
import type { ConferenceSlug } from '../../model.ts'
import { expectKey, keepPack, signerOf } from '../../packs/keep.ts'
import { reappear, rename } from '../../sql/conferences.ts'
import type { Incoming } from '../matching/parsed-file.ts'
import type { HeldFile } from '../preview/pending-imports.ts'
import { signerOfNew } from '../preview/preview-import.ts'
import type { ApplyContext } from './apply.ts'
import { applyBundle } from './update.ts'

export type ToApply = {
  held: Pick<HeldFile, 'fileName' | 'pack'> & { file: Incoming }
  choice: ImportChoice
  trustKey: boolean
}

/** `backupFirst`: called if the database holds anything of the delegate's and is about to change. */
export function applyFile(
  context: ApplyContext,
  { held: { file, fileName, pack }, choice, trustKey }: ToApply,
  backupFirst: () => void,
): ImportResult {
  const signer =
    choice.update === null
      ? signerOfNew(context.sql, file.bundle, pack)
      : signerOf(context.sql, choice.update, pack)
  // Also of what would change nothing: another signer is not to pass for the one that is known.
  expectKey(signer, trustKey)
  let keyKept = false
  const keep = (slug: ConferenceSlug) => {
    if (!pack) return
    expectKey(signerOf(context.sql, slug, pack), trustKey)
    keepPack(context, slug, pack)
    keyKept = signer?.state !== 'known'
  }
  const result = applyBundle(context, file, choice, {
    origin: { kind: 'file', fileName },
    backupFirst,
    ...(pack ? { before: keep } : {}),
  })
  const { conference } = result
  const cameBack = reappear(context.sql, conference.slug)
  if (choice.update !== null || choice.title === undefined) return { ...result, signer, keyKept, cameBack }
  rename(context.sql, conference.slug, choice.title)
  return { ...result, conference: { ...conference, title: choice.title }, signer, keyKept, cameBack }
}
