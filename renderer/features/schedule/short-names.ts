/** Names that begin alike, where only their beginning has room. Pure. */

/** So much of where it differs must be in sight, beside the dots. */
const DIFFERS = 4

/**
 * Rooms are called "Salle de conférence internationale no 1", "… no 2": cut off at the end they are all the same. Of such a name it is the
 * beginning that gives way, by whole words: "…no 1 «Grand". `fits`: how many letters about have room.
 */
export function shortName(name: string, all: readonly string[], fits: number): string {
  const letters = [...name]
  if (letters.length <= fits) return name
  const alike = Math.max(0, ...all.map((other) => (other === name ? 0 : alikeUntil(letters, [...other]))))
  if (alike + DIFFERS <= fits) return name
  const words = letters.flatMap((_, index) => (letters[index - 1] === ' ' && index <= alike ? [index] : []))
  const from = words.find((start) => alike - start + 1 + DIFFERS <= fits) ?? alike
  return `…${letters.slice(from).join('')}`
}

function alikeUntil(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((letter, index) => letter !== b[index])
  return at < 0 ? a.length : at
}
