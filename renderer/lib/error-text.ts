/** Turns failures into text for the screen, in the language of the interface. */
import i18next from 'i18next'
import type { Message, MessageValue } from '../../core/i18n/message.ts'
import { type ErrorCode, errorCodes, type Failure } from '../../core/wire.ts'
import { getMessageText } from './message.ts'

/** Failures that are shown in the store's own words, which name the file, the place and the reason. */
const inStoreWords = ['bad-file', 'invalid-input'] as const
/**
 * Shows the store's words if it has any for a delegate, otherwise a general sentence. Codes in neither list concern the whole notebook; the
 * window offers what can be done about them.
 */
const inStoreWordsIfDetailed: readonly ErrorCode[] = [
  'file-access',
  'not-found',
  'conflict',
  'occupied',
  'too-long',
  'busy',
  'locked',
  'wrong-passphrase',
]

/** Describes anything thrown or reported by the store in one or two sentences: what happened and what to do. */
export function getErrorText(error: unknown): string {
  if (!isFailure(error)) return i18next.t('errors.internal')
  const isDetailed = inStoreWordsIfDetailed.includes(error.code) && error.details
  if (!isDetailed && !isInStoreWords(error.code)) return i18next.t(`errors.${error.code}`)
  if (!error.details) return capitaliseStart(error.message)
  const text = getMessageText(error.details, error.message)
  // Keep the case of a value at the beginning, such as a file name.
  return beginsWithValue(text, error.details) ? text : capitaliseStart(text)
}

/** Whether another program has replaced or removed the notebook's file, so that it must be reopened. */
export function isReplaced(error: unknown): boolean {
  return isFailure(error) && error.code === 'replaced'
}

/** A nested message, such as “line 6”, is our own text and does not count as a value. */
function beginsWithValue(text: string, { code, parameters }: Message): boolean {
  if (code === 'common.verbatim') return false
  return Object.values(parameters).some((value) =>
    typeof value === 'string' ? value !== '' && text.startsWith(value) : isAtStart(value),
  )

  function isAtStart(value: MessageValue): boolean {
    if (typeof value !== 'object') return false
    return 'code' in value ? beginsWithValue(text, value) : value.some(isAtStart)
  }
}

/** Capitalises the start, since the text is a sentence: "line 6 …" becomes "Line 6 …". Names of fields and elements keep their case. */
function capitaliseStart(text: string): string {
  return text.replace(/^\p{Ll}+(?=[ ,’'])/u, (word) => word.charAt(0).toLocaleUpperCase() + word.slice(1))
}

/** Whether the error has one of the app's codes. System errors have codes of their own. */
function isFailure(error: unknown): error is Failure {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false
  const { code, message } = error
  return typeof message === 'string' && errorCodes.some((known) => known === code)
}

function isInStoreWords(code: ErrorCode): code is (typeof inStoreWords)[number] {
  return inStoreWords.some((known) => known === code)
}
