/** Marks and comments on key messages in bundles. A colleague's remarks stay apart from the delegate's own, under the colleague's name. */
import type { ConferenceSlug } from '../model.ts'
import { findRemark, forgetRemark, listRemarks, putRemark, type RemarkRow } from '../sql/remarks.ts'
import type { Sql } from '../store/open.ts'
import type { BundleRemark, NotesBundle } from './bundle.ts'
import { isLaterRevision } from './merge-tags-and-pins.ts'

/** `isPersonal`: the remark comes with a complete copy. Such remarks replace the delegate's own only on request. */
export type RemarkStep = { remark: RemarkRow; ours: RemarkRow | null; isPersonal: boolean }
/** `before` is null if the remark was new. `remark`: the merged remark. */
export type TouchedRemark = { remark: RemarkRow; before: RemarkRow | null }

/** `isWhole`: includes deleted remarks and those of colleagues. */
export function getRemarks(sql: Sql, conference: ConferenceSlug, isWhole: boolean): BundleRemark[] {
  return listRemarks(sql, conference)
    .filter(({ person, deletedAt }) => isWhole || (person === '' && deletedAt === null))
    .map(({ conference: _, person, ...remark }) => ({ ...remark, person: person === '' ? null : person }))
}

/**
 * The later edit wins. Ignores the delegate's own remarks in a colleague's copy. In a file that is not a complete copy, also ignores remarks
 * of others than the sender.
 */
export function planRemarks(sql: Sql, me: string, bundle: NotesBundle): RemarkStep[] {
  const { from, own, keyMessageRemarks = [], conference } = bundle
  const isPersonal = own !== undefined
  const senderKey = isPersonal || from === me ? '' : from
  return keyMessageRemarks.flatMap(({ person, ...theirs }) => {
    if (person === me || (person !== null && !isPersonal)) return []
    const remark = { ...theirs, person: person ?? senderKey, conference: conference.slug }
    const ours = findRemark(sql, remark)
    return ours && !isLaterRevision(remark, ours) ? [] : { remark, ours, isPersonal }
  })
}

/** Whether the step changes what the delegate sees. */
export function isVisibleRemarkChange({ remark, ours }: RemarkStep): boolean {
  return remark.deletedAt === null || (ours !== null && ours.deletedAt === null)
}

export function writeRemark(sql: Sql, { remark, ours }: RemarkStep): TouchedRemark {
  putRemark(sql, remark)
  return { remark, before: ours }
}

/** @returns false if the remark was changed since */
export function undoRemark(sql: Sql, { remark, before }: TouchedRemark): boolean {
  if (findRemark(sql, remark)?.revision !== remark.revision) return false
  if (before) putRemark(sql, before)
  else forgetRemark(sql, remark)
  return true
}
