/** Finds the changed part of a long text, with some context. */

/** The changed part of a text, with some of the unchanged text before and after it. A `…` marks text that was left out. */
export type TextPart = { before: string; changed: string; after: string }

/** Texts up to this length are shown in full. */
const MAX_WHOLE_LENGTH = 120
const CONTEXT_LENGTH = 40
/** The lengths of the start and end of the changed part that are kept. */
const CHANGED_HEAD_LENGTH = 150
const CHANGED_TAIL_LENGTH = 50
/** Longer than any word, for text without spaces, as in Chinese. */
const MAX_WORD_LENGTH = 32

/**
 * `maxWholeLength`: texts up to this length are returned in full.
 * @returns null if only white space differs
 */
export function findTextChange(
  oldText: string,
  newText: string,
  maxWholeLength = MAX_WHOLE_LENGTH,
): [from: TextPart, to: TextPart] | null {
  const [a, b] = [joinLines(oldText), joinLines(newText)]
  if (a === b) return null
  if (Math.max(a.length, b.length) <= maxWholeLength) return [keepWhole(oldText), keepWhole(newText)]
  const start = countCommonStart(a, b)
  // The common start is removed first, so that the common end cannot overlap it.
  const end = countCommonEnd(a.slice(start), b.slice(start))
  return [createPart(a, start, a.length - end), createPart(b, start, b.length - end)]
}

const joinLines = (text: string) => text.replace(/\s+/g, ' ').trim()
const keepWhole = (text: string): TextPart => ({ before: '', changed: text, after: '' })

/** The length of the common start, up to the end of a word. */
function countCommonStart(a: string, b: string): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  const isBetweenWords = (at: number) =>
    at === 0 || a[at - 1] === ' ' || [a[at], b[at]].every((next) => next === undefined || next === ' ')
  let cut = length
  while (!isBetweenWords(cut) && length - cut < MAX_WORD_LENGTH) cut--
  if (isBetweenWords(cut)) return cut
  return isSplit(a, length) ? length - 1 : length
}

/** The length of the common end, from the start of a word. */
function countCommonEnd(a: string, b: string): number {
  const getLast = (text: string, offset: number) => text[text.length - offset]
  let length = 0
  while (length < a.length && length < b.length && getLast(a, length + 1) === getLast(b, length + 1)) length++
  const isBetweenWords = (at: number) =>
    at === 0 ||
    getLast(a, at) === ' ' ||
    [getLast(a, at + 1), getLast(b, at + 1)].every((previous) => previous === undefined || previous === ' ')
  let cut = length
  while (!isBetweenWords(cut) && length - cut < MAX_WORD_LENGTH) cut--
  if (isBetweenWords(cut)) return cut
  return isSplit(a, a.length - length) ? length - 1 : length
}

/** Whether cutting there would split a character, such as an emoji or a rare Chinese character. */
function isSplit(text: string, at: number): boolean {
  return /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1))
}

function createPart(text: string, start: number, end: number): TextPart {
  const changed = text.slice(start, end)
  const isLong = changed.length > CHANGED_HEAD_LENGTH + CHANGED_TAIL_LENGTH
  return {
    before: cutStart(text.slice(0, start), CONTEXT_LENGTH),
    changed: isLong
      ? `${cutEnd(changed, CHANGED_HEAD_LENGTH)} ${cutStart(changed, CHANGED_TAIL_LENGTH)}`
      : changed,
    after: cutEnd(text.slice(end), CONTEXT_LENGTH),
  }
}

/** The first characters, up to the end of a word, and '…'. */
function cutEnd(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const space = text.lastIndexOf(' ', maxLength)
  const end =
    space > maxLength - MAX_WORD_LENGTH ? space : isSplit(text, maxLength) ? maxLength - 1 : maxLength
  return `${text.slice(0, end)}…`
}

/** '…' and the last characters, from the start of a word. */
function cutStart(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const earliest = text.length - maxLength
  const space = text.indexOf(' ', earliest)
  const start =
    space >= 0 && space < earliest + MAX_WORD_LENGTH
      ? space + 1
      : isSplit(text, earliest)
        ? earliest + 1
        : earliest
  return `…${text.slice(start)}`
}
