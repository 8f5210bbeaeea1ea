/** Merges two records of the same person. Pure. */
import { mayLeave } from '../../../core/note-format/levels.ts'
import type { FactKind } from '../../../db/contract/index.ts'
import type { ContactFields } from '../../../db/model.ts'
import { fold } from '../../lib/fold.ts'

export const mergedTexts = ['name', 'organisation', 'role', 'country', 'email', 'telephone'] as const
export type MergedText = (typeof mergedTexts)[number]
/** Turns a value into a line for the private note, such as "Telephone: +33 1 23". */
export type ToLine = (field: MergedText | FactKind | 'followUp' | 'consent', value: string) => string

/** The store's limit (db/model.ts). */
const MAX_NOTE = 20_000

export function hasRoom({ note }: ContactFields): boolean {
  return note.length <= MAX_NOTE
}

/**
 * Fills the empty fields of `kept` from `other`. If both have a text, the text of `kept` stays, except for the fields in `fromOther`. The
 * text that is replaced goes to the private note, so that nothing is lost.
 */
export function mergeFields(
  kept: ContactFields,
  other: ContactFields,
  toLine: ToLine,
  fromOther: ReadonlySet<MergedText> = new Set(),
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
  if (kept.followUp === '') {
    const { followUp, followUpOn, followedUpAt } = other
    Object.assign(merged, { followUp, followUpOn, followedUpAt })
  } else if (other.followUp !== '' && other.followUp !== kept.followUp) {
    lines.push(toLine('followUp', [other.followUp, other.followUpOn].filter(Boolean).join(', ')))
  }
  if (kept.consent === '') merged.consent = other.consent
  else if (other.consent !== '' && other.consent !== kept.consent)
    lines.push(toLine('consent', other.consent))
  merged.metAt = kept.metAt ?? other.metAt
  merged.picture = kept.picture ?? other.picture
  merged.confidentiality = mayLeave(other.confidentiality, kept.confidentiality)
    ? kept.confidentiality
    : other.confidentiality
  merged.note = addToNote(kept.note, [other.note, ...lines])
  return merged
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

/** Whether `other` adds nothing to `kept`. */
export function isSubset(kept: ContactFields, merged: ContactFields): boolean {
  return (Object.keys(merged) as (keyof ContactFields)[]).every((field) => kept[field] === merged[field])
}

function isSameText(field: MergedText, one: string, two: string): boolean {
  if (field === 'telephone') return extractDigits(one) === extractDigits(two)
  return fold(one) === fold(two)
}

function extractDigits(text: string): string {
  return text.replaceAll(/[^\d+]/g, '').replace(/^00/, '+')
}
