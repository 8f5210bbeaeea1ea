/**
 * What was typed → an FTS5 expression (https://sqlite.org/fts5.html §3) that finds all its words, the last one by its beginning.
 * Every word is quoted, so nothing typed is ever taken for syntax. null: there is no word in it.
 */
export function toMatch(text: string): string | null {
  // U+0000 would end the expression early.
  const words = text.replaceAll('\0', ' ').toWellFormed().normalize('NFC').split(/\s+/u).filter(isWord)
  if (words.length === 0) return null
  return words.map((word, index) => matchAny(word, index === words.length - 1 ? '*' : '')).join(' AND ')
}

/** The tokenizer's letters, numbers and private use characters: a word without any would find nothing. */
function isWord(word: string): boolean {
  return /[\p{L}\p{N}\p{Co}]/u.test(word)
}

function matchAny(word: string, suffix: string): string {
  const terms = spellings(word).map((spelling) => `"${spelling.replaceAll('"', '""')}"${suffix}`)
  return terms.length === 1 ? terms.join() : `(${terms.join(' OR ')})`
}

const MOST_SPELLINGS = 12

/** Russian writes ё as е or ё, which the tokenizer keeps apart: a word has at most one, so each е in turn may be it. */
function spellings(word: string): string[] {
  const plain = word.replaceAll('ё', 'е').replaceAll('Ё', 'Е')
  const places = [...plain.matchAll(/[еЕ]/g)].map(({ index }) => index)
  return [plain, ...places.map((at) => `${plain.slice(0, at)}ё${plain.slice(at + 1)}`)].slice(
    0,
    MOST_SPELLINGS,
  )
}
