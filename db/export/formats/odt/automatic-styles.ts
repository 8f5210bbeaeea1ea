import { element, type Markup } from '../../../formats/markup.ts'
import { getScriptClass } from '../../report/note-language.ts'
import { GUTTER_CM, INDENT_CM, type Marks, type ParagraphLook, type TableLook } from './style-collector.ts'
import { getFontAttributes, getSizeAttributes, SANS, SECONDARY_INK, slants, weights } from './styles.ts'

/** Writes the automatic styles that the text uses besides the named styles. */
export function writeAutomaticStyles(
  looks: readonly [name: string, ParagraphLook][],
  spans: readonly [name: string, Marks][],
  tables: readonly TableLook[],
): Markup {
  return element(
    'office:automatic-styles',
    {},
    ...looks.map(([name, { parent, indent, inNote, hanging, rtl, align, ...look }]) => {
      // A right-to-left paragraph is indented from the right.
      const side = rtl ? 'fo:margin-right' : 'fo:margin-left'
      return element(
        'style:style',
        {
          'style:name': name,
          'style:family': 'paragraph',
          'style:parent-style-name': parent,
          'style:master-page-name': look.isOnCover && 'Cover',
        },
        element('style:paragraph-properties', {
          [side]: (indent > 0 || inNote) && `${(indent * INDENT_CM + (inNote ? GUTTER_CM : 0)).toFixed(3)}cm`,
          'fo:text-indent': hanging && `-${INDENT_CM}cm`,
          'style:writing-mode': rtl && 'rl-tb',
          'fo:text-align': align ?? (rtl && 'start'),
          'fo:keep-with-next': look.keepNext && 'always',
          'fo:keep-together': look.keepLines && 'always',
          // The time beside a picture is at its top.
          'style:vertical-align': look.keepLines && 'top',
        }),
        look.language !== undefined && element('style:text-properties', getLanguageAttributes(look.language)),
      )
    }),
    ...spans.map(([name, { bold, italic, strike, highlight, code, time, aside, level, label }]) =>
      element(
        'style:style',
        { 'style:name': name, 'style:family': 'text' },
        element('style:text-properties', {
          ...(bold && weights),
          ...(italic && slants),
          ...(code && getFontAttributes('Consolas')),
          ...(time && timeLook),
          ...(aside && asideLook),
          ...(level && levelLook),
          ...(label && labelLook),
          'style:text-line-through-style': strike && 'solid',
          'fo:background-color': highlight && '#e3e9f5',
        }),
      ),
    ),
    ...tables.flatMap(writeTableStyles),
    element(
      'style:style',
      { 'style:name': 'Row', 'style:family': 'table-row' },
      element('style:table-row-properties', { 'fo:keep-together': 'always' }),
    ),
    element(
      'style:style',
      { 'style:name': 'Cell', 'style:family': 'table-cell' },
      element('style:table-cell-properties', {
        'fo:padding': '0.1cm',
        'fo:border-bottom': '0.5pt solid #cfc9bb',
      }),
    ),
  )
}

const timeLook = {
  ...getFontAttributes(SANS),
  ...getSizeAttributes(8.5),
  'fo:font-weight': 'normal',
  'fo:color': SECONDARY_INK,
}
const asideLook = { ...getFontAttributes(SANS), ...getSizeAttributes(9), 'fo:color': SECONDARY_INK }
const labelLook = {
  ...weights,
  ...getFontAttributes(SANS),
  ...getSizeAttributes(8.5),
  'fo:color': SECONDARY_INK,
}
const levelLook = {
  ...weights,
  ...getSizeAttributes(8),
  'fo:text-transform': 'uppercase',
  'fo:border': '0.75pt solid #1b1a17',
  'fo:padding': '0.08cm',
}

function getLanguageAttributes(language: string): Record<string, string> {
  const script = getScriptClass(language)
  const [prefix, suffix] = script === 'western' ? ['fo', ''] : ['style', `-${script}`]
  return { [`${prefix}:language${suffix}`]: language, [`${prefix}:country${suffix}`]: 'none' }
}

function writeTableStyles({ widths, indent }: TableLook, index: number): Markup[] {
  const name = `Table${index + 1}`
  const toCm = (value: number) => `${value.toFixed(3)}cm`
  return [
    element(
      'style:style',
      { 'style:name': name, 'style:family': 'table' },
      element('style:table-properties', {
        'style:width': toCm(widths.reduce((sum, width) => sum + width, 0)),
        'fo:margin-left': toCm(indent * INDENT_CM),
        'table:align': 'left',
        'style:may-break-between-rows': 'true',
      }),
    ),
    ...widths.map((width, column) =>
      element(
        'style:style',
        { 'style:name': `${name}.${column + 1}`, 'style:family': 'table-column' },
        element('style:table-column-properties', { 'style:column-width': toCm(width) }),
      ),
    ),
  ]
}
