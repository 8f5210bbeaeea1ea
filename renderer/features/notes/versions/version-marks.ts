/** The links that are shown in bold. They are at the start of a block, and give its kind, its speaker or its level of confidentiality. */
export const BOLD_LINKS: ReadonlySet<string> = new Set([
  'decision',
  'question',
  'turn',
  'internal',
  'private',
])
