/** Detects the language of a note, for screen readers and spelling checkers. */
import type { Nodes, Root } from 'mdast'

/** The likeliest language if a script makes up at least `share` of the letters. Japanese is often mostly Han. */
const SCRIPTS: { script: RegExp; language: string; share: number }[] = [
  { script: /\p{Script=Cyrillic}/gu, language: 'ru', share: 0.5 },
  { script: /\p{Script=Greek}/gu, language: 'el', share: 0.5 },
  { script: /\p{Script=Arabic}/gu, language: 'ar', share: 0.5 },
  { script: /\p{Script=Hebrew}/gu, language: 'he', share: 0.5 },
  { script: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, language: 'ja', share: 0.15 },
  { script: /\p{Script=Hangul}/gu, language: 'ko', share: 0.5 },
  { script: /\p{Script=Han}/gu, language: 'zh', share: 0.5 },
]
/** Common words that exist in only one of these languages. */
const WORDS: Record<string, ReadonlySet<string>> = {
  en: new Set('the and of to is that for with are was this which not from'.split(' ')),
  fr: new Set('les des et est que pour dans une sur avec aux du qui'.split(' ')),
  es: new Set('el los las del y para con una por se como más'.split(' ')),
}
const MIN_WORDS = 3

/** @returns null if the language is unclear */
export function detectLanguage(root: Root): string | null {
  const text = getNodeText(root)
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  for (const { script, language, share } of SCRIPTS) {
    if ((text.match(script)?.length ?? 0) > letters * share) return language
  }
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const [best, next] = Object.entries(WORDS)
    .map(([language, known]) => ({ language, count: words.filter((word) => known.has(word)).length }))
    .sort((a, b) => b.count - a.count)
  return best && best.count >= MIN_WORDS && best.count > 2 * (next?.count ?? 0) ? best.language : null
}

function getNodeText(node: Nodes): string {
  if (node.type === 'text') return `${node.value} `
  return 'children' in node ? node.children.map(getNodeText).join('') : ''
}

/** Marks the paragraphs, headings and cells of a node. Formats write the language of no other node. */
export function markLanguage<N extends Nodes>(node: N, language: string): N {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
    return { ...node, data: { ...node.data, language } }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map((child) => markLanguage(child, language)) } as N
}

/** Word and OpenDocument have a separate language property for each class of scripts. */
export function getScriptClass(language: string): 'western' | 'asian' | 'complex' {
  if (/^(?:zh|ja|ko)/.test(language)) return 'asian'
  return /^(?:ar|he)/.test(language) ? 'complex' : 'western'
}
