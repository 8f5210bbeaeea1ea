import { margins, type Paper, papers } from '../../../../core/paper.ts'
import type { Report } from '../../report/report.ts'

/** The style of a report on screen and on paper. The app prints with "Source Serif 4" and Inter; elsewhere the reader's own fonts may apply. */
export function getPageStyle(paper: Paper, { running, cover }: Pick<Report, 'running' | 'cover'>): string {
  const { top, side, bottom } = margins
  return `
@counter-style running-head { system: cyclic; symbols: ${toCssString(running.left)}; }
@page { size: ${paper === 'a4' ? 'A4' : 'letter'}; margin: ${top}mm ${side}mm ${bottom}mm; ${styleMargins(running)} }
${cover ? coverMargins : ''}
:root { color-scheme: light; ${fontFamilies} }
body { margin: 0; background: #fff; ${textStyle} }
main { max-width: 680px; margin: 0 auto; padding: 56px 24px; }
${blockStyles}
@media print {
  main { max-width: none; padding: 0; }
  ${stylePaper('body', 'page', paper)}
}
`
}

/** The same style for the preview, in which pages are columns of an element `.text` in a shadow tree. */
export function getSheetStyle(paper: Paper): string {
  return `
:host { ${fontFamilies} }
.text { ${textStyle} }
${blockStyles}
${stylePaper('.text', 'column', paper)}
tbody { break-inside: avoid; }
.replaced { text-decoration: underline dotted 1px; text-underline-offset: 4px; }
`
}

/**
 * No ligatures, since text extracted from a PDF loses them. `geometricPrecision` keeps letter widths independent of the screen's pixels, so
 * that lines break at the same places as on paper.
 */
function stylePaper(root: string, breaks: 'page' | 'column', paper: Paper): string {
  const { top, bottom } = margins
  return `${root} { font-size: 11pt; line-height: 15.5pt; font-variant-ligatures: none; text-rendering: geometricPrecision; }
.cover { display: flex; flex-direction: column; min-height: ${Math.floor(papers[paper].height - top - bottom) - 2}mm; margin: 0; padding: 0; border-bottom: 0; break-after: ${breaks}; }
.cover h1 { margin-top: 42mm; padding-top: 8mm; font: 600 30pt/36pt var(--serif); background: linear-gradient(#163e8c, #163e8c) no-repeat 0 0 / 17mm 0.8mm; }
.cover .subtitle { margin-bottom: 0; font: 600 14pt/20pt var(--serif); color: #1b1a17; }
.cover .facts { margin: 3mm 0 14mm; font-size: 9.5pt; line-height: 14pt; }
.cover + nav { break-after: ${breaks}; }
.cover + nav > h2, .cover + h2, .cover + nav + h2 { margin-top: 0; }`
}

/** Header and footer of every page except the cover (CSS Paged Media 3 §5). electron/printing replaces the counter style `running-head`. */
function styleMargins({ right, foot }: Report['running']): string {
  const styleBox = (words: string) => `content: ${words}; font: 9px Inter, sans-serif; color: #57534a;`
  const head =
    'vertical-align: bottom; margin-bottom: 6mm; padding-bottom: 1.5mm; border-bottom: 0.5px solid #cfc9bb;'
  return `@top-left { ${styleBox('counter(page, running-head)')} ${head} text-align: left; }
  @top-right { ${styleBox(toCssString(right))} ${head} text-align: right; }
  @bottom-left { ${styleBox(toCssString(foot))} }
  @bottom-right { ${styleBox('counter(page) " / " counter(pages)')} }`
}

const coverMargins = `@page :first { ${['top-left', 'top-right', 'bottom-left', 'bottom-right']
  .map((marginBox) => `@${marginBox} { content: none; border: 0; }`)
  .join(' ')} }`

/** Escapes all but letters, digits and plain punctuation, so that a title cannot close the string or the style element. */
function toCssString(text: string): string {
  const safe = text.replaceAll(
    /[^\p{L}\p{N} .,·:;()-]/gu,
    (mark) => `\\${mark.codePointAt(0)?.toString(16)} `,
  )
  return `"${safe}"`
}

/** "3 / 12" below the text (CSS Paged Media 3 §5). */
export const pageNumberStyle = `@bottom-center { content: counter(page) " / " counter(pages); font: 9px sans-serif; color: #57534a; }`

export const fontFamilies = `--serif: "Source Serif 4", Charter, Cambria, Georgia, serif;
  --sans: Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif;`
const textStyle = 'color: #1b1a17; font: 400 16px/24px var(--serif); overflow-wrap: break-word;'
/**
 * Positions every block, since the times in the gutter are positioned. Positioned blocks are painted after all others, and a PDF stores its
 * text in painting order.
 */
const blockStyles = `* { box-sizing: border-box; }
:is(main, .text) > * { position: relative; }
h1 { margin: 0 0 8px; font: 600 28px/34px var(--serif); }
h2 { margin: 32px 0 8px; font: 600 20px/28px var(--serif); }
h3 { margin: 24px 0 4px; font: 600 16px/24px var(--serif); }
h4, h5, h6 { margin: 16px 0 4px; font: italic 600 16px/24px var(--serif); }
p, ul, ol, blockquote, pre, table { margin: 0 0 12px; }
header { margin-bottom: 24px; padding-bottom: 12px; border-bottom: 1px solid #1b1a17; }
header .subtitle { margin-bottom: 4px; font-size: 17px; }
header .author { margin-bottom: 2px; }
.facts, .session { margin-bottom: 8px; color: #57534a; font: 400 12px/16px var(--sans); }
header .level { text-align: end; }
header .office { display: flex; justify-content: space-between; margin: 0; font: 400 10pt/15pt var(--sans); }
header .office + .office { color: #57534a; }
header :is(.office, .level) strong { border: 1px solid; padding: 2px 8px; font: 600 8pt/14pt var(--sans); text-transform: uppercase; }
.cover-fact { display: grid; grid-template-columns: 34mm 1fr; margin-bottom: 4px; font-size: 10.5pt; line-height: 15pt; }
.cover-fact strong, .brief-title { font: 600 8.5pt/15pt var(--sans); color: #57534a; }
.brief-title { margin: 8mm 0 1mm; padding-top: 4mm; border-top: 1px solid #cfc9bb; color: #1b1a17; }
.brief-title strong { font-weight: 600; }
.programme { margin: auto 0 0; padding-top: 4mm; font: 400 8.5pt/12pt var(--sans); color: #57534a; }
nav p { margin: 0 0 3px; }
nav a { display: flex; align-items: last baseline; gap: 8px; }
nav .leader { flex: 1 1 24px; min-width: 24px; border-bottom: 1px dotted #a8a294; }
nav .page { min-width: 28px; text-align: end; font: 400 11px/16px var(--sans); font-variant-numeric: tabular-nums; }
nav .start { flex: none; align-self: first baseline; width: 36px; font: 400 11px/20px var(--sans); color: #57534a; font-variant-numeric: tabular-nums; }
nav .level-2 { margin-top: 8px; font-weight: 600; }
nav .level-3 { padding-inline-start: 20px; font-size: 14px; line-height: 20px; }
a { color: #163e8c; text-underline-offset: 3px; text-decoration-thickness: 1px; }
:is(nav a, .page-ref) { color: inherit; text-decoration: none; }
strong { font-weight: 600; font-variant-numeric: tabular-nums; }
mark { background: #e3e9f5; color: inherit; }
img { display: block; max-width: 100%; height: auto; max-height: 480px; width: auto; margin: 4px 0; break-inside: avoid; }
ul, ol { padding-inline-start: 24px; }
li > p { margin-bottom: 4px; }
li > :is(ul, ol) { margin-bottom: 4px; }
li.task { margin-inline-start: -6px; list-style: none; }
li.task > p:first-child { text-indent: -18px; }
.box { display: inline-block; min-width: 18px; text-indent: 0; white-space: pre; }
.aside { font: 400 9pt/1 var(--sans); color: #57534a; }
blockquote { margin-inline: 0; padding-inline-start: 12px; border-inline-start: 2px solid #cfc9bb; font-style: italic; }
blockquote > :last-child { margin-bottom: 0; }
.in-note { position: relative; margin-inline-start: 60px; }
:is(.entry, .decision-label, .question-label, .task-label) > .time { position: absolute; inset-inline-start: -60px; margin: 0; padding-top: 0.45em; font: 400 8.5pt/1 var(--sans); text-indent: 0; }
.time-alone { height: 0; margin-block: 0; }
.decision-label, .question-label, .task-label { margin-bottom: 0; font: 600 8pt/12pt var(--sans); color: #163e8c; }
.decision-label, .decision { padding-inline-start: 10px; border-inline-start: 2px solid #163e8c; }
:is(.source, .caption) { margin-top: -8px; font: 400 12px/16px var(--sans); color: #57534a; }
:is(.decision-label, .question-label, .task-label) > .time { padding-top: 2pt; color: #57534a; }
.decision-label > .time { inset-inline-start: -62px; }
pre, code { font: 400 13px/20px ui-monospace, Consolas, monospace; white-space: pre-wrap; }
hr { width: 96px; height: 0; margin: 16px 0; border: 0; border-top: 1px solid #cfc9bb; }
table { border-collapse: collapse; }
th, td { padding: 4px 16px 4px 0; border-bottom: 1px solid #cfc9bb; text-align: start; vertical-align: top; }
th { border-bottom-color: #1b1a17; font: 600 0.75em/16px var(--sans); color: #57534a; }
.align-right { text-align: end; }
.align-center { text-align: center; }
h1, h2, h3, h4, h5, h6, .facts, .session, .keep-next { break-after: avoid; }
.pictured { break-inside: avoid; }
.time { margin-inline-end: 0.4em; font: 600 0.8em/1 var(--sans); color: #57534a; }
li, tr, table:not(:has(:is(tbody tr:nth-child(7), tbody:nth-child(8)))) { break-inside: avoid; }
thead { break-inside: avoid; break-after: avoid; }
p { orphans: 2; widows: 2; }`
