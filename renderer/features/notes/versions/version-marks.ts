/** Kinds of links at the start of a block that are shown in bold: those that give its kind, its speaker or its level of confidentiality. */
export const BOLD_LINKS: ReadonlySet<string> = new Set([
  'decision',
  'question',
  'turn',
  'internal',
  'private',
])
