/** The links at the start of a block that give its kind or its speaker. */
export const BOLD_LINKS: ReadonlySet<string> = new Set([
  'decision',
  'question',
  'turn',
  'internal',
  'private',
])
