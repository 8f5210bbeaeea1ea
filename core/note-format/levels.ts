/** For whom a text is, the most readers first: who may read one level may read those before it. */
export const levels = ['shareable', 'internal', 'private'] as const
export type Level = (typeof levels)[number]

export function mayLeave(what: Level, upTo: Level): boolean {
  return levels.indexOf(what) <= levels.indexOf(upTo)
}
