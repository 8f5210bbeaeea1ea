/** The links at the start of a block that say what it is, or who speaks. */
export const STRONG: ReadonlySet<string> = new Set(['decision', 'question', 'turn', 'internal', 'private'])
