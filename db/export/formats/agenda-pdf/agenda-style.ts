import { agendaMargins } from '../../../../core/paper.ts'
import type { ReportOptions } from '../../../contract/index.ts'
import { fontFamilies, pageNumberStyle } from '../html/page-style.ts'

/** The look of the agenda on paper: times in a column of their own, and parallel sessions beside their common time. */
export function getAgendaStyle(paper: ReportOptions['paper']): string {
  const { top, side, bottom } = agendaMargins
  return `
@page { size: ${paper === 'a4' ? 'A4' : 'letter'}; margin: ${top}mm ${side}mm ${bottom}mm; ${pageNumberStyle} }
:root { color-scheme: light; ${fontFamilies} }
body { margin: 0; background: #fff; ${textStyle} }
table + table { break-before: page; }
${blockStyles}
`
}

/** The same style for the preview, in which pages are columns of an element `.text` in a shadow tree. */
export function getAgendaSheetStyle(): string {
  return `
:host { ${fontFamilies} }
.text { ${textStyle} }
table + table { break-before: column; }
${blockStyles}
`
}

const textStyle = `color: #1b1a17; font: 400 10pt/14pt var(--sans); font-variant-ligatures: none; overflow-wrap: anywhere;`
const blockStyles = `* { box-sizing: border-box; }
h1 { margin: 0; font: 600 19pt/24pt var(--serif); }
header { margin-bottom: 12pt; }
header p { margin: 2pt 0 0; color: #57534a; font-size: 9pt; line-height: 13pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-variant-numeric: tabular-nums; }
thead { break-inside: avoid; }
th { padding: 0 0 4pt; border-bottom: 1.5pt solid #1b1a17; text-align: start; vertical-align: baseline; font-weight: 400; }
h2 { display: inline; margin: 0 10pt 0 0; font: 600 13pt/18pt var(--serif); }
.running { color: #57534a; font-size: 8pt; line-height: 18pt; }
td { padding: 5pt 10pt 5pt 0; vertical-align: top; }
td:last-child { padding-inline-end: 0; }
.times { width: 76pt; }
.rooms { width: 92pt; }
.time { font-weight: 600; }
.room { color: #57534a; }
tr { break-inside: avoid; }
/* A line above each start; between parallel sessions a shorter, lighter line. The preview puts each row into a group of its own. */
tbody:has(> .first) { border-top: 0.75pt solid #8d8675; }
thead + tbody:has(> .first) { border-top: 0; }
tr:not(.first) td:not(.time) { border-top: 0.5pt solid #cfc9bb; }
tr:not(.first) .time { font-weight: 400; color: #57534a; }
strong { font-weight: 600; }
.title { font: 400 11pt/14.5pt var(--serif); }
td p { margin: 1pt 0 0; color: #57534a; font-size: 8.5pt; line-height: 11.5pt; }
.cancelled .title { text-decoration: line-through; color: #57534a; }
em { font-style: normal; font-weight: 600; }
.small { font-size: 8.5pt; line-height: 11.5pt; }
.small td { padding-block: 3pt; }
.small .title { font-size: 9.5pt; line-height: 12pt; }
.small td p { font-size: 7.5pt; line-height: 10pt; }
.small .times, .smallest .times { width: 62pt; }
.small .rooms, .smallest .rooms { width: 76pt; }
.smallest { font-size: 7.5pt; line-height: 9.5pt; }
.smallest td { padding-block: 1.75pt; }
.smallest .title { font-size: 8pt; line-height: 10pt; }
.smallest td p { margin: 0; font-size: 6.5pt; line-height: 8.5pt; }`
