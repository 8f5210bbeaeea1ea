/** Confidentiality levels, widest audience first. A reader of one level may read all levels before it. */
export const levels = ['shareable', 'internal', 'private'] as const
export type Level = (typeof levels)[number]

export function mayLeave(what: Level, upTo: Level): boolean {
  return levels.indexOf(what) <= levels.indexOf(upTo)
}
