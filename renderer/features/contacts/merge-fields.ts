/** Merges two records of the same person. Pure. */
import { isWithinLevel } from '../../../core/note-format/levels.ts'
import type { FactKind } from '../../../db/contract/index.ts'
import type { ContactFields } from '../../../db/model.ts'
import { fold } from '../../lib/fold.ts'

export const mergedTexts = ['name', 'organisation', 'role', 'country', 'email', 'telephone'] as const
export type MergedText = (typeof mergedTexts)[number]
export type MergedField = MergedText | 'picture'
/** Turns a value into a line for the private note, such as "Telephone: +33 1 23". */
export type FormatLine = (
  field: MergedText | FactKind | 'followUp' | 'consent' | 'metAt',
  value: string,
) => string

/** The store's limits (db/model.ts). */
const MAX_NOTE = 20_000
const MAX_LINE = 500

export function isNoteShortEnough({ note }: ContactFields): boolean {
  return note.length <= MAX_NOTE
}

/**
 * Fills the empty fields of `kept` from `other`. If both have a text or a photo, that of `kept` stays, except for the fields in `fromOther`.
 * A text that is replaced goes to the private note, so that no text is lost.
 */
export function mergeFields(
  kept: ContactFields,
  other: ContactFields,
  formatLine: FormatLine,
  fromOther: ReadonlySet<MergedField> = new Set(),
): ContactFields {
  const merged = { ...kept }
  const lines: string[] = []
  for (const field of mergedTexts) {
    const [keptText, otherText] = [kept[field].trim(), other[field].trim()]
    if (otherText === '' || isSameText(field, keptText, otherText)) continue
    const takesOther = keptText === '' || fromOther.has(field)
    if (takesOther) merged[field] = otherText
    if (keptText !== '') lines.push(formatLine(field, takesOther ? keptText : otherText))
  }
  const { mergedFollowUp, leftOut } = mergeFollowUps(kept, other)
  Object.assign(merged, mergedFollowUp)
  if (leftOut)
    lines.push(formatLine('followUp', [leftOut.followUp, leftOut.followUpOn].filter(Boolean).join(', ')))
  if (kept.consent === '') merged.consent = other.consent
  else if (other.consent !== '' && other.consent !== kept.consent)
    lines.push(formatLine('consent', other.consent))
  merged.metAt = kept.metAt ?? other.metAt
  if (other.metAt !== null && other.metAt !== merged.metAt) lines.push(formatLine('metAt', other.metAt))
  const [preferred, fallback] = fromOther.has('picture') ? [other, kept] : [kept, other]
  merged.picture = preferred.picture ?? fallback.picture
  merged.confidentiality = isWithinLevel(other.confidentiality, kept.confidentiality)
    ? kept.confidentiality
    : other.confidentiality
  merged.note = addToNote(kept.note, [other.note, ...lines])
  return merged
}

type FollowUp = Pick<ContactFields, 'followUp' | 'followUpOn' | 'followedUpAt'>

/**
 * Joins two follow-ups that are both open or both done into one, due at the earlier date. If only one is open, that one is kept.
 * `leftOut`: the follow-up that was neither kept nor joined.
 */
function mergeFollowUps(
  kept: ContactFields,
  other: ContactFields,
): { mergedFollowUp: FollowUp; leftOut?: FollowUp } {
  const isOpen = ({ followUp, followedUpAt }: FollowUp) => followUp !== '' && followedUpAt === null
  const isOnlyOther = kept.followUp === '' && other.followUp !== ''
  const [first, second] = isOnlyOther || (isOpen(other) && !isOpen(kept)) ? [other, kept] : [kept, other]
  const { followUp, followUpOn, followedUpAt } = first
  if (second.followUp === '') return { mergedFollowUp: { followUp, followUpOn, followedUpAt } }
  if (isOpen(first) === isOpen(second)) {
    const joined = followUp.includes(second.followUp) ? followUp : `${followUp}; ${second.followUp}`
    const [earlier = null] = [followUpOn, second.followUpOn].filter((day) => day !== null).sort()
    if (joined.length <= MAX_LINE)
      return { mergedFollowUp: { followUp: joined, followUpOn: earlier, followedUpAt } }
  }
  return {
    mergedFollowUp: { followUp, followUpOn, followedUpAt },
    ...(second.followUp === followUp ? {} : { leftOut: second }),
  }
}

/** Adds the parts that the note does not contain yet. */
export function addToNote(note: string, parts: readonly string[]): string {
  let result = note.trim()
  for (const part of parts.map((text) => text.trim())) {
    if (part !== '' && !`\n${result}\n`.includes(`\n${part}\n`))
      result = result === '' ? part : `${result}\n${part}`
  }
  return result
}

/** Whether `merged` has nothing that `kept` lacks. `hasPhoto`: whether the other record has a photo, which `merged` may not contain yet. */
export function isSubset(kept: ContactFields, merged: ContactFields, hasPhoto = false): boolean {
  if (hasPhoto && merged.picture === null) return false
  return (Object.keys(merged) as (keyof ContactFields)[]).every((field) => kept[field] === merged[field])
}

function isSameText(field: MergedText, one: string, two: string): boolean {
  if (field === 'telephone') return extractDigits(one) === extractDigits(two)
  return fold(one) === fold(two)
}

function extractDigits(text: string): string {
  return text.replaceAll(/[^\d+]/g, '').replace(/^00/, '+')
}
