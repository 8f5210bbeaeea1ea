/** The parts of an earlier text that can be copied into the note one by one. */
import type { Link, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { createTimeLink, getBlocks, getTarget, serialiseNote } from '../../../../core/note-format/index.ts'

/** Makes each list item a list of its own; an item of a numbered list keeps its number. */
export function getParts({ children }: Root): RootContent[] {
  return children.flatMap((node): RootContent[] => {
    if (node.type !== 'list') return [node]
    return node.children.map((item, index) => ({
      ...node,
      start: node.ordered ? (node.start ?? 1) + index : null,
      children: [item],
    }))
  })
}

/**
 * Writes a part as Markdown. Adds the time, level of confidentiality and speaker that the part has from earlier blocks. Without them, the
 * part would get those of the last entry when it is appended to a note.
 */
export function writePart(root: Root, part: RootContent, timeZone: string): string {
  const blocks = getBlocks(root)
  const index = blocks.findIndex(({ node }) => containsNode(part, node))
  const first = blocks[index]
  const write = (...children: RootContent[]) => serialiseNote({ type: 'root', children })
  if (!first || first.isTimed) return write(part)
  /** @returns the link of an earlier block that applies to this one too */
  const findInheritedLink = (kind: string) => {
    const source = blocks.slice(0, index + 1).findLast(({ node }) => findLink(node, kind))?.node
    return source && source !== first.node ? findLink(source, kind) : undefined
  }
  const links = [
    first.at && createTimeLink(first.at, timeZone),
    first.confidentiality && findInheritedLink(first.confidentiality),
    first.turn && findInheritedLink('turn'),
  ].filter((link) => !!link)
  if (links.length === 0) return write(part)
  const marks = links.flatMap((link): PhrasingContent[] => [link, { type: 'text', value: ' ' }])
  if (first.content === null) return write({ type: 'paragraph', children: marks }, part)
  return write(addMarks(part, first.node, marks))
}

function containsNode(node: Nodes, wanted: Nodes): boolean {
  return node === wanted || ('children' in node && node.children.some((child) => containsNode(child, wanted)))
}

function findLink(node: Nodes, kind: string): Link | undefined {
  if (node.type !== 'paragraph' && node.type !== 'heading') return undefined
  return node.children.find(
    (child): child is Link => child.type === 'link' && getTarget(child)?.kind === kind,
  )
}

function addMarks<T extends Nodes>(node: T, line: Nodes, marks: PhrasingContent[]): T {
  if (!('children' in node)) return node
  const children =
    node === line ? [...marks, ...node.children] : node.children.map((child) => addMarks(child, line, marks))
  return { ...node, children } as T
}
