/** Templates: notes with placeholders such as `{room}` for data of the session (docs/note-format.md, "Templates"). */
import type { Nodes, Parents, Root } from 'mdast'
import { parseNote } from './parse.ts'
import { getTarget } from './rapporteur-url.ts'
import { serialiseNote } from './serialise.ts'

export const templatePlaceholders = [
  'conference',
  'session',
  'title',
  'day',
  'time',
  'room',
  'languages',
  'speakers',
  'track',
  'facts',
] as const
/** The value of each placeholder; '' if the programme has none. */
export type TemplateFacts = Record<(typeof templatePlaceholders)[number], string>

/** Marks the cursor position in a filled-in template. A noncharacter (Unicode §23.7), which never occurs in text. */
export const CARET_MARKER = '\uFDD2'

/** Leaves out a paragraph or heading whose placeholders all stay empty, with any list item and list that becomes empty. */
export function fillTemplate(markdown: string, facts: TemplateFacts): string {
  const root = parseNote(markdown)
  fillBlocks(root, facts)
  return serialiseNote(root)
}

function fillBlocks(node: Parents, facts: TemplateFacts): void {
  const children = (node.children as Nodes[]).filter((child) => {
    if (child.type === 'paragraph' || child.type === 'heading') {
      const found = { placeholders: 0, filled: 0 }
      fillText(child, facts, found)
      return found.placeholders === 0 || found.filled > 0
    }
    if (!('children' in child) || child.children.length === 0) return true
    fillBlocks(child, facts)
    return child.children.length > 0
  })
  Object.assign(node, { children })
}

function fillText(node: Nodes, facts: TemplateFacts, found: { placeholders: number; filled: number }): void {
  if (node.type === 'text') {
    node.value = node.value.replaceAll(/\{(\w+)\}/g, (written, name: string) => {
      if (name !== 'here' && !isPlaceholder(name)) return written
      const value = name === 'here' ? CARET_MARKER : facts[name as keyof TemplateFacts]
      found.placeholders += 1
      if (value !== '') found.filled += 1
      return value
    })
  } else if ('children' in node) for (const child of node.children) fillText(child, facts, found)
}

function isPlaceholder(name: string): boolean {
  return templatePlaceholders.some((placeholder) => placeholder === name)
}

/** Turns a note into a template: removes times and unticks tasks. */
export function getTemplate(markdown: string): string {
  const root = parseNote(markdown)
  removeTimesAndTicks(root)
  return serialiseNote(root)
}

function removeTimesAndTicks(node: Root | Nodes): void {
  if (node.type === 'listItem' && node.checked) node.checked = false
  if (node.type === 'paragraph' || node.type === 'heading') {
    if (getTarget(node.children[0])?.kind === 'at') node.children.shift()
    const [first] = node.children
    if (first?.type === 'text') first.value = first.value.trimStart()
  } else if ('children' in node) for (const child of node.children) removeTimesAndTicks(child)
}
