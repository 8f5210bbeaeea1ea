/** Lays out the report for paper, where pages and lines must not end in the wrong places. */
import type { Nodes, Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import { layOut } from './document.ts'
import type { Report } from './report.ts'

export function layOutOnPages(report: Report): Root {
  const root = layOut(report)
  return { ...root, children: keepTogether(root.children).map(unbroken) }
}

/** Formats that split a paragraph between two pages must not split this one. */
export function hasPicture({ children }: Paragraph): boolean {
  return children.some(({ type }) => type === 'image')
}

/** Keeps a time that stands alone with its entry, and a line with the picture below it. */
function keepTogether(nodes: readonly RootContent[]): RootContent[] {
  return nodes.map((node, index) => {
    if (node.type !== 'paragraph') return node
    const next = nodes[index + 1]
    const isKept =
      (next?.type === 'paragraph' && hasPicture(next)) ||
      (next !== undefined && next.type !== 'heading' && isTimeAlone(node))
    return isKept ? { ...node, data: { ...node.data, keepNext: true as const } } : node
  })
}

function isTimeAlone({ children: [first, ...others] }: Paragraph): boolean {
  return (
    first?.type === 'strong' &&
    first.data?.isTime === true &&
    others.every((node) => node.type === 'text' && node.value.trim() === '')
  )
}

function unbroken<N extends Nodes>(node: N): N {
  if (node.type === 'text') return { ...node, value: withoutBreaks(node.value) }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map(unbroken) } as N
}

/** A block of code as words of a paragraph. */
export function codeLines(value: string): PhrasingContent[] {
  return value
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'break' } as const] : []),
      { type: 'text', value: line } as const,
    ])
}

const NO_BREAK = '\u00a0'
const UNITS =
  'h|min|s|km|m|cm|mm|kg|g|t|GB|MB|kB|TB|EUR|USD|GBP|CHF|RUB|%|‰|€|£|\\$|₽|°C|million|millions|millones|billion|млн|млрд|тыс\\.|руб\\.|ч|мин'
const months = [...new Set(['en-GB', 'fr', 'es', 'ru'].flatMap(monthNames))].join('|')
/** Places where a line must not end. */
const HELD: readonly RegExp[] = [
  // "16 November 2016", "16 de noviembre de 2016"
  new RegExp(`(?<=\\b\\d{1,2}) (?=(?:de )?(?:${months})(?!\\p{L}))`, 'giu'),
  new RegExp(`(?<=\\d\\u00a0de) (?=(?:${months})(?!\\p{L}))`, 'giu'),
  new RegExp(`(?<=\\d\\u00a0(?:de\\u00a0)?(?:${months})) (?=(?:de )?\\d{4}\\b)`, 'giu'),
  new RegExp(`(?<=(?:${months})\\u00a0de) (?=\\d{4}\\b)`, 'giu'),
  // "Room 1", "Workshop 9", "Article 18"
  /(?<=(?<!\p{L})\p{Lu}[\p{L}’]{2,14}) (?=\d{1,3}[a-z]?(?![\p{L}\d]))/gu,
  /(?<=(?<!\p{L})(?:No\.|nº|n°|№|§|Art\.|art\.|p\.|pp\.|ст\.|с\.|г\.)) (?=\d)/gu,
  // "10 000", "36 h"
  /(?<=\b\d{1,3}) (?=\d{3}\b)/g,
  new RegExp(`(?<=\\d) (?=(?:${UNITS})(?![\\p{L}\\d]))`, 'gu'),
]

/** Puts no-break spaces between a number and its unit, name or month. */
export function withoutBreaks(text: string): string {
  return /\d/.test(text) ? HELD.reduce((held, place) => held.replaceAll(place, NO_BREAK), text) : text
}

function monthNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long' })
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2016, month, 1))
    return parts.find(({ type }) => type === 'month')?.value ?? ''
  })
}
