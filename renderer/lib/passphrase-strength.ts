/**
 * Estimates how hard a passphrase is to guess from its words and kinds of characters. It has no list of leaked passwords, so it
 * rates anything that looks like a chosen word low.
 */
export type Strength = 'weak' | 'fair' | 'strong'

/** Each guess takes half a second or more (scrypt), so fewer bits suffice than for a website's password. */
const MIN_FAIR_BITS = 40
const MIN_STRONG_BITS = 56
/** The entropy of a word chosen at random from an ordinary word list. */
const WORD_BITS = 14

export function rateStrength(passphrase: string): Strength {
  const bits = estimateBits(passphrase.normalize('NFC'))
  if (bits >= MIN_STRONG_BITS) return 'strong'
  return bits >= MIN_FAIR_BITS ? 'fair' : 'weak'
}

function estimateBits(text: string): number {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? []
  const otherCharacters = text.replaceAll(/\p{L}{3,}/gu, ' ').replaceAll(/\s+/g, '')
  // Repeated words add nothing.
  const wordBits = [...new Set(words)].reduce((sum, word) => sum + countWordBits(word), 0)
  const capitals = /\p{Ll}\p{Lu}/u.test(text) ? words.length : 0
  return wordBits + capitals + countCharacterBits(otherCharacters)
}

/** Chinese and Japanese have no spaces between words; two characters count as about one word. */
function countWordBits(word: string): number {
  const ideographs = word.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0
  if (ideographs > 0) return (ideographs / 2) * WORD_BITS
  const isRepetition = new Set(word).size < 3
  return isRepetition ? 4 : WORD_BITS
}

/** Digits, signs and single letters. A character that continues a sequence (1234, aaaa) counts little. */
function countCharacterBits(text: string): number {
  let bits = 0
  let previousCode = -2
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const isSequence = Math.abs(code - previousCode) <= 1
    bits += isSequence ? 0.5 : getCharacterBits(character)
    previousCode = code
  }
  return bits
}

function getCharacterBits(character: string): number {
  if (/\d/.test(character)) return 3.3
  return /\p{L}/u.test(character) ? 5 : 4.5
}
