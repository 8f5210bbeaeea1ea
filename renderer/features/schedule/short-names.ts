/** Shortens names that begin alike to fit a small space. Pure. */

/** Minimum number of distinguishing letters to show, besides the ellipsis. */
const DIFFERS = 4

/**
 * Rooms called "Salle de conférence internationale no 1", "… no 2" would look the same if cut off at the end. Such a name loses whole
 * words at its beginning instead: "…no 1 «Grand". `fits` is the approximate number of letters that fit.
 */
export function shortenName(name: string, all: readonly string[], fits: number): string {
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
