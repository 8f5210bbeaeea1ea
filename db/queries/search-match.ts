/**
 * What was typed → an FTS5 expression (https://sqlite.org/fts5.html §3) that finds all its words, the last one by its beginning.
 * Every word is quoted, so nothing typed is ever taken for syntax. null: there is no word in it.
 */
export function toMatch(text: string): string | null {
  // U+0000 would end the expression early.
  const words = text.replaceAll('\0', ' ').toWellFormed().split(/\s+/u).filter(isWord)
  if (words.length === 0) return null
  return `${words.map(quote).join(' ')}*`
}

/** The tokenizer's letters, numbers and private use characters: a word without any would find nothing. */
function isWord(word: string): boolean {
  return /[\p{L}\p{N}\p{Co}]/u.test(word)
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}
