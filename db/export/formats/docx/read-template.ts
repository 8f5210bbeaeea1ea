/** Checks an office's Word template (.dotx) and keeps only the parts that reports use. */
import { type Message, message } from '../../../../core/i18n/message.ts'
import { StoreError } from '../../../errors.ts'
import { element, type Markup } from '../../../formats/markup.ts'
import { readZip } from '../../../formats/read-zip.ts'
import { readXml } from '../../../formats/xml.ts'
import type { XmlElement } from '../../../formats/xml-tree.ts'
import { findActiveInOffice } from '../../../packs/active-content-office.ts'
import type { WordTemplate } from '../../../sql/word-template.ts'
import { isLetterheadPart, readLetterhead } from './letterhead.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const KIND =
  /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(template|document)\.main\+xml$/

const TYPES = '[Content_Types].xml'
const DOCUMENT = 'word/document.xml'
const STYLES = 'word/styles.xml'
const THEME = 'word/theme/theme1.xml'
const PARTS = new Set([TYPES, DOCUMENT, STYLES, THEME])
/** The maximum length of styles and theme together. Real templates have about a tenth of it. */
const MAX_CHARACTERS = 4 * 1024 * 1024
/** The widest margin, in twentieths of a point. With two such margins, 7 cm of a page are left. */
const MAX_MARGIN_TWIPS = 4000

/** Throws StoreError `bad-file`. */
export function readWordTemplate(fileName: string, bytes: Uint8Array): WordTemplate {
  try {
    return { fileName, ...readParts(bytes) }
  } catch (error) {
    if (!(error instanceof StoreError) || !error.details) throw error
    const withFileName = message('common.with-detail', { name: fileName, detail: error.details })
    throw new StoreError('bad-file', withFileName, { cause: error })
  }
}

function readParts(bytes: Uint8Array): Omit<WordTemplate, 'fileName'> {
  // APPNOTE 4.3.7: what every ZIP file begins with.
  if (!Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\u0003\u0004')))
    refuse(message('word-template.not-template'))
  const active = findActiveInOffice(bytes)
  if (active) refuse(rewordForTemplate(active))
  const files = readZip(bytes, (name) => PARTS.has(name) || isLetterheadPart(name))
  const read = (name: string) => {
    const part = files.get(name)
    return part ? readXml(part) : null
  }
  const kind = getKind(read(TYPES))
  if (kind === 'document') refuse(message('word-template.is-document'))
  if (kind !== 'template') refuse(message('word-template.not-template'))
  const styles = read(STYLES)
  if (styles?.name !== 'w:styles' || styles.attributes['xmlns:w'] !== WORD)
    refuse(message('word-template.no-styles'))
  const theme = read(THEME)
  const section = findLastSection(read(DOCUMENT))
  const template = {
    styles: copyStyles(styles, { 'xmlns:w': WORD }).markup,
    theme: theme?.name === 'a:theme' ? copyTheme(theme, { 'xmlns:a': DRAWING }).markup : null,
    margins: readMargins(section),
    letterhead: readLetterhead(files, section),
  }
  if (template.styles.length + (template.theme?.length ?? 0) > MAX_CHARACTERS)
    refuse(message('word-template.too-many-styles'))
  return template
}

function refuse(why: Message): never {
  throw new StoreError('bad-file', why)
}

/** Rewords a refusal, since the search for active content is shared with packs, and its messages mention packs. */
function rewordForTemplate(found: Message): Message {
  const { content } = found.parameters
  const text = content === undefined ? found : message('word-template.active', { content })
  return message('common.sentence', { text })
}

function getKind(types: XmlElement | null): string | undefined {
  const main = types?.children.find(({ attributes }) => attributes.PartName === `/${DOCUMENT}`)
  return KIND.exec(main?.attributes.ContentType ?? '')?.[1]
}

/** Left out of styles: numbering, since it is defined in another part, and the language, since the report sets its own. */
const leftOutOfStyles = new Set(['w:numPr', 'w:lang', 'w:rsid', 'w:divId'])

/** Keeps only elements of Word's own namespace, since others may refer to parts that are left out. */
function copyStyles({ name, attributes, children }: XmlElement, namespaces = {}): Markup {
  const kept = Object.entries(attributes).filter(([key]) => key.startsWith('w:'))
  const inside = children.filter((child) => child.name.startsWith('w:') && !leftOutOfStyles.has(child.name))
  return element(
    name,
    { ...namespaces, ...Object.fromEntries(kept) },
    ...inside.map((child) => copyStyles(child)),
  )
}

/** Shape styles, which reports do not use, and extensions. */
const leftOutOfTheme = new Set(['a:objectDefaults', 'a:extLst'])

function copyTheme({ name, attributes, children }: XmlElement, namespaces = {}): Markup {
  // A picture fill is in another part; a colour replaces it, since a theme has a fixed number of fills.
  if (name === 'a:blipFill') return element('a:solidFill', {}, element('a:schemeClr', { val: 'phClr' }))
  const kept = Object.entries(attributes).filter(([key]) => key !== 'xmlns' && !key.includes(':'))
  const inside = children.filter((child) => child.name.startsWith('a:') && !leftOutOfTheme.has(child.name))
  return element(
    name,
    { ...namespaces, ...Object.fromEntries(kept) },
    ...inside.map((child) => copyTheme(child)),
  )
}

function findLastSection(document: XmlElement | null): XmlElement | undefined {
  const body = document?.children.find(({ name }) => name === 'w:body')
  return body?.children.findLast(({ name }) => name === 'w:sectPr')
}

function readMargins(section: XmlElement | undefined): WordTemplate['margins'] {
  const found = section?.children.find(({ name }) => name === 'w:pgMar')
  if (!found) return null
  const readSide = (name: string) => Number(found.attributes[`w:${name}`] ?? Number.NaN)
  const margins = {
    top: readSide('top'),
    right: readSide('right'),
    bottom: readSide('bottom'),
    left: readSide('left'),
    header: readSide('header'),
    footer: readSide('footer'),
  }
  const isUsable = Object.values(margins).every(
    (width) => Number.isInteger(width) && width >= 0 && width <= MAX_MARGIN_TWIPS,
  )
  return isUsable ? margins : null
}
