/** In which language a note is written, so that a screen reader and a spelling checker take it for that. */
import type { Nodes, Root } from 'mdast'

/** Scripts in which one language is to be expected. */
const SCRIPTS: [script: RegExp, language: string][] = [
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
]
/** Words that most sentences have and the other languages have not. */
const WORDS: Record<string, ReadonlySet<string>> = {
  en: new Set('the and of to is that for with are was this which not from'.split(' ')),
  fr: new Set('les des et est que pour dans une sur avec aux du qui'.split(' ')),
  es: new Set('el los las del y para con una por se como más'.split(' ')),
}
/** Fewer of its words tell nothing. */
const ENOUGH = 3

/** null where it does not show. */
export function languageOfNote(root: Root): string | null {
  const text = textIn(root)
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  for (const [script, language] of SCRIPTS) {
    if ((text.match(script)?.length ?? 0) * 2 > letters) return language
  }
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const [best, next] = Object.entries(WORDS)
    .map(([language, known]) => ({ language, count: words.filter((word) => known.has(word)).length }))
    .sort((a, b) => b.count - a.count)
  return best && best.count >= ENOUGH && best.count > 2 * (next?.count ?? 0) ? best.language : null
}

function textIn(node: Nodes): string {
  if (node.type === 'text') return `${node.value} `
  return 'children' in node ? node.children.map(textIn).join('') : ''
}

/** Paragraphs and headings carry it: what else there is stands in them. */
export function inLanguage<N extends Nodes>(node: N, language: string): N {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
    return { ...node, data: { ...node.data, language } }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map((child) => inLanguage(child, language)) } as N
}
