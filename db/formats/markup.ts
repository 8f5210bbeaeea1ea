/** Text of XML and HTML, put together from elements. */

/** Text that is markup already. */
export type Markup = { markup: string }
type Attributes = Record<string, string | number | boolean | null | undefined>

/** `false`, null and undefined leave an attribute or a child out; strings are escaped. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: (Markup | string | false | null | undefined)[]
): Markup {
  let written = `<${name}`
  for (const key in attributes) {
    const value = attributes[key]
    if (value === false || value === null || value === undefined) continue
    written += ` ${key}="${value === true ? key : escaped(String(value))}"`
  }
  const content = joined(children)
  if (content === '' && !PAIRED.has(name)) return { markup: `${written}/>` }
  return { markup: `${written}>${content}</${name}>` }
}

export function join(children: readonly (Markup | string | false | null | undefined)[]): Markup {
  return { markup: joined(children) }
}

function joined(children: readonly (Markup | string | false | null | undefined)[]): string {
  let text = ''
  for (const child of children) {
    if (typeof child === 'string') text += escaped(child)
    else if (child) text += child.markup
  }
  return text
}

/** HTML reads `<p/>` as an element that is not closed. Its void elements may be written with the slash. */
const PAIRED = new Set(
  'html head title style body main header nav section article h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code table thead tbody tr th td strong em del mark a span div'.split(
    ' ',
  ),
)

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  // Most texts hold nothing that needs it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (!/[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/.test(text))
    return text
  return (
    text
      .toWellFormed()
      // XML 1.0 §2.2 has no place for control characters, however they are written; those from U+0080 programs take for others.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
  )
}

/** Where a link may lead; anything else, such as a script or a file, is shown as its text only. */
export function linkTarget(url: string): string | null {
  if (!URL.canParse(url)) return null
  return ['https:', 'http:', 'mailto:', 'tel:'].includes(new URL(url).protocol) ? url : null
}
