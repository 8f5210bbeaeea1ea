/** For filters, matches and tags: text without its accents and capitals, so that "desiree" finds "Désirée". */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
