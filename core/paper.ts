/** What is printed: the page, HTML, and after it the files that stand beside it, under the names that it calls them by. */
export type PrintedPage = { name: string; bytes: Uint8Array }[]

/** Sheets of paper and what stays free around the text, in millimetres. */
export const papers = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
} as const
export type Paper = keyof typeof papers
export function isPaper(value: unknown): value is Paper {
  return typeof value === 'string' && Object.hasOwn(papers, value)
}

export type Margins = { top: number; side: number; bottom: number }
export const margins: Margins = { top: 22, side: 24, bottom: 24 }
export const agendaMargins: Margins = { top: 16, side: 18, bottom: 20 }

/**
 * The free space that a printed page has for its text, in CSS pixels: Chromium takes paper and margins in whole points, and these in
 * whole dots of 1/300 inch.
 */
export function textSize(
  paper: Paper,
  { top: above, side: beside, bottom: below }: Margins,
): { width: number; height: number } {
  const { width, height } = papers[paper]
  const [top, side, bottom] = [dots(above), dots(beside), dots(below)]
  return {
    width: ((dots(width) - 2 * side) / DOTS) * PIXELS,
    height: ((dots(height) - top - bottom) / DOTS) * PIXELS,
  }
}

const DOTS = 300
const PIXELS = 96
const POINTS = 72

function dots(millimetres: number): number {
  return Math.floor((Math.round((millimetres / 25.4) * POINTS) / POINTS) * DOTS)
}
