/** Uses Word's built-in style names, so that text pasted into an office's template gets the look of the template. */
import { element, join, type Markup } from '../../../formats/markup.ts'

const SERIF = 'Cambria'
const SANS = 'Calibri'
const MONOSPACE = 'Consolas'
const SECONDARY_INK = '57534A'
const ACCENT = '163E8C'
/** Indent of the second level of the table of contents, in twentieths of a point. */
export const TOC_INDENT = 360
/** Width of the column for times beside the notes, in twentieths of a point. */
export const GUTTER = 907

type Look = {
  /** Half points. */
  size?: number
  bold?: boolean
  italic?: boolean
  colour?: string
  font?: string
  underline?: boolean
  highlight?: boolean
  /** Spaces and indents are in twentieths of a point. */
  before?: number
  after?: number
  indent?: number
  keepNext?: boolean
  outline?: number
  next?: string
  basedOn?: string
  alignment?: string
  ruleBelow?: boolean
  ruleBefore?: boolean
  ruleAbove?: boolean
  hanging?: number
  /** Indent from the right margin. */
  indentEnd?: number
  caps?: boolean
  boxed?: boolean
  /** Colour of the rule beside or above the paragraph; ink by default. */
  ruleColour?: string
  /** A tab stop at the right margin; `leader` draws dots up to it, for the table of contents. */
  tabs?: 'leader' | 'plain'
}

const paragraphs: [id: string, name: string, look: Look][] = [
  ['ReportOffice', 'Report Office', { font: SANS, size: 20, after: 0, tabs: 'plain' }],
  ['ReportLevel', 'Report Level', { font: SANS, size: 18, after: 0, alignment: 'right' }],
  ['Title', 'Title', { size: 56, bold: true, after: 80, keepNext: true, next: 'Subtitle' }],
  ['Subtitle', 'Subtitle', { size: 28, after: 40, keepNext: true, next: 'Normal' }],
  ['ReportCoverFact', 'Report Cover Fact', { size: 22, after: 60, indent: 2410, hanging: 2410 }],
  [
    'ReportBriefTitle',
    'Report Brief Title',
    { font: SANS, size: 18, before: 480, after: 60, keepNext: true, ruleAbove: true },
  ],
  ['ReportBrief', 'Report Brief', { after: 240 }],
  ['ReportProgramme', 'Report Programme', { font: SANS, size: 17, colour: SECONDARY_INK }],
  [
    'ReportFacts',
    'Report Facts',
    { font: SANS, size: 20, colour: SECONDARY_INK, after: 240, ruleBelow: true },
  ],
  ['ReportAuthor', 'Report Author', { size: 24, after: 60 }],
  ['Heading1', 'heading 1', { size: 32, bold: true, before: 400, after: 120, keepNext: true, outline: 0 }],
  ['Heading2', 'heading 2', { size: 26, bold: true, before: 300, after: 40, keepNext: true, outline: 1 }],
  ['Heading3', 'heading 3', { bold: true, italic: true, before: 200, after: 60, keepNext: true, outline: 2 }],
  ['Heading4', 'heading 4', { italic: true, before: 160, after: 60, keepNext: true, outline: 3 }],
  ['Heading5', 'heading 5', { italic: true, before: 120, after: 60, keepNext: true, outline: 4 }],
  [
    'SessionFacts',
    'Session Facts',
    { font: SANS, size: 18, colour: SECONDARY_INK, after: 120, keepNext: true },
  ],
  [
    'ReportRule',
    'Report Rule',
    {
      size: 8,
      after: 60,
      keepNext: true,
      ruleAbove: true,
      ruleColour: ACCENT,
      before: 1900,
      indentEnd: 8200,
    },
  ],
  ['ReportEntry', 'Report Entry', { indent: GUTTER, hanging: GUTTER }],
  ['ReportNote', 'Report Note', { indent: GUTTER }],
  [
    'ReportLabel',
    'Report Label',
    {
      font: SANS,
      size: 16,
      bold: true,
      colour: ACCENT,
      indent: GUTTER,
      hanging: GUTTER,
      after: 0,
      keepNext: true,
    },
  ],
  ['ReportDecision', 'Report Decision', { indent: GUTTER + 140, ruleBefore: true, ruleColour: ACCENT }],
  ['Caption', 'caption', { font: SANS, size: 17, colour: SECONDARY_INK, indent: GUTTER }],
  ['ReportSource', 'Report Source', { font: SANS, size: 17, colour: SECONDARY_INK, indent: GUTTER }],
  ['TOCHeading', 'TOC Heading', { size: 32, bold: true, before: 240, after: 120, keepNext: true }],
  ['TOC1', 'toc 1', { bold: true, before: 120, after: 40, tabs: 'leader', next: 'Normal' }],
  ['TOC2', 'toc 2', { size: 20, after: 20, indent: TOC_INDENT, tabs: 'leader', next: 'Normal' }],
  ['ListBullet', 'List Bullet', { after: 60 }],
  ['ListNumber', 'List Number', { after: 60 }],
  ['ListTask', 'List Task', { after: 60 }],
  ['ListContinue', 'List Continue', { after: 60 }],
  ['Quote', 'Quote', { italic: true, indent: 360, ruleBefore: true }],
  ['SourceCode', 'Source Code', { font: MONOSPACE, size: 19 }],
  ['TableText', 'Table Text', { size: 20, after: 20 }],
  ['TableHead', 'Table Head', { font: SANS, size: 16, bold: true, after: 20 }],
  [
    'Header',
    'header',
    { font: SANS, size: 17, colour: SECONDARY_INK, after: 0, tabs: 'plain', ruleBelow: true },
  ],
  ['Footer', 'footer', { font: SANS, size: 17, colour: SECONDARY_INK, after: 0, tabs: 'plain' }],
]
/** On a cover, the facts below the title have more space and no rule. */
const onCover: Record<string, Look> = {
  ReportFacts: { after: 600, ruleBelow: false },
}
const characters: [id: string, name: string, look: Look][] = [
  ['Strong', 'Strong', { bold: true }],
  ['Emphasis', 'Emphasis', { italic: true }],
  ['Hyperlink', 'Hyperlink', { colour: '163E8C', underline: true }],
  ['Highlight', 'Highlight', { highlight: true }],
  ['ReportTime', 'Report Time', { font: SANS, size: 17, bold: false, colour: SECONDARY_INK }],
  ['ReportAside', 'Report Aside', { font: SANS, size: 18, colour: SECONDARY_INK }],
  ['ReportCoverLabel', 'Report Cover Label', { font: SANS, size: 17, bold: true, colour: SECONDARY_INK }],
  ['ReportLevelBox', 'Report Level Box', { bold: true, caps: true, size: 16, boxed: true }],
  ['VerbatimChar', 'Verbatim Char', { font: MONOSPACE, size: 19 }],
]

/** `textWidth`: twentieths of a point. */
export type Layout = { textWidth: number; hasCover: boolean }
/** `tabs`: the tab stops that a line of this style needs even if a template defines the style. */
export type ReportStyle = { type: string; id: string; name: string; tabs: Markup | null; markup: Markup }

/** `hasTemplateFonts`: leaves the fonts to the template, except for code. */
export function listReportStyles(
  { textWidth, hasCover }: Layout,
  { hasTemplateFonts = false } = {},
): ReportStyle[] {
  const pickFont = ({ font, ...look }: Look): Look =>
    font !== undefined && (!hasTemplateFonts || font === MONOSPACE) ? { font, ...look } : look
  return [
    {
      type: 'paragraph',
      id: 'Normal',
      name: 'Normal',
      tabs: null,
      markup: element(
        'w:style',
        { 'w:type': 'paragraph', 'w:default': 1, 'w:styleId': 'Normal' },
        element('w:name', { 'w:val': 'Normal' }),
        element('w:qFormat'),
      ),
    },
    ...paragraphs.map(([id, name, standardLook]) => {
      const look = pickFont({ ...standardLook, ...(hasCover && onCover[id]) })
      const markup = writeStyle(
        'paragraph',
        id,
        name,
        look,
        element('w:pPr', {}, writeParagraphLook(look, textWidth)),
        element('w:rPr', {}, writeRunLook(look)),
      )
      return {
        type: 'paragraph',
        id,
        name,
        tabs: look.tabs ? writeTabStops(look.tabs, textWidth) : null,
        markup,
      }
    }),
    ...characters.map(([id, name, standardLook]) => {
      const look = pickFont(standardLook)
      const markup = writeStyle('character', id, name, look, element('w:rPr', {}, writeRunLook(look)))
      return { type: 'character', id, name, tabs: null, markup }
    }),
    { type: 'table', id: 'TableGrid', name: 'Table Grid', tabs: null, markup: writeTableStyle() },
  ]
}

export function writeStyles(namespaces: Record<string, string>, language: string, layout: Layout): Markup {
  return element(
    'w:styles',
    namespaces,
    element(
      'w:docDefaults',
      {},
      element(
        'w:rPrDefault',
        {},
        element(
          'w:rPr',
          {},
          writeFonts(SERIF),
          element('w:sz', { 'w:val': 22 }),
          element('w:szCs', { 'w:val': 22 }),
          element('w:lang', { 'w:val': language }),
        ),
      ),
      element(
        'w:pPrDefault',
        {},
        element('w:pPr', {}, element('w:spacing', { 'w:after': 140, 'w:line': 276, 'w:lineRule': 'auto' })),
      ),
    ),
    ...listReportStyles(layout).map(({ markup }) => markup),
  )
}

function writeStyle(type: string, id: string, name: string, { next }: Look, ...looks: Markup[]): Markup {
  const custom = /^(?:Report|Session|List Task|Table Text|Table Head|Source|Highlight|Verbatim)/.test(name)
  return element(
    'w:style',
    { 'w:type': type, 'w:styleId': id, 'w:customStyle': custom && 1 },
    element('w:name', { 'w:val': name }),
    type === 'paragraph' && element('w:basedOn', { 'w:val': 'Normal' }),
    type === 'paragraph' && (next || /^Heading/.test(id))
      ? element('w:next', { 'w:val': next ?? 'Normal' })
      : null,
    element('w:qFormat'),
    ...looks,
  )
}

/** The elements are in the order that the schema requires (ECMA-376 §17.3.1.26). */
function writeParagraphLook(
  { keepNext, before, after, indent, indentEnd, hanging, outline, alignment, ...look }: Look,
  textWidth: number,
): Markup {
  const writeRule = (side: string, space: number) =>
    element(
      'w:pBdr',
      {},
      element(`w:${side}`, {
        'w:val': 'single',
        'w:sz': look.ruleColour ? 18 : 6,
        'w:space': space,
        'w:color': look.ruleColour ?? SECONDARY_INK,
      }),
    )
  return join([
    keepNext && element('w:keepNext'),
    look.ruleAbove && writeRule('top', 10),
    look.ruleBelow && writeRule('bottom', 8),
    look.ruleBefore && writeRule('left', 10),
    look.tabs && writeTabStops(look.tabs, textWidth),
    before !== undefined || after !== undefined
      ? element('w:spacing', { 'w:before': before, 'w:after': after })
      : null,
    (indent !== undefined || indentEnd !== undefined) &&
      element('w:ind', { 'w:left': indent, 'w:right': indentEnd, 'w:hanging': hanging }),
    alignment !== undefined && element('w:jc', { 'w:val': alignment }),
    outline !== undefined && element('w:outlineLvl', { 'w:val': outline }),
  ])
}

function writeTabStops(tabs: 'leader' | 'plain', textWidth: number): Markup {
  return element(
    'w:tabs',
    {},
    element('w:tab', { 'w:val': 'right', 'w:leader': tabs === 'leader' && 'dot', 'w:pos': textWidth }),
  )
}

/** The elements are in the order that the schema requires (§17.3.2.28). */
function writeRunLook({ font, bold, italic, caps, colour, size, underline, boxed, highlight }: Look): Markup {
  return join([
    font !== undefined && writeFonts(font),
    bold !== undefined &&
      join([element('w:b', { 'w:val': bold ? null : 0 }), element('w:bCs', { 'w:val': bold ? null : 0 })]),
    italic && join([element('w:i'), element('w:iCs')]),
    caps && element('w:caps'),
    colour !== undefined && element('w:color', { 'w:val': colour }),
    size !== undefined && join([element('w:sz', { 'w:val': size }), element('w:szCs', { 'w:val': size })]),
    underline && element('w:u', { 'w:val': 'single' }),
    boxed && element('w:bdr', { 'w:val': 'single', 'w:sz': 6, 'w:space': 0, 'w:color': 'auto' }),
    highlight && element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': 'E3E9F5' }),
  ])
}

function writeFonts(font: string): Markup {
  return element('w:rFonts', { 'w:ascii': font, 'w:hAnsi': font, 'w:cs': font })
}

function writeTableStyle(): Markup {
  const line = { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': 'A8A294' }
  const sides = ['bottom', 'insideH']
  return element(
    'w:style',
    { 'w:type': 'table', 'w:styleId': 'TableGrid' },
    element('w:name', { 'w:val': 'Table Grid' }),
    element(
      'w:tblPr',
      {},
      element('w:tblBorders', {}, ...sides.map((side) => element(`w:${side}`, line))),
      element(
        'w:tblCellMar',
        {},
        element('w:top', { 'w:w': 40, 'w:type': 'dxa' }),
        element('w:left', { 'w:w': 100, 'w:type': 'dxa' }),
        element('w:bottom', { 'w:w': 40, 'w:type': 'dxa' }),
        element('w:right', { 'w:w': 100, 'w:type': 'dxa' }),
      ),
    ),
  )
}
