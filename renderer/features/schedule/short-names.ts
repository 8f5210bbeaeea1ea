/** Shortens names that begin alike to fit a small space. Pure. */

/** The minimum number of letters shown from the first difference on, without the ellipsis. */
const MIN_DISTINCT_LETTERS = 4

/**
 * Rooms called "Salle de conférence internationale no 1" and "… no 2" would look the same if cut off at the end. Such a name loses whole
 * words at its beginning instead: "Salle de conférence internationale no 2" becomes "…no 2". `maxLength`: about how many letters fit.
 */
export function shortenName(name: string, allNames: readonly string[], maxLength: number): string {
  const letters = [...name]
  if (letters.length <= maxLength) return name
  const commonLength = Math.max(
    0,
    ...allNames.map((other) => (other === name ? 0 : getCommonPrefixLength(letters, [...other]))),
  )
  if (commonLength + MIN_DISTINCT_LETTERS <= maxLength) return name
  const fits = (start: number) => commonLength - start + 1 + MIN_DISTINCT_LETTERS <= maxLength
  const start = letters.findIndex(
    (_, index) => letters[index - 1] === ' ' && index <= commonLength && fits(index),
  )
  return `…${letters.slice(start < 0 ? commonLength : start).join('')}`
}

function getCommonPrefixLength(a: readonly string[], b: readonly string[]): number {
  const firstDifference = a.findIndex((letter, index) => letter !== b[index])
  return firstDifference < 0 ? a.length : firstDifference
}
