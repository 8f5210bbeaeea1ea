/** The kinds of links that are shown in bold: a block's kind, speaker or level of confidentiality, at its start. */
export const BOLD_LINKS: ReadonlySet<string> = new Set([
  'decision',
  'question',
  'turn',
  'internal',
  'private',
])
