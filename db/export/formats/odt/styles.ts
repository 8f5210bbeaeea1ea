/** Uses LibreOffice's built-in style names, so that an office's template takes effect. */
import { element, type Markup } from '../../../formats/markup.ts'
import type { Report } from '../../report/report.ts'
import { writeListStyles } from './list-styles.ts'
import { GUTTER_CM, INDENT_CM } from './style-collector.ts'

const OASIS = 'urn:oasis:names:tc:opendocument:xmlns:'
const COMPATIBLE = `${OASIS}xsl-fo-compatible:1.0`
export const NAMESPACES = {
  'xmlns:office': `${OASIS}office:1.0`,
  'xmlns:style': `${OASIS}style:1.0`,
  'xmlns:text': `${OASIS}text:1.0`,
  'xmlns:table': `${OASIS}table:1.0`,
  'xmlns:fo': COMPATIBLE,
  'xmlns:draw': `${OASIS}drawing:1.0`,
  'xmlns:svg': 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:meta': `${OASIS}meta:1.0`,
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
}

const PAPER = { a4: ['21cm', '29.7cm', 16], letter: ['21.59cm', '27.94cm', 16.59] } as const
const ACCENT = '#163e8c'
export const SECONDARY_INK = '#57534a'
const SERIF = 'Cambria'
export const SANS = 'Calibri'

/** Sizes and spaces are in points. */
type Look = {
  size?: number
  bold?: true
  italic?: true
  font?: string
  colour?: string
  above?: number
  below?: number
  indent?: number
  keepNext?: true
  breakAfter?: true
  ruleBelow?: boolean
  ruleAbove?: true
  ruleBefore?: true
  alignEnd?: true
  outline?: number
  /** Left indent, in centimetres. */
  left?: number
  hanging?: number
  /** Indent from the right margin, in centimetres. */
  right?: number
  /** Colour of a rule beside or above the paragraph; also makes the rule thicker. */
  ruleColour?: string
  /** A tab stop at the right margin; `leader` draws dots up to it, for the table of contents. */
  tabs?: 'leader' | 'plain'
}
const paragraphs: [name: string, look: Look][] = [
  ['Report Office', { size: 10, font: SANS, tabs: 'plain' }],
  ['Report Level', { size: 9, font: SANS, alignEnd: true }],
  ['Title', { size: 28, bold: true, below: 4, keepNext: true }],
  ['Subtitle', { size: 14, below: 2, keepNext: true }],
  ['Report Cover Fact', { size: 11, below: 3, left: 4.25, hanging: 4.25 }],
  ['Report Brief Title', { size: 9, font: SANS, above: 24, below: 3, keepNext: true, ruleAbove: true }],
  ['Report Brief', { below: 12 }],
  ['Report Programme', { size: 8.5, font: SANS, colour: SECONDARY_INK }],
  ['Report Facts', { size: 10, font: SANS, colour: SECONDARY_INK, below: 12, ruleBelow: true }],
  ['Report Author', { size: 12, below: 3 }],
  ['Page Break', { size: 1, breakAfter: true }],
  ['Session Facts', { size: 9, font: SANS, colour: SECONDARY_INK, below: 6, keepNext: true }],
  ['Heading 1', { size: 16, bold: true, above: 20, below: 6, keepNext: true, outline: 1 }],
  ['Heading 2', { size: 13, bold: true, above: 15, below: 2, keepNext: true, outline: 2 }],
  ['Heading 3', { bold: true, italic: true, above: 10, below: 3, keepNext: true, outline: 3 }],
  ['Heading 4', { italic: true, above: 8, below: 3, keepNext: true, outline: 4 }],
  ['Heading 5', { italic: true, above: 6, below: 3, keepNext: true, outline: 5 }],
  [
    'Report Rule',
    { size: 4, above: 95, below: 3, keepNext: true, ruleAbove: true, ruleColour: ACCENT, right: 14.2 },
  ],
  ['Report Entry', { below: 7, left: GUTTER_CM, hanging: GUTTER_CM }],
  ['Report Note', { below: 7, left: GUTTER_CM }],
  [
    'Report Label',
    {
      size: 8,
      font: SANS,
      bold: true,
      colour: ACCENT,
      left: GUTTER_CM,
      hanging: GUTTER_CM,
      keepNext: true,
    },
  ],
  ['Report Decision', { below: 7, left: GUTTER_CM + 0.05, ruleBefore: true, ruleColour: ACCENT }],
  ['Caption', { size: 8.5, font: SANS, colour: SECONDARY_INK, below: 7, left: GUTTER_CM }],
  ['Report Source', { size: 8.5, font: SANS, colour: SECONDARY_INK, below: 7, left: GUTTER_CM }],
  ['Contents Heading', { size: 16, bold: true, above: 12, below: 6, keepNext: true }],
  ['Contents 1', { bold: true, above: 6, below: 2, tabs: 'leader' }],
  ['Contents 2', { size: 10, below: 1, indent: 1, tabs: 'leader' }],
  ['Contents Session', { size: 10, below: 1, left: INDENT_CM + 1.27, hanging: 1.27, tabs: 'leader' }],
  ['Text body', { below: 7 }],
  ['List Contents', { below: 3 }],
  ['Quotations', { italic: true, below: 7, ruleBefore: true }],
  ['Source Code', { size: 9.5, font: 'Consolas', below: 7 }],
  ['Table Contents', { size: 10, below: 1 }],
  ['Table Heading', { size: 8, font: SANS, bold: true, below: 1 }],
  ['Table End', { size: 4 }],
  ['Horizontal Line', { size: 4, below: 8, ruleBelow: true }],
  ['Header', { size: 8.5, font: SANS, colour: SECONDARY_INK, ruleBelow: true, tabs: 'plain' }],
  ['Footer', { size: 8.5, font: SANS, colour: SECONDARY_INK, tabs: 'plain' }],
]

/** On a cover, the facts below the title have more space and no rule. */
const onCover: Record<string, Look> = {
  'Report Facts': { below: 30, ruleBelow: false },
}

export function writeStylesDocument(
  version: Record<string, string>,
  {
    options,
    running,
    cover,
    programmeVersion,
  }: Pick<Report, 'options' | 'running' | 'cover' | 'programmeVersion'>,
  language: string,
  country: string,
): Markup {
  const [width, height, textWidth] = PAPER[options.paper]
  const margins = {
    'fo:margin-top': '1.4cm',
    'fo:margin-bottom': '1.6cm',
    'fo:margin-left': '2.5cm',
    'fo:margin-right': '2.5cm',
  }
  return element(
    'office:document-styles',
    version,
    element(
      'office:styles',
      {},
      element(
        'style:default-style',
        { 'style:family': 'paragraph' },
        element('style:paragraph-properties', { 'fo:line-height': '115%', 'fo:orphans': 2, 'fo:widows': 2 }),
        element('style:text-properties', {
          ...getFontAttributes(SERIF),
          ...getSizeAttributes(11),
          'fo:language': language,
          'fo:country': country,
        }),
      ),
      element('style:style', {
        'style:name': 'Standard',
        'style:family': 'paragraph',
        'style:class': 'text',
      }),
      ...paragraphs.map(([name, look]) =>
        writeParagraphStyle(name, { ...look, ...(cover && onCover[name]) }, textWidth),
      ),
      element('style:style', {
        'style:name': 'Index_20_Link',
        'style:display-name': 'Index Link',
        'style:family': 'text',
      }),
      ...[0, GUTTER_CM].flatMap(writeListStyles),
    ),
    element(
      'office:automatic-styles',
      {},
      element(
        'style:page-layout',
        { 'style:name': 'Page' },
        element('style:page-layout-properties', {
          'fo:page-width': width,
          'fo:page-height': height,
          ...margins,
        }),
        element(
          'style:header-style',
          {},
          element('style:header-footer-properties', {
            'fo:min-height': '0.8cm',
            'fo:margin-bottom': '0.5cm',
          }),
        ),
        writeFooterStyle(),
      ),
      cover &&
        element(
          'style:page-layout',
          { 'style:name': 'CoverPage' },
          element('style:page-layout-properties', {
            'fo:page-width': width,
            'fo:page-height': height,
            ...margins,
          }),
          writeFooterStyle(),
        ),
    ),
    element(
      'office:master-styles',
      {},
      element(
        'style:master-page',
        { 'style:name': 'Standard', 'style:page-layout-name': 'Page' },
        element(
          'style:header',
          {},
          writeMargin(
            'Header',
            element('text:chapter', { 'text:display': 'name', 'text:outline-level': 1 }, running.left),
            running.right,
          ),
        ),
        element(
          'style:footer',
          {},
          writeMargin(
            'Footer',
            running.foot,
            element('text:page-number', { 'text:select-page': 'current' }, '1'),
            ' / ',
            element('text:page-count', {}, '1'),
          ),
        ),
      ),
      cover &&
        element(
          'style:master-page',
          {
            'style:name': 'Cover',
            'style:page-layout-name': 'CoverPage',
            'style:next-style-name': 'Standard',
          },
          programmeVersion !== '' &&
            element(
              'style:footer',
              {},
              element('text:p', { 'text:style-name': 'Report_20_Programme' }, programmeVersion),
            ),
        ),
    ),
  )
}

function writeFooterStyle(): Markup {
  return element(
    'style:footer-style',
    {},
    element('style:header-footer-properties', { 'fo:min-height': '0.8cm', 'fo:margin-top': '0.4cm' }),
  )
}

function writeMargin(style: string, left: Markup | string, ...right: (Markup | string)[]): Markup {
  return element('text:p', { 'text:style-name': style }, left, element('text:tab'), ...right)
}

function writeParagraphStyle(name: string, look: Look, textWidth: number): Markup {
  const {
    size,
    bold,
    italic,
    font,
    colour,
    above,
    below = 0,
    indent = 0,
    keepNext,
    breakAfter,
    ruleBelow,
    ruleAbove,
    ruleBefore,
    alignEnd,
    outline,
    left = indent * INDENT_CM,
    hanging = 0,
    right = 0,
    ruleColour,
    tabs,
  } = look
  const rule = ruleColour ? `2.25pt solid ${ruleColour}` : '0.5pt solid #a8a294'
  return element(
    'style:style',
    {
      'style:name': name.replaceAll(' ', '_20_'),
      'style:display-name': name,
      'style:family': 'paragraph',
      'style:parent-style-name': 'Standard',
      'style:default-outline-level': outline,
    },
    element(
      'style:paragraph-properties',
      {
        'fo:margin-top': above && `${above}pt`,
        'fo:margin-bottom': `${below}pt`,
        'fo:margin-left': left > 0 && `${left}cm`,
        'fo:text-indent': hanging > 0 && `-${hanging}cm`,
        'fo:keep-with-next': keepNext && 'always',
        'fo:break-after': breakAfter && 'page',
        'fo:border-bottom': ruleBelow && '0.5pt solid #a8a294',
        'fo:padding-bottom': ruleBelow && '0.15cm',
        'fo:margin-right': right > 0 && `${right}cm`,
        'fo:border-top': ruleAbove && rule,
        'fo:padding-top': ruleAbove && '0.3cm',
        'fo:border-left': ruleBefore && rule,
        'fo:padding-left': ruleBefore && '0.3cm',
        'fo:text-align': alignEnd && 'end',
      },
      tabs &&
        element(
          'style:tab-stops',
          {},
          element('style:tab-stop', {
            'style:position': `${(textWidth - left).toFixed(3)}cm`,
            'style:type': 'right',
            'style:leader-style': tabs === 'leader' && 'dotted',
            'style:leader-text': tabs === 'leader' && '.',
          }),
        ),
    ),
    element('style:text-properties', {
      ...(font === undefined ? {} : getFontAttributes(font)),
      ...(size === undefined ? {} : getSizeAttributes(size)),
      ...(bold && weights),
      ...(italic && slants),
      'fo:color': colour,
    }),
  )
}

/** OpenDocument has separate properties for Asian and right-to-left scripts. */
export const weights = {
  'fo:font-weight': 'bold',
  'style:font-weight-asian': 'bold',
  'style:font-weight-complex': 'bold',
}
export const slants = {
  'fo:font-style': 'italic',
  'style:font-style-asian': 'italic',
  'style:font-style-complex': 'italic',
}
export function getSizeAttributes(points: number): Record<string, string> {
  const size = `${points}pt`
  return { 'fo:font-size': size, 'style:font-size-asian': size, 'style:font-size-complex': size }
}
export function getFontAttributes(family: string): Record<string, string> {
  return { 'fo:font-family': family }
}
