/** The links at the start of a block that give its kind or its speaker. */
export const STRONG: ReadonlySet<string> = new Set(['decision', 'question', 'turn', 'internal', 'private'])
