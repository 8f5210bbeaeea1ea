/** Places the pictures of notes in a document. */
import type { Nodes, Root } from 'mdast'
import { getPicture } from '../../../core/note-format/index.ts'
import type { ReportPicture, ReportPictures } from '../source/report-source.ts'
import type { TranslateReport } from '../source/translate.ts'
import type { OutputFile } from './exporter.ts'

declare module 'mdast' {
  interface ImageData {
    /** The stored picture that the image node shows. */
    picture?: ReportPicture
    /** The picture's path, if it is a file beside the document. */
    file?: string
  }
}

/** Copies the document with each picture in its place. The notes' own trees stay unchanged, since the next report uses them again. */
export function insertPictures(root: Root, pictures: ReportPictures, pictureFiles?: PictureFiles): Root {
  const insertPicture = (node: Nodes): Nodes => {
    if (node.type === 'image') {
      const sha256 = getPicture(node) ?? ''
      const picture = pictures.get(sha256)
      const file = pictureFiles?.get(sha256)?.name
      return picture ? { ...node, data: { ...node.data, picture, ...(file && { file }) } } : node
    }
    return 'children' in node ? ({ ...node, children: node.children.map(insertPicture) } as Nodes) : node
  }
  return pictures.size === 0 ? root : (insertPicture(root) as Root)
}

/** Picture files by their SHA-256. */
export type PictureFiles = ReadonlyMap<string, OutputFile>

/** Converts the pictures to files of a folder beside the document. */
export function toPictureFiles(pictures: ReportPictures): PictureFiles {
  return new Map(
    [...pictures].map(([sha256, picture]) => [
      sha256,
      { name: `pictures/${sha256.slice(0, 16)}.${getExtension(picture)}`, bytes: picture.bytes },
    ]),
  )
}

/** Replaces stored pictures by their descriptions, for formats that cannot hold them. */
export function describePictures(root: Root, t: TranslateReport): Root {
  const describePicture = (node: Nodes): Nodes => {
    if (node.type === 'image' && node.data?.file === undefined) {
      const value = node.alt ? t('picture.named', { words: node.alt }) : t('picture.unnamed')
      return { type: 'emphasis', children: [{ type: 'text', value }] }
    }
    return 'children' in node ? ({ ...node, children: node.children.map(describePicture) } as Nodes) : node
  }
  return describePicture(root) as Root
}

/** Scales a picture to fit the page, at 96 pixels per inch. */
export function fitToPage({ width, height }: ReportPicture, max: { width: number; height: number }) {
  const factor = Math.min(1, max.width / width, max.height / height)
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

export function getExtension({ type }: ReportPicture): string {
  return type === 'image/jpeg' ? 'jpeg' : type.slice('image/'.length)
}
