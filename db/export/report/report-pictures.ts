/** Pictures of notes in a document that is laid out. */
import type { Image, Nodes, Root, Text } from 'mdast'
import { getPicture } from '../../../core/note-format/index.ts'
import { linkTarget } from '../../formats/markup.ts'
import type { ReportPicture, ReportPictures } from '../source/report-source.ts'
import type { TranslateReport } from '../source/translate.ts'
import type { OutputFile } from './exporter.ts'

declare module 'mdast' {
  interface ImageData {
    /** The stored picture that it shows. */
    picture?: ReportPicture
    /** The file that has it, where it stands beside the document. */
    file?: string
  }
}

/** The document with each picture at its place. The notes' own trees stay as they are: they are kept for the next report. */
export function withPictures(root: Root, pictures: ReportPictures, beside?: PictureFiles): Root {
  const replaced = (node: Nodes): Nodes => {
    if (node.type === 'image') {
      const sha256 = getPicture(node) ?? ''
      const picture = pictures.get(sha256)
      const file = beside?.get(sha256)?.name
      return picture ? { ...node, data: { ...node.data, picture, ...(file && { file }) } } : node
    }
    return 'children' in node ? ({ ...node, children: node.children.map(replaced) } as Nodes) : node
  }
  return pictures.size === 0 ? root : (replaced(root) as Root)
}

/** By their hash. */
export type PictureFiles = ReadonlyMap<string, OutputFile>

/** The pictures as files in a folder beside the document. */
export function picturesBeside(pictures: ReportPictures): PictureFiles {
  return new Map(
    [...pictures].map(([sha256, picture]) => [
      sha256,
      { name: `pictures/${sha256.slice(0, 16)}.${getExtension(picture)}`, bytes: picture.bytes },
    ]),
  )
}

/**
 * The document for a file that holds no pictures. Addresses of stored pictures mean nothing elsewhere: words take their place.
 * Pictures of the web become links, since a program that shows the file would fetch them and tell their server who reads it.
 */
export function inWords(root: Root, t: TranslateReport): Root {
  const replaced = (node: Nodes, isInLink: boolean): Nodes => {
    if (node.type === 'image' && node.data?.file === undefined) {
      if (getPicture(node) === null) return linkTo(node, isInLink)
      const value = node.alt ? t('picture.named', { words: node.alt }) : t('picture.unnamed')
      return { type: 'emphasis', children: [{ type: 'text', value }] }
    }
    if (!('children' in node)) return node
    const within = isInLink || node.type === 'link'
    return { ...node, children: node.children.map((child) => replaced(child, within)) } as Nodes
  }
  return replaced(root, false) as Root
}

/** A link cannot stand within a link (CommonMark §6.3). */
function linkTo({ url, alt }: Image, isInLink: boolean): Nodes {
  const text: Text = { type: 'text', value: alt || url }
  return isInLink || linkTarget(url) === null ? text : { type: 'link', url, children: [text] }
}

/** Pixels that a page shows at this size: at 96 to the inch, and smaller where they would not fit. */
export function fitToPage({ width, height }: ReportPicture, most: { width: number; height: number }) {
  const factor = Math.min(1, most.width / width, most.height / height)
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

export function getExtension({ type }: ReportPicture): string {
  return type === 'image/jpeg' ? 'jpeg' : type.slice('image/'.length)
}
