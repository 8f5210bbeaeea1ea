/** Pictures of notes in a document that is laid out. */
import type { Nodes, Root } from 'mdast'
import { pictureOf } from '../../core/note-format/index.ts'
import type { Headings } from './headings.ts'
import type { ReportPicture, ReportPictures } from './report-source.ts'

declare module 'mdast' {
  interface ImageData {
    /** The stored picture that it shows. */
    picture?: ReportPicture
  }
}

/** The document with each picture at its place. The notes' own trees stay as they are: they are kept for the next report. */
export function withPictures(root: Root, pictures: ReportPictures): Root {
  return pictures.size === 0 ? root : (replaced(root, pictures) as Root)
}

function replaced(node: Nodes, pictures: ReportPictures): Nodes {
  if (node.type === 'image') {
    const picture = pictures.get(pictureOf(node) ?? '')
    return picture ? { ...node, data: { ...node.data, picture } } : node
  }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map((child) => replaced(child, pictures)) } as Nodes
}

/** The document with words in the place of pictures, for a file that cannot hold them: their addresses mean nothing elsewhere. */
export function inWords(root: Root, { picture }: Headings): Root {
  const replaced = (node: Nodes): Nodes => {
    if (node.type === 'image' && pictureOf(node) !== null) {
      return { type: 'emphasis', children: [{ type: 'text', value: picture(node.alt ?? '') }] }
    }
    return 'children' in node ? ({ ...node, children: node.children.map(replaced) } as Nodes) : node
  }
  return replaced(root) as Root
}

/** Pixels that a page shows at this size: at 96 to the inch, and smaller where they would not fit. */
export function fitted({ width, height }: ReportPicture, most: { width: number; height: number }) {
  const factor = Math.min(1, most.width / width, most.height / height)
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

export function extensionOf({ type }: ReportPicture): string {
  return type === 'image/jpeg' ? 'jpeg' : type.slice('image/'.length)
}
