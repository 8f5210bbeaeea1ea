/** Estimates the pages of headings and anchors. Word and LibreOffice show the estimates until they have laid out the pages themselves. */
import type { Nodes, Root } from 'mdast'
import { toInlineText } from '../../../core/note-format/index.ts'
import { listContents } from './document.ts'

const LINES_ON_PAGE = 44
const LETTERS_IN_LINE = 84
const PICTURE_LINES = 18

/** @returns page numbers by the ids of headings and by anchors */
export function estimatePages(root: Root): Map<string, number> {
  const pages = new Map<string, number>()
  let lines = root.data?.hasCover ? LINES_ON_PAGE : 0
  let isInFrontMatter = true
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth > 1 && isInFrontMatter) {
      isInFrontMatter = false
      const contentsLines = listContents(root).length * 1.3 + 3
      lines += root.data?.hasCover ? LINES_ON_PAGE * Math.ceil(contentsLines / LINES_ON_PAGE) : contentsLines
    }
    if (isInFrontMatter && root.data?.hasCover) continue
    const page = 1 + Math.floor(lines / LINES_ON_PAGE)
    if (node.type === 'heading' && node.data?.id) pages.set(node.data.id, page)
    for (const anchor of listAnchors(node)) pages.set(anchor, page)
    lines += countLines(node)
  }
  return pages
}

function listAnchors(node: Nodes): string[] {
  const own = node.data?.anchor === undefined ? [] : [node.data.anchor]
  return 'children' in node ? [...own, ...node.children.flatMap(listAnchors)] : own
}

function countLines(node: Nodes): number {
  switch (node.type) {
    case 'heading':
      return 2.5
    case 'paragraph':
      return (
        0.5 +
        Math.ceil(toInlineText(node.children).length / LETTERS_IN_LINE) +
        countPictures(node) * PICTURE_LINES
      )
    case 'tableRow':
      return 1.4
    case 'code':
      return node.value.split('\n').length + 0.5
    default:
      return 'children' in node ? node.children.reduce((sum, child) => sum + countLines(child), 0) : 0
  }
}

function countPictures(node: Nodes): number {
  if (node.type === 'image') return 1
  return 'children' in node ? node.children.reduce((sum, child) => sum + countPictures(child), 0) : 0
}
