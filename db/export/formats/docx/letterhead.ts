/**
 * The letterhead of an office's Word template: header and footer of its first page, with their pictures. It keeps the text, tables and
 * pictures in the text or beside it, and leaves out shapes, fields and links.
 */
import { StoreError } from '../../../errors.ts'
import { element, join, type Markup } from '../../../formats/markup.ts'
import { readPicture } from '../../../formats/read-picture.ts'
import { readXml } from '../../../formats/xml.ts'
import type { XmlElement } from '../../../formats/xml-tree.ts'
import type { Letterhead } from '../../../sql/word-template.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** Namespaces of ECMA-376 part 1, §20, with the prefixes that every version of Word writes. */
const namespaces = {
  'xmlns:w': WORD,
  'xmlns:r': RELATIONS,
  'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
  'xmlns:pic': 'http://schemas.openxmlformats.org/drawingml/2006/picture',
}
/** The maximum size of all pictures together. A logo has some kilobytes. */
const MAX_BYTES = 2 * 1024 * 1024

/** The parts of a template that may belong to its letterhead. */
export function isLetterheadPart(name: string): boolean {
  return /^word\/(?:(?:_rels\/)?(?:header|footer)\d*\.xml(?:\.rels)?|_rels\/document\.xml\.rels|media\/[^/]+)$/.test(
    name,
  )
}

/** `section`: the last section of the template's document. @returns null if the template has no header and no footer */
export function readLetterhead(
  files: ReadonlyMap<string, Uint8Array>,
  section: XmlElement | undefined,
): Letterhead | null {
  const pictures: Letterhead['pictures'] = []
  const parts = readRelations(files, 'word/_rels/document.xml.rels')
  const hasFirst = section?.children.some(({ name }) => name === 'w:titlePg') ?? false
  const readPart = (part: 'header' | 'footer'): string | null => {
    const references = section?.children.filter(({ name }) => name === `w:${part}Reference`) ?? []
    const findReference = (type: string) => references.find(({ attributes }) => attributes['w:type'] === type)
    const reference = (hasFirst ? findReference('first') : undefined) ?? findReference('default')
    const target = parts.get(reference?.attributes['r:id'] ?? '')
    const bytes = target === undefined ? undefined : files.get(`word/${target}`)
    if (target === undefined || !bytes) return null
    const images = readRelations(files, `word/_rels/${target}.rels`)
    const root = readXml(bytes)
    if (root.attributes['xmlns:w'] !== WORD) return null
    const storePicture = (id: string): string | null => {
      const picture = files.get(`word/${images.get(id) ?? ''}`)
      return picture ? addPicture(pictures, picture) : null
    }
    const content = root.children.flatMap((child) => copyElement(child, storePicture))
    return content.length === 0 ? null : element(root.name, namespaces, ...content).markup
  }
  const [header, footer] = [readPart('header'), readPart('footer')]
  return header === null && footer === null ? null : { header, footer, pictures }
}

/** Targets of a part's relationships by id, relative to the folder `word`. */
function readRelations(files: ReadonlyMap<string, Uint8Array>, name: string): ReadonlyMap<string, string> {
  const bytes = files.get(name)
  const relations = bytes ? readXml(bytes).children : []
  return new Map(
    relations.flatMap(({ attributes }) => {
      const [id, target] = [attributes.Id, attributes.Target]
      const isInside = attributes.TargetMode !== 'External'
      return id && target && isInside ? [[id, target.replace(/^\/word\//, '')] as const] : []
    }),
  )
}

/** @returns the id of the picture, or null for a kind that reports cannot show */
function addPicture(pictures: Letterhead['pictures'], bytes: Uint8Array): string | null {
  try {
    const { sha256, type } = readPicture(bytes)
    const known = pictures.find((picture) => picture.sha256 === sha256)
    const size = pictures.reduce((sum, { base64 }) => sum + base64.length * 0.75, bytes.length)
    if (!known && size > MAX_BYTES) return null
    if (!known) pictures.push({ sha256, type, base64: Buffer.from(bytes).toString('base64') })
    return sha256
  } catch (error) {
    if (error instanceof StoreError && error.code === 'bad-file') return null
    throw error
  }
}

/** Fields, and elements that refer to other parts. The text that a field last showed stays. */
const droppedElements = new Set([
  ...['w:fldChar', 'w:instrText', 'w:object', 'w:pict', 'w:numPr', 'w:lang', 'w:sectPr', 'w:sdtPr'],
  ...['w:sdtEndPr', 'w:bookmarkStart', 'w:bookmarkEnd', 'w:proofErr', 'w:del', 'w:moveFrom', 'w:rsid'],
  ...['w:footnoteReference', 'w:endnoteReference', 'w:commentReference', 'a:extLst', 'a:hlinkClick'],
])
/** Elements that are replaced by their content. */
const unwrappedElements = new Set([
  'w:hyperlink',
  'w:sdt',
  'w:sdtContent',
  'w:fldSimple',
  'w:ins',
  'w:smartTag',
])

/** Stores a picture of the template once. @returns its key, or null if it cannot be kept */
type StorePicture = (id: string) => string | null

function copyElement(found: XmlElement, storePicture: StorePicture): Markup[] {
  const { name, attributes, children, text } = found
  if (!/^(?:w|wp|a|pic):/.test(name) || droppedElements.has(name)) return []
  const keepChildren = () => children.flatMap((child) => copyElement(child, storePicture))
  if (unwrappedElements.has(name)) return keepChildren()
  if (name === 'w:drawing' && !showsPicture(found, storePicture)) return []
  if (name === 'a:blip') {
    const id = storePicture(attributes['r:embed'] ?? '')
    return id === null ? [] : [element(name, { 'r:embed': getPictureRelation(id) }, ...keepChildren())]
  }
  const kept = Object.entries(attributes).filter(
    ([key]) => key.startsWith('w:') || key === 'xml:space' || !key.includes(':'),
  )
  const ownAttributes = Object.fromEntries(kept.filter(([key]) => key !== 'xmlns'))
  return [element(name, ownAttributes, ...(name === 'w:t' ? [text] : keepChildren()))]
}

/** Whether the drawing is a picture of a kind that can be kept, and not a shape or a chart. */
function showsPicture(drawing: XmlElement, storePicture: StorePicture): boolean {
  const all: XmlElement[] = []
  const collect = (within: XmlElement) => {
    all.push(within)
    within.children.forEach(collect)
  }
  collect(drawing)
  const blips = all.filter(({ name }) => name === 'a:blip')
  return (
    all.some(({ name }) => name === 'pic:pic') &&
    blips.length > 0 &&
    blips.every(({ attributes }) => storePicture(attributes['r:embed'] ?? '') !== null)
  )
}

/** Writes the content of a stored header or footer. `ids` maps style ids of the template to those of the report. */
export function writeLetterhead(stored: string, ids: ReadonlyMap<string, string>): Markup {
  const root = readXml(new TextEncoder().encode(stored))
  return join(root.children.map((child) => writeElement(child, ids)))
}

const styleNames = new Set(['w:pStyle', 'w:rStyle', 'w:tblStyle'])

function writeElement(
  { name, attributes, children, text }: XmlElement,
  ids: ReadonlyMap<string, string>,
): Markup {
  const value = attributes['w:val'] ?? ''
  if (styleNames.has(name)) return element(name, { 'w:val': ids.get(value) ?? value })
  const inside = name === 'w:t' ? [text] : children.map((child) => writeElement(child, ids))
  return element(name, attributes, ...inside)
}

/** The id of a picture's relationship, which must begin with a letter. */
export function getPictureRelation(sha256: string): string {
  return `picture-${sha256}`
}

/** The pictures to which the content of a header or footer refers. */
export function listPictures(stored: string | null, { pictures }: Letterhead): Letterhead['pictures'] {
  return pictures.filter(({ sha256 }) => stored?.includes(sha256))
}

export const letterheadNamespaces: Readonly<Record<string, string>> = namespaces
