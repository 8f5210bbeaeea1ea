/** Removes accents and case for filters, matches and tags, so that "desiree" finds "Désirée". */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
