/** Gives each colleague a colour. Pure. */

/** The number of `--person-…` colours (ui/tokens.css). */
export const COLOUR_COUNT = 8

/**
 * @returns the number of each person's colour, from 1. It is the default colour, which is the same on every computer, or the next free one
 * if somebody earlier in the list has that colour.
 */
export function assignColours(people: readonly string[]): ReadonlyMap<string, number> {
  const colours = new Map<string, number>()
  for (const id of people) {
    if (colours.has(id)) continue
    const usedColours = new Set(colours.size < COLOUR_COUNT ? colours.values() : [])
    let colour = getDefaultColour(id)
    while (usedColours.has(colour)) colour = (colour % COLOUR_COUNT) + 1
    colours.set(id, colour)
  }
  return colours
}

/** @returns the colour that is derived from the id. A person outside of a delegation always has it */
export function getDefaultColour(id: string): number {
  return (Number.parseInt(id.slice(0, 8), 16) % COLOUR_COUNT || 0) + 1
}
