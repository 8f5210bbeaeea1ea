/** Builds XML and HTML text from elements. */

/** Text that is already escaped markup. */
export type Markup = { markup: string }
type Attributes = Record<string, string | number | boolean | null | undefined>

/** Leaves out attributes and children that are `false`, null or undefined, and escapes strings. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: (Markup | string | false | null | undefined)[]
): Markup {
  let written = `<${name}`
  for (const key in attributes) {
    const value = attributes[key]
    if (value === false || value === null || value === undefined) continue
    written += ` ${key}="${value === true ? key : escapeMarkup(String(value))}"`
  }
  const content = joinMarkup(children)
  if (content === '' && !PAIRED.has(name)) return { markup: `${written}/>` }
  return { markup: `${written}>${content}</${name}>` }
}

export function join(children: readonly (Markup | string | false | null | undefined)[]): Markup {
  return { markup: joinMarkup(children) }
}

function joinMarkup(children: readonly (Markup | string | false | null | undefined)[]): string {
  let text = ''
  for (const child of children) {
    if (typeof child === 'string') text += escapeMarkup(child)
    else if (child) text += child.markup
  }
  return text
}

/** HTML reads `<p/>` as an unclosed element, so these need an end tag. Void elements may have the slash. */
const PAIRED = new Set(
  'html head title style body main header nav section article h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code table thead tbody tr th td strong em del mark a span div'.split(
    ' ',
  ),
)

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeMarkup(text: string): string {
  // Most texts need no escaping.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for them
  if (!/[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/.test(text))
    return text
  return (
    text
      .toWellFormed()
      // XML 1.0 §2.2 does not allow control characters, even escaped. Programs misread control characters from U+0080 on.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for them
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
  )
}

/** Characters that a URI must not have (RFC 3986 §2). Office files require URIs (ECMA-376 part 2 §6.5.3). */
const NOT_IN_URIS = /[\s<>"{}|\\^`]|%(?![\da-f]{2})/gi

/** Allows only safe link targets; any other link, such as a script or a file, becomes plain text. */
export function getLinkTarget(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  if (!['https:', 'http:', 'mailto:', 'tel:'].includes(protocol)) return null
  return url.search(NOT_IN_URIS) < 0 ? url : href.replaceAll(NOT_IN_URIS, encodeURIComponent)
}
