import { agendaMargins, type Paper, papers } from '../../../../core/paper.ts'
import { fontFamilies } from '../html/page-style.ts'

export function getDaySheetStyle(paper: Paper): string {
  const { top, side, bottom } = agendaMargins
  return `
@page { size: ${paper === 'a4' ? 'A4' : 'letter'}; margin: ${top}mm ${side}mm ${bottom}mm; }
:root { color-scheme: light; ${fontFamilies} }
body { margin: 0; background: #fff; ${textStyle} }
.sheet + .sheet { break-before: page; }
${styleBlocks(paper)}
`
}

/** The same style for the preview, in which pages are columns of an element `.text` in a shadow tree. */
export function getDaySheetPreviewStyle(paper: Paper): string {
  return `
:host { ${fontFamilies} }
.text { ${textStyle} }
.sheet + .sheet { break-before: column; }
${styleBlocks(paper)}
`
}

const textStyle =
  'color: #1b1a17; font: 400 9.5pt/13pt var(--sans); font-variant-ligatures: none; overflow-wrap: anywhere;'

/** The height of a page, less a millimetre for rounding, since a sheet that is too high by a fraction would take a second page. */
function getSheetHeight(paper: Paper): number {
  return papers[paper].height - agendaMargins.top - agendaMargins.bottom - 1
}

const styleBlocks = (paper: Paper) => `* { box-sizing: border-box; }
.sheet { display: flex; flex-direction: column; min-height: ${getSheetHeight(paper)}mm; }
header { padding-bottom: 6pt; border-bottom: 1.5pt solid #1b1a17; }
h1 { margin: 0; font: 600 17pt/22pt var(--serif); }
header p { margin: 1pt 0 0; color: #57534a; font-size: 8.5pt; line-height: 12pt; }
article { display: flex; flex: 1 0 auto; padding: 5pt 0 3pt; break-inside: avoid; }
article + article { border-top: 0.75pt solid #8d8675; }
.time { flex: none; width: 76pt; margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.words { display: flex; flex: 1; flex-direction: column; min-width: 0; }
h2 { margin: 0; font: 400 11pt/14pt var(--serif); }
h2 strong { font: 600 9.5pt/14pt var(--sans); }
h2 em { font: 600 9pt/14pt var(--sans); }
.cancelled span { text-decoration: line-through; }
.facts { margin: 1pt 0 0; color: #57534a; font-size: 8.5pt; line-height: 12pt; }
.facts strong { color: #1b1a17; font-weight: 600; }
.lines { flex: 1 0 20pt; height: 20pt; overflow: hidden; }
.lines div { height: 20pt; border-bottom: 0.5pt solid #b9b2a2; }
.plans { display: flex; gap: 14pt; padding-top: 8pt; border-top: 1.5pt solid #1b1a17; break-inside: avoid; }
figure { flex: 1; min-width: 0; margin: 0; }
img { display: block; width: 100%; height: 56mm; object-fit: contain; }
figcaption { margin-top: 3pt; color: #57534a; font-size: 8pt; line-height: 11pt; text-align: center; }`
