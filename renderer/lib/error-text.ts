/** What a failure is called on the screen, in the language of the interface. */
import i18next from 'i18next'
import type { Message, MessageValue } from '../../core/i18n/message.ts'
import { type ErrorCode, errorCodes, type Failure } from '../../core/wire.ts'
import { messageText } from './message.ts'

/** The store's own words: they say which place of which file is at fault and why, as no sentence of ours could. */
const inStoreWords = ['bad-file', 'invalid-input'] as const
/** Which file it is, and what the system has against it; without that there is a sentence of ours. */
const IN_STORE_WORDS_IF_DETAILED = 'file-access'

/** One or two sentences that tell the delegate what happened and what to do, for anything thrown or told by the store. */
export function errorText(error: unknown): string {
  if (!isFailure(error)) return i18next.t('errors.internal')
  const isDetailed = error.code === IN_STORE_WORDS_IF_DETAILED && error.details
  if (!isDetailed && !isInStoreWords(error.code)) return i18next.t(`errors.${error.code}`)
  if (!error.details) return asSentence(error.message)
  const text = messageText(error.details, error.message)
  // A value at the beginning, the name of a file say, is spelt as it is.
  return beginsWithValue(text, error.details) ? text : asSentence(text)
}

/** Another program has replaced or removed the file of the notebook: it has to be opened again. */
export function isReplaced(error: unknown): boolean {
  return isFailure(error) && error.code === 'replaced'
}

/** A message within it, “line 6” say, is words of ours. */
function beginsWithValue(text: string, { code, parameters }: Message): boolean {
  if (code === 'common.verbatim') return false
  return Object.values(parameters).some((value) =>
    typeof value === 'string' ? value !== '' && text.startsWith(value) : isIn(value),
  )

  function isIn(value: MessageValue): boolean {
    if (typeof value !== 'object') return false
    return 'code' in value ? beginsWithValue(text, value) : value.some(isIn)
  }
}

/**
 * It stands alone or after another sentence, and begins as one: "line 6 …" says first where. What is no word, the name of a field or of
 * an element, is spelt as it is.
 */
function asSentence(text: string): string {
  return text.replace(/^\p{Ll}+(?=[ ,’'])/u, (word) => word.charAt(0).toLocaleUpperCase() + word.slice(1))
}

/** Errors of the system have a code too, but none of ours. */
function isFailure(error: unknown): error is Failure {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false
  const { code, message } = error
  return typeof message === 'string' && errorCodes.some((known) => known === code)
}

function isInStoreWords(code: ErrorCode): code is (typeof inStoreWords)[number] {
  return inStoreWords.some((known) => known === code)
}
