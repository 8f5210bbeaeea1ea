/** Compares recognised text with what was written. */

/** @returns the share of the written words that were recognised, each as often as it was written */
export function getWordRecall(written: string, recognised: string): number {
  const remaining = new Map<string, number>()
  for (const word of getWords(recognised)) remaining.set(word, (remaining.get(word) ?? 0) + 1)
  const words = getWords(written)
  const found = words.filter((word) => {
    const count = remaining.get(word) ?? 0
    remaining.set(word, count - 1)
    return count > 0
  })
  return found.length / words.length
}

export function getWords(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
