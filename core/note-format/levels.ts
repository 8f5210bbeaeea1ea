/** Confidentiality levels, widest audience first. A reader of one level may read all levels before it. */
export const levels = ['shareable', 'internal', 'private'] as const
export type Level = (typeof levels)[number]

/** Whether content of `level` may be given to readers who may see everything up to `highestLevel`. */
export function isWithinLevel(level: Level, highestLevel: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(highestLevel)
}
