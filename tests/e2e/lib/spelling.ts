import type { Page } from 'playwright-core'

/** @returns the words marked as misspelt, in text order */
export function getMisspeltWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...((CSS.highlights.get('misspelt') ?? []) as Iterable<Range>)]
      .filter((range) => !range.collapsed)
      .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
      .map((range) => range.toString()),
  )
}

/** Opens the suggestions for a marked word. */
export async function openSuggestions(page: Page, word: string): Promise<void> {
  const { x, y } = await findWordPosition(page, word)
  await page.mouse.click(x, y, { button: 'right' })
  await page.getByRole('menu', { name: `Suggestions for “${word}”` }).waitFor()
}

function findWordPosition(page: Page, word: string): Promise<{ x: number; y: number }> {
  return page.evaluate((text) => {
    const ranges = [...((CSS.highlights.get('misspelt') ?? []) as Iterable<Range>)]
    const rect = ranges.find((range) => range.toString() === text)?.getBoundingClientRect()
    if (!rect) throw new Error(`${text} is not marked`)
    return { x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 }
  }, word)
}

export async function chooseLanguage(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: /^Spelling: / }).click()
  await page.getByRole('menuitemradio', { name: language }).click()
}
