/**
 * Escapes text from files for a terminal: a title could move the cursor, hide text or reverse its direction. All output goes through here.
 * In JSON the escaped text is still the same value.
 */
export function escapeForTerminal(text: string): string {
  return text.replaceAll(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * Control characters except tab and line feed, line and paragraph separators, and characters that embed, override or isolate a text
 * direction (UAX #9).
 */
const CONTROL = /(?![\t\n])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
