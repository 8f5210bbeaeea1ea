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
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== false && value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(value === true ? key : String(value))}"`)
    .join('')
  const content = join(children).markup
  return {
    markup:
      content === '' && !PAIRED.has(name)
        ? `<${name}${written}/>`
        : `<${name}${written}>${content}</${name}>`,
  }
}

export function join(children: readonly (Markup | string | false | null | undefined)[]): Markup {
  return {
    markup: children
      .map((child) => (typeof child === 'string' ? escaped(child) : child ? child.markup : ''))
      .join(''),
  }
}

/** HTML reads `<p/>` as an element that is not closed. Its void elements may be written with the slash. */
const PAIRED = new Set(
  'html head title style body main header nav section article h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code table thead tbody tr th td strong em del mark a span div'.split(
    ' ',
  ),
)

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // XML 1.0 §2.2 has no place for control characters, however they are written.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
  )
}

/** Where a link may lead; anything else, such as a script or a file, is shown as its text only. */
export function linkTarget(url: string): string | null {
  if (!URL.canParse(url)) return null
  return ['https:', 'http:', 'mailto:', 'tel:'].includes(new URL(url).protocol) ? url : null
}
