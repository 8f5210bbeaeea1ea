/** Merges two records of the same person. Pure. */
import { isWithinLevel } from '../../../core/note-format/levels.ts'
import type { FactKind } from '../../../db/contract/index.ts'
import type { ContactFields } from '../../../db/model.ts'
import { fold } from '../../lib/fold.ts'

export const mergedTexts = ['name', 'organisation', 'role', 'country', 'email', 'telephone'] as const
export type MergedText = (typeof mergedTexts)[number]
export type MergedField = MergedText | 'picture'
/** Turns a value into a line for the private note, such as "Telephone: +33 1 23". */
export type ToLine = (
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
  toLine: ToLine,
  fromOther: ReadonlySet<MergedField> = new Set(),
): ContactFields {
  const merged = { ...kept }
  const lines: string[] = []
  for (const field of mergedTexts) {
    const [mine, theirs] = [kept[field].trim(), other[field].trim()]
    if (theirs === '' || isSameText(field, mine, theirs)) continue
    const takesTheirs = mine === '' || fromOther.has(field)
    if (takesTheirs) merged[field] = theirs
    if (mine !== '') lines.push(toLine(field, takesTheirs ? mine : theirs))
  }
  const { promise, rest } = mergePromises(kept, other)
  Object.assign(merged, promise)
  if (rest) lines.push(toLine('followUp', [rest.followUp, rest.followUpOn].filter(Boolean).join(', ')))
  if (kept.consent === '') merged.consent = other.consent
  else if (other.consent !== '' && other.consent !== kept.consent)
    lines.push(toLine('consent', other.consent))
  merged.metAt = kept.metAt ?? other.metAt
  if (other.metAt !== null && other.metAt !== merged.metAt) lines.push(toLine('metAt', other.metAt))
  const [picture, second] = fromOther.has('picture') ? [other, kept] : [kept, other]
  merged.picture = picture.picture ?? second.picture
  merged.confidentiality = isWithinLevel(other.confidentiality, kept.confidentiality)
    ? kept.confidentiality
    : other.confidentiality
  merged.note = addToNote(kept.note, [other.note, ...lines])
  return merged
}

type Promised = Pick<ContactFields, 'followUp' | 'followUpOn' | 'followedUpAt'>

/**
 * Two open promises become one, due at the earlier date, so that both stay in the list of follow-ups. Otherwise an open promise comes before
 * one that is done. `rest`: the promise that is left out.
 */
function mergePromises(kept: ContactFields, other: ContactFields): { promise: Promised; rest?: Promised } {
  const isOpen = ({ followUp, followedUpAt }: Promised) => followUp !== '' && followedUpAt === null
  const isOnlyOther = kept.followUp === '' && other.followUp !== ''
  const [first, second] = isOnlyOther || (isOpen(other) && !isOpen(kept)) ? [other, kept] : [kept, other]
  const { followUp, followUpOn, followedUpAt } = first
  if (second.followUp === '') return { promise: { followUp, followUpOn, followedUpAt } }
  if (isOpen(first) === isOpen(second)) {
    const both = followUp.includes(second.followUp) ? followUp : `${followUp}; ${second.followUp}`
    const [earlier = null] = [followUpOn, second.followUpOn].filter((day) => day !== null).sort()
    if (both.length <= MAX_LINE) return { promise: { followUp: both, followUpOn: earlier, followedUpAt } }
  }
  return {
    promise: { followUp, followUpOn, followedUpAt },
    ...(second.followUp === followUp ? {} : { rest: second }),
  }
}

/** Adds the parts that the note does not contain yet. */
export function addToNote(note: string, parts: readonly string[]): string {
  let whole = note.trim()
  for (const part of parts.map((text) => text.trim())) {
    if (part !== '' && !`\n${whole}\n`.includes(`\n${part}\n`))
      whole = whole === '' ? part : `${whole}\n${part}`
  }
  return whole
}

/** Whether the other record, which has a photo if `hasPhoto`, adds nothing to `kept`. */
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
