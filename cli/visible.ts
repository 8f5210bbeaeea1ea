/**
 * What comes from files, for a terminal: a title or a name could move the cursor, hide what follows or turn it around. All that is printed goes
 * through here. Such characters are shown by their numbers, which in JSON are the same text.
 */
export function visible(text: string): string {
  return text.replaceAll(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Control characters but tab and line feed, the ends of lines and paragraphs, and what embeds, overrides or isolates a direction (UAX #9). */
const CONTROL = /(?![\t\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
