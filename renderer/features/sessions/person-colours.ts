/** Gives each colleague a colour. Pure. */

/** The number of `--person-…` colours (ui/tokens.css). */
export const COLOURS = 8

/**
 * @returns the number of each person's colour, from 1. It is derived from the id, so that it is the same on every computer, unless somebody
 * earlier in the list has the same colour and another colour is free.
 */
export function assignColours(people: readonly string[]): ReadonlyMap<string, number> {
  const colours = new Map<string, number>()
  for (const id of people) {
    if (colours.has(id)) continue
    const used = new Set(colours.size < COLOURS ? colours.values() : [])
    let colour = getOwnColour(id)
    while (used.has(colour)) colour = (colour % COLOURS) + 1
    colours.set(id, colour)
  }
  return colours
}

/** @returns the colour of a person outside of a delegation */
export function getOwnColour(id: string): number {
  return (Number.parseInt(id.slice(0, 8), 16) % COLOURS || 0) + 1
}
