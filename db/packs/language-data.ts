/** Language data for reading pictures: a file of Tesseract for one language, such as `rus.traineddata`, among the documents of a pack. */
import { type Message, message } from '../../core/i18n/message.ts'

const NAME = /^[a-z]{3}(?:_[a-z]+)*\.traineddata$/

/** The file must be named after its language. */
export function findLanguageNameFault(fileName: string): Message | null {
  return NAME.test(fileName) ? null : message('pack.language-name')
}

/** As in Tesseract's tessdatamanager.h: the maximum number of parts of a file, and the part for the engine of versions 4 and 5. */
const MAX_PARTS = 24
const LSTM_PART = 17

/** Checks the list of parts at the beginning of the file: their number, then the offset of each part, or -1. */
export function findLanguageDataFault(bytes: Uint8Array): Message | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = file.length < 4 ? 0 : file.readInt32LE(0)
  const end = 4 + 8 * count
  if (count <= LSTM_PART || count > MAX_PARTS || file.length <= end) return message('pack.language-data')
  const offsets = Array.from({ length: count }, (_, part) => file.readBigInt64LE(4 + 8 * part))
  const areValid = offsets.every((offset) => offset === -1n || (offset >= end && offset < file.length))
  return areValid && offsets[LSTM_PART] !== -1n ? null : message('pack.language-data')
}
