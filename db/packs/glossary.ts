/** The glossary of a pack: the document with this name, in the format of assets/glossaries/. Search uses it only for this conference. */
import { type Message, message } from '../../core/i18n/message.ts'
import { decode } from '../formats/decode.ts'

export const GLOSSARY_FILE = 'glossary.txt'
export const GLOSSARY = `documents/${GLOSSARY_FILE}`

const MAX_CONCEPTS = 5_000
const MAX_LINE_LENGTH = 2_000
const LANGUAGES = 4

/** Finds the first fault, with its line. */
export function findGlossaryFault(bytes: Uint8Array): Message | null {
  const lines = decode(bytes).split(/\r\n|\r|\n/)
  let concepts = 0
  for (const [index, whole] of lines.entries()) {
    const addLine = (problem: Message) => message('common.line-problem', { line: index + 1, problem })
    const line = whole.replace(/#.*/, '').trim()
    if (line === '') continue
    concepts += 1
    if (concepts > MAX_CONCEPTS) return addLine(message('glossary.too-many', { most: MAX_CONCEPTS }))
    if (line.length > MAX_LINE_LENGTH) return addLine(message('glossary.too-long', { most: MAX_LINE_LENGTH }))
    if (line.split('|').length > LANGUAGES) return addLine(message('glossary.languages', { most: LANGUAGES }))
    const entries = line.split(/[|;]/).filter((entry) => /[\p{L}\p{N}]/u.test(entry))
    if (entries.length < 2) return addLine(message('glossary.alone'))
  }
  return concepts === 0 ? message('glossary.empty') : null
}
