/**
 * Converts typed text to an FTS5 expression (https://sqlite.org/fts5.html §3) that requires all words and treats the last one as a prefix.
 * Quotes every word, so that input is never read as syntax.
 * @returns null if the text has no words
 */
export function toMatch(text: string): string | null {
  // U+0000 would truncate the expression.
  const words = text.replaceAll('\0', ' ').toWellFormed().normalize('NFC').split(/\s+/u).filter(isWord)
  if (words.length === 0) return null
  return words.map((word, index) => matchAny(word, index === words.length - 1 ? '*' : '')).join(' AND ')
}

/** Whether the word has a character that the tokenizer indexes; without one it would match nothing. */
function isWord(word: string): boolean {
  return /[\p{L}\p{N}\p{Co}]/u.test(word)
}

function matchAny(word: string, suffix: string): string {
  const terms = spellings(word).map((spelling) => `"${spelling.replaceAll('"', '""')}"${suffix}`)
  return terms.length === 1 ? terms.join() : `(${terms.join(' OR ')})`
}

const MOST_SPELLINGS = 12

/** Russian often writes е for ё, which the tokenizer keeps apart. A word has at most one ё, so each е is tried in turn. */
function spellings(word: string): string[] {
  const plain = word.replaceAll('ё', 'е').replaceAll('Ё', 'Е')
  const places = [...plain.matchAll(/[еЕ]/g)].map(({ index }) => index)
  return [plain, ...places.map((at) => `${plain.slice(0, at)}ё${plain.slice(at + 1)}`)].slice(
    0,
    MOST_SPELLINGS,
  )
}
