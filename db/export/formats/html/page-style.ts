import { margins } from '../../../../core/paper.ts'
import type { ReportOptions } from '../../../contract/index.ts'

/** The look of a report: for a reader's screen, and on paper. "Source Serif 4" and Inter are there where the app prints; elsewhere, often, the reader's own faces. */
export function pageStyle(paper: ReportOptions['paper']): string {
  const { top, side, bottom } = margins
  return `
@page { size: ${paper === 'a4' ? 'A4' : 'letter'}; margin: ${top}mm ${side}mm ${bottom}mm; ${pageNumber} }
:root { color-scheme: light; ${faces} }
body { margin: 0; background: #fff; ${text} }
main { max-width: 680px; margin: 0 auto; padding: 56px 24px; }
${blocks}
@media print {
  main { max-width: none; padding: 0; }
  ${onPaper('body', 'page')}
}
`
}

/** The same on paper that is drawn on a screen: pages are columns of an element `.text` in a shadow tree. */
export function sheetStyle(): string {
  return `
:host { ${faces} }
.text { ${text} }
${blocks}
${onPaper('.text', 'column')}
.replaced { text-decoration: underline dotted 1px; text-underline-offset: 4px; }
`
}

/**
 * A glyph that stands for several characters is lost when the text is taken out of the PDF again: no ligatures. Letters have the width that
 * the paper gives them, not the one that fits the screen's pixels: lines break at the same places.
 */
function onPaper(root: string, breaks: 'page' | 'column'): string {
  return `${root} { font-size: 11pt; line-height: 15.5pt; font-variant-ligatures: none; text-rendering: geometricPrecision; }
.cover { padding-top: 60mm; border-bottom: 0; break-after: ${breaks}; }
.cover .facts { margin-bottom: 24mm; }
.cover + nav > h2, .cover + h2 { margin-top: 0; }`
}

/** "3 / 12" below the text (CSS Paged Media 3 §5). */
export const pageNumber = `@bottom-center { content: counter(page) " / " counter(pages); font: 9px sans-serif; color: #57534a; }`

export const faces = `--serif: "Source Serif 4", Charter, Cambria, Georgia, serif;
  --sans: Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif;`
const text = 'color: #1b1a17; font: 400 16px/24px var(--serif); overflow-wrap: break-word;'
const blocks = `* { box-sizing: border-box; }
h1 { margin: 0 0 8px; font: 600 28px/34px var(--serif); }
h2 { margin: 32px 0 8px; font: 600 20px/28px var(--serif); }
h3 { margin: 24px 0 4px; font: 600 16px/24px var(--serif); }
h4, h5, h6 { margin: 16px 0 4px; font: italic 600 16px/24px var(--serif); }
p, ul, ol, blockquote, pre, table { margin: 0 0 12px; }
header { margin-bottom: 24px; padding-bottom: 12px; border-bottom: 1px solid #1b1a17; }
header .subtitle { margin-bottom: 4px; font-size: 17px; }
header .author { margin-bottom: 2px; }
.facts, .session { margin-bottom: 8px; color: #57534a; font: 400 12px/16px var(--sans); }
.facts em, .session em { font-style: normal; }
nav p { margin: 0 0 2px; }
nav .level-3 { padding-inline-start: 20px; font-size: 14px; line-height: 20px; }
a { color: #163e8c; text-underline-offset: 3px; text-decoration-thickness: 1px; }
nav a { color: inherit; text-decoration: none; }
strong { font-weight: 600; font-variant-numeric: tabular-nums; }
mark { background: #e3e9f5; color: inherit; }
img { display: block; max-width: 100%; height: auto; max-height: 480px; width: auto; margin: 4px 0; break-inside: avoid; }
ul, ol { padding-inline-start: 24px; }
li > p { margin-bottom: 4px; }
li > :is(ul, ol) { margin-bottom: 4px; }
li.task { list-style: none; }
li.task > p { text-indent: -24px; }
blockquote { margin-inline: 0; padding-inline-start: 16px; border-inline-start: 2px solid #cfc9bb; }
pre, code { font: 400 13px/20px ui-monospace, Consolas, monospace; white-space: pre-wrap; }
hr { width: 96px; height: 0; margin: 16px 0; border: 0; border-top: 1px solid #cfc9bb; }
table { border-collapse: collapse; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid #cfc9bb; text-align: start; vertical-align: top; }
th { font-weight: 600; }
.align-right { text-align: end; }
.align-center { text-align: center; }
h1, h2, h3, h4, h5, h6, .facts, .session { break-after: avoid; }
li, tr { break-inside: avoid; }
thead { break-inside: avoid; break-after: avoid; }
p { orphans: 2; widows: 2; }`
