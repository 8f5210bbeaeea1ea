/** A page to print: first the HTML, then the files to which it refers by name. */
export type PrintedPage = { name: string; bytes: Uint8Array }[]

/** Paper sizes and margins in millimetres. */
export const papers = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
} as const
export type Paper = keyof typeof papers
export function isPaper(value: unknown): value is Paper {
  return typeof value === 'string' && Object.hasOwn(papers, value)
}

export type Margins = { top: number; side: number; bottom: number }
export const margins: Margins = { top: 25, side: 25, bottom: 25 }
export const agendaMargins: Margins = { top: 16, side: 18, bottom: 20 }

/**
 * The size of a printed page without margins in CSS pixels. Chromium uses whole pixels and rounds up; found by printing text of growing
 * size, and checked by tests/e2e/preview.test.ts.
 */
export function getTextSize(paper: Paper, { top, side, bottom }: Margins): { width: number; height: number } {
  const { width, height } = papers[paper]
  return {
    width: Math.ceil((width - 2 * side) * PX_PER_MM),
    height: Math.ceil((height - top - bottom) * PX_PER_MM),
  }
}

const PX_PER_MM = 96 / 25.4
