/**
 * Applies the Chatham House Rule: a report may use what was discussed, but may not identify who spoke. Replaces speakers, contacts and
 * assignees by "a participant" or "a delegation" in links, text, picture descriptions and addresses.
 */
import type { Definition, Image, ImageReference, Link, Nodes, PhrasingContent, Root, Text } from 'mdast'
import { getStart, getTarget, type PersonKey } from '../../../core/note-format/index.ts'
import type { TranslateReport } from '../source/translate.ts'
import type { NameKind } from './name.ts'
import { getNameFinder, type NameFinder } from './names.ts'
import type { People } from './people.ts'

declare module 'mdast' {
  interface TextData {
    /** Set if this text replaces a name. */
    isReplaced?: true
  }
}

export type Anonymiser = {
  anonymiseNote(root: Root): Root
  anonymiseText(value: string): string
  /** @returns null for an address that contains a name or belongs to a person */
  anonymiseAddress(url: string): string | null
  /** The number of names that have been replaced so far. */
  countReplaced(): number
}

export function createAnonymiser(people: People, t: TranslateReport): Anonymiser {
  const find = getNameFinder(people.known)
  let count = 0
  const scope: Scope = {
    find,
    t,
    getKind: (who) =>
      who && people.organisations.has(`${who.conference ?? ''}/${who.id}`) ? 'delegation' : 'participant',
    countReplacement: () => {
      count += 1
    },
  }
  return {
    anonymiseNote: (root) => ({ ...root, children: anonymiseBlocks(root.children, scope) }) as Root,
    anonymiseText: (value) => replaceNames(value, scope),
    anonymiseAddress: (url) => anonymiseAddress(url, scope),
    countReplaced: () => count,
  }
}

type Scope = {
  find: NameFinder
  t: TranslateReport
  getKind(who: PersonKey | null): NameKind
  countReplacement(): void
}

/** The words that replace a name, such as "a participant". */
function describePerson(kind: NameKind, { t }: Scope): string {
  return t(`anonymous.${kind}`)
}

function anonymiseBlocks(nodes: readonly Nodes[], scope: Scope): Nodes[] {
  return nodes.map((node): Nodes => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
      case 'tableCell':
        return { ...node, children: anonymisePhrasing(node.children, scope) } as Nodes
      case 'code':
        return {
          ...node,
          value: replaceNames(node.value, scope),
          lang: replaceInOptional(node.lang, scope),
          meta: replaceInOptional(node.meta, scope),
        }
      case 'html':
        return { ...node, value: replaceNames(node.value, scope) }
      case 'definition':
        return anonymiseDefinition(node, scope)
      default:
        return 'children' in node
          ? ({ ...node, children: anonymiseBlocks(node.children, scope) } as Nodes)
          : node
    }
  })
}

/** Replaces links first, so that their words do not count as text. Then replaces names, also across formatting. */
function anonymisePhrasing(nodes: readonly PhrasingContent[], scope: Scope): PhrasingContent[] {
  const replaced = replaceNamesIn(
    nodes.map((node) => replaceLinkedNames(node, scope)),
    scope,
  )
  const { content } = getStart(replaced)
  const first = content.find((node) => node.type !== 'text' || node.value.trim() !== '')
  if (first?.type !== 'text' || !first.data?.isReplaced) return replaced
  return replaced.map((node) => (node === first ? { ...first, value: capitalise(first.value) } : node))
}

function replaceLinkedNames(node: PhrasingContent, scope: Scope): PhrasingContent {
  const target = getTarget(node)
  switch (target?.kind) {
    case 'turn': {
      scope.countReplacement()
      const name = capitalise(describePerson(scope.getKind(target.who), scope))
      return {
        ...(node as Link),
        url: 'rapporteur:turn',
        children: [createReplacement(scope.t('anonymous.turn', { name }))],
      }
    }
    case 'for': {
      scope.countReplacement()
      const name = describePerson(scope.getKind(target.who), scope)
      return {
        ...(node as Link),
        url: 'rapporteur:for',
        children: [createReplacement(scope.t('anonymous.for', { name }))],
      }
    }
    case 'contact':
      scope.countReplacement()
      return createReplacement(describePerson(scope.getKind(target), scope))
    default:
  }
  if (node.type === 'image' || node.type === 'imageReference') return anonymiseImage(node, scope)
  if (!('children' in node)) return node
  const children = (node.children as PhrasingContent[]).map((child) => replaceLinkedNames(child, scope))
  if (node.type !== 'link') return { ...node, ...anonymiseLabels(node, scope), children } as PhrasingContent
  const url = anonymiseAddress(node.url, scope)
  // An address that contains a name is dropped.
  if (url === null) return { type: 'emphasis', children }
  return { ...node, url, title: replaceInOptional(node.title, scope), children } as PhrasingContent
}

function anonymiseImage<I extends Image | ImageReference>(node: I, scope: Scope): I {
  const alt = replaceInOptional(node.alt, scope)
  if (node.type === 'imageReference') return { ...node, ...anonymiseLabels(node, scope), alt }
  return {
    ...node,
    alt,
    title: replaceInOptional(node.title, scope),
    url: anonymiseAddress(node.url, scope) ?? '',
  }
}

function anonymiseDefinition(node: Definition, scope: Scope): Definition {
  return {
    ...node,
    ...anonymiseLabels(node, scope),
    title: replaceInOptional(node.title, scope),
    url: anonymiseAddress(node.url, scope) ?? '',
  }
}

/** Replaces the same name by the same label everywhere, so that references keep their targets. */
function anonymiseLabels(node: Nodes, scope: Scope): { identifier?: string; label?: string | null } {
  if (!('identifier' in node)) return {}
  return {
    identifier: replaceNames(node.identifier, scope),
    label: replaceInOptional(node.label, scope) ?? null,
  }
}

/** @returns null for an address that contains a name or belongs to a person, such as an e-mail address or a telephone number */
function anonymiseAddress(url: string, scope: Scope): string | null {
  if (/^(?:mailto|tel|sms|sip|xmpp):/i.test(url.trim())) return null
  const readable = url.replaceAll(/(?:%[0-9a-f]{2})+/gi, decodeCodes).replaceAll(/[+_/.=?&-]/g, ' ')
  return scope.find(toTitleCase(readable)).length > 0 ? null : url
}

function decodeCodes(codes: string): string {
  try {
    return decodeURIComponent(codes)
  } catch {
    return codes // Not valid UTF-8, so no letters.
  }
}

/** Capitalises every word, since names are found by their capitals and addresses usually have none. */
function toTitleCase(text: string): string {
  return text.replaceAll(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1))
}

type Leaf = { node: Extract<PhrasingContent, { value: string }>; start: number }

/** Searches the nodes as one text, since "**Alexander** Seger" is a name too. The replacement goes where the name began. */
function replaceNamesIn(nodes: readonly PhrasingContent[], scope: Scope): PhrasingContent[] {
  const leaves = new Map<PhrasingContent, number>()
  let text = ''
  const collect = (node: PhrasingContent): void => {
    if ('value' in node && !(node.type === 'text' && node.data?.isReplaced)) {
      leaves.set(node, text.length)
      text += node.value
    } else if ('children' in node) for (const child of node.children) collect(child)
    // Replaced text and nodes that are not text separate names.
    else text += '\n'
  }
  for (const node of nodes) collect(node)
  const found = scope.find(text)
  if (found.length === 0) return [...nodes]
  const edit = (node: PhrasingContent): PhrasingContent[] => {
    const start = leaves.get(node)
    if (start !== undefined && 'value' in node) return splitIntoPieces({ node, start }, text, found, scope)
    if (!('children' in node)) return [node]
    const children = (node.children as PhrasingContent[]).flatMap(edit)
    return children.length > 0 ? [{ ...node, children } as PhrasingContent] : []
  }
  return nodes.flatMap(edit)
}

function splitIntoPieces(
  { node, start }: Leaf,
  text: string,
  found: ReturnType<NameFinder>,
  scope: Scope,
): PhrasingContent[] {
  const end = start + node.value.length
  const result: PhrasingContent[] = []
  let from = start
  const keep = (to: number) => {
    if (to > from) result.push({ ...node, value: text.slice(from, to) })
  }
  for (const name of found) {
    if (name.end <= start || name.start >= end) continue
    keep(Math.max(start, name.start))
    if (name.start >= start) {
      scope.countReplacement()
      result.push(createReplacement(matchCapitals(text, name.start, describePerson(name.kind, scope))))
    }
    from = Math.min(end, name.end)
  }
  keep(end)
  return result
}

/** Replaces the names in a string. */
function replaceNames(value: string, scope: Scope): string {
  let result = ''
  let from = 0
  for (const { start, end, kind } of scope.find(value)) {
    scope.countReplacement()
    result += value.slice(from, start) + matchCapitals(value, start, describePerson(kind, scope))
    from = end
  }
  return result + value.slice(from)
}

function replaceInOptional<T extends string | null | undefined>(value: T, scope: Scope): T {
  return (typeof value === 'string' ? replaceNames(value, scope) : value) as T
}

function matchCapitals(text: string, start: number, words: string): string {
  return /(?:^|[.!?…:]\s+|\n\s*)$/.test(text.slice(0, start)) ? capitalise(words) : words
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function createReplacement(value: string): Text {
  return { type: 'text', value, data: { isReplaced: true } }
}
