/** Combines the styles of an office's template with the report styles that it lacks. */
import { element, type Markup } from '../../../formats/markup.ts'
import { getChildren, readXml } from '../../../formats/xml.ts'
import type { XmlElement } from '../../../formats/xml-tree.ts'
import { type Layout, listReportStyles, type ReportStyle } from './styles.ts'

export type TemplateStyles = {
  part: Markup
  /** Maps style ids of the template to the ids that its letterhead must use. */
  ids: ReadonlyMap<string, string>
}

/** Matches styles by name: ids are in the language of the Word that wrote the template ("Titre1" is "heading 1"). */
export function writeTemplateStyles(
  namespaces: Record<string, string>,
  language: string,
  layout: Layout,
  template: string,
): TemplateStyles {
  const root = readXml(new TextEncoder().encode(template))
  const styles = getChildren(root, 'w:style')
  const reportStyles = listReportStyles(layout, { hasTemplateFonts: true })
  const matches = new Map<XmlElement, ReportStyle>()
  for (const style of reportStyles) {
    const found = styles.find((candidate) => !matches.has(candidate) && isSameStyle(candidate, style))
    if (found) matches.set(found, style)
  }
  const ids = renameIds(styles, matches, reportStyles)
  const matched = new Set(matches.values())
  const defaults = root.children.find(({ name }) => name === 'w:docDefaults')
  const others = root.children.filter(({ name }) => name !== 'w:docDefaults' && name !== 'w:style')
  // The letterhead keeps the template's tab stops. Therefore styles whose tab stops the report replaces are written twice.
  const stylesWrittenTwice = styles.filter((style) => matches.get(style)?.tabs)
  const copyIds = new Map(stylesWrittenTwice.map((style) => [getId(style), `Letterhead${getId(style)}`]))
  return {
    part: element(
      'w:styles',
      namespaces,
      writeDocDefaults(defaults, language),
      ...others.map(toMarkup),
      ...styles.map((style) => renameStyle(style, ids, matches.get(style)?.tabs ?? null)),
      ...stylesWrittenTwice.map((style) => copyStyle(style, ids, copyIds.get(getId(style)) ?? '')),
      ...reportStyles.filter((style) => !matched.has(style)).map(({ markup }) => markup),
    ),
    ids: new Map([...ids, ...copyIds]),
  }
}

const getId = (style: XmlElement) => style.attributes['w:styleId'] ?? ''

/** Copies a style under another name, since two styles of a file must not have the same name. */
function copyStyle(style: XmlElement, ids: ReadonlyMap<string, string>, id: string): Markup {
  const { name, attributes, children } = style
  const others = children.filter((child) => child.name !== 'w:link' && child.name !== 'w:next')
  const renamedChildren = others.map((child) =>
    child.name === 'w:name' ? { ...child, attributes: { 'w:val': id } } : child,
  )
  const copy = {
    ...{ name, children: renamedChildren, text: '', line: 0 },
    attributes: { ...attributes, 'w:customStyle': '1' },
  }
  return renameStyle(copy, new Map([...ids, [getId(style), id]]), null)
}

function isSameStyle(templateStyle: XmlElement, { type, id, name }: ReportStyle): boolean {
  if (templateStyle.attributes['w:type'] !== type) return false
  if (id === 'Normal') return /^(?:1|true|on)$/.test(templateStyle.attributes['w:default'] ?? '')
  return getValue(templateStyle, 'w:name')?.toLowerCase() === name.toLowerCase()
}

/** The report's text uses its own style ids: matching styles get these ids, and other styles that already have one are renamed. */
function renameIds(
  styles: readonly XmlElement[],
  matches: ReadonlyMap<XmlElement, ReportStyle>,
  reportStyles: readonly ReportStyle[],
): ReadonlyMap<string, string> {
  const taken = new Set(reportStyles.map(({ id }) => id))
  return new Map(
    styles.map((style) => {
      const id = style.attributes['w:styleId'] ?? ''
      return [id, matches.get(style)?.id ?? (taken.has(id) ? `Template${id}` : id)]
    }),
  )
}

/** ECMA-376 §17.7.4: elements that refer to another style. */
const references = new Set(['w:basedOn', 'w:next', 'w:link'])
/** §17.3.1.26: elements that precede tabs. */
const beforeTabs = new Set([
  'w:keepNext',
  'w:keepLines',
  'w:pageBreakBefore',
  'w:framePr',
  'w:widowControl',
  'w:suppressLineNumbers',
  'w:pBdr',
  'w:shd',
])

function renameStyle(style: XmlElement, ids: ReadonlyMap<string, string>, tabs: Markup | null): Markup {
  const { name, attributes, children } = style
  const getNewId = (id: string | undefined) => ids.get(id ?? '') ?? id
  const looks = children.filter((child) => /^w:(?:rPr|tblPr|trPr|tcPr|tblStylePr)$/.test(child.name))
  const head = children.filter((child) => child.name !== 'w:pPr' && !looks.includes(child))
  const paragraph = children.find((child) => child.name === 'w:pPr')
  return element(
    name,
    { ...attributes, 'w:styleId': getNewId(attributes['w:styleId']) },
    ...head.map((child) =>
      references.has(child.name)
        ? element(child.name, { 'w:val': getNewId(child.attributes['w:val']) })
        : toMarkup(child),
    ),
    tabs ? replaceTabs(paragraph, tabs) : paragraph && toMarkup(paragraph),
    ...looks.map(toMarkup),
  )
}

/** Table of contents, headers and footers use one tab stop at the right margin, whatever the template defines. */
function replaceTabs(paragraph: XmlElement | undefined, tabs: Markup): Markup {
  const others = (paragraph?.children ?? []).filter(({ name }) => name !== 'w:tabs')
  return element(
    'w:pPr',
    {},
    ...others.filter(({ name }) => beforeTabs.has(name)).map(toMarkup),
    tabs,
    ...others.filter(({ name }) => !beforeTabs.has(name)).map(toMarkup),
  )
}

function writeDocDefaults(defaults: XmlElement | undefined, language: string): Markup {
  const find = (within: XmlElement | undefined, name: string) =>
    within?.children.find((child) => child.name === name)
  const run = find(find(defaults, 'w:rPrDefault'), 'w:rPr')
  const paragraph = find(defaults, 'w:pPrDefault')
  return element(
    'w:docDefaults',
    {},
    element(
      'w:rPrDefault',
      {},
      element('w:rPr', {}, ...(run?.children ?? []).map(toMarkup), element('w:lang', { 'w:val': language })),
    ),
    paragraph && toMarkup(paragraph),
  )
}

function getValue(style: XmlElement, name: string): string | undefined {
  return style.children.find((child) => child.name === name)?.attributes['w:val']
}

function toMarkup({ name, attributes, children }: XmlElement): Markup {
  return element(name, attributes, ...children.map(toMarkup))
}
