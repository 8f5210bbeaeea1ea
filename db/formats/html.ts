/** Turns the HTML of abstracts into plain text, and recognises files that are web pages. Text without tags and entities stays unchanged. */
import { getAddress } from './url.ts'

/** The names of U+00A0 to U+00FF, in order (HTML 4.01 §24.2.1). */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const CHARACTERS_BY_NAME: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    lsaquo: '‹',
    rsaquo: '›',
    bull: '•',
    euro: '€',
    trade: '™',
    OElig: 'Œ',
    oelig: 'œ',
    Scaron: 'Š',
    scaron: 'š',
    Yuml: 'Ÿ',
  }),
])
const TAGS = new Set(
  'a abbr address article b blockquote br center cite code dd del div dl dt em figure font footer h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li main nobr ol p pre q s script section small span strike strong style sub sup table tbody td tfoot th thead tr tt u ul video'.split(
    ' ',
  ),
)
// A tag contains no `<`, which keeps the search linear. The name is checked afterwards.
const TAG = /<(\/?)([a-z][a-z\d]{0,9})(?=[\s/>])([^<>]*)>/gi
const SCRIPTS_AND_STYLES = /<(script|style)(?=[\s>])[^<>]*>[^<]*<\/\1\s*>/gi
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,7}));/gi

/**
 * Reads a title or a name, which is plain text: “Using <select> well” keeps its tag. pretalx and Indico write only formatting tags into
 * titles, and close them.
 */
export function lineToText(line: string): string {
  const tags = [...line.matchAll(TAG)].map(([, slash = '', name = '']) => slash + name.toLowerCase())
  const isPair = (name: string) =>
    FORMATTING_TAGS.has(name) && tags.includes(name) && tags.includes(`/${name}`)
  const text = line.replaceAll(TAG, (tag, _, written: string) => {
    const name = written.toLowerCase()
    if (name === 'br' || (name === 'p' && isPair(name))) return ' '
    return isPair(name) ? '' : tag
  })
  return decodeEntities(text)
}
const FORMATTING_TAGS = new Set('a b em font i p s small span strong sub sup u'.split(' '))

/** `listed`: addresses that are shown beside the text, so that the text does not repeat them. */
export function htmlToText(html: string, listed: ReadonlySet<string> = NONE): string {
  if (!html.includes('<')) return decodeEntities(html)
  const visible = removeComments(html)
  if (!containsTag(visible)) return decodeEntities(visible)
  const hasBlocks = /<(?:p|br|div|li)[\s/>]/i.test(visible)
  const source = /<s[ct]/i.test(visible) ? visible.replaceAll(SCRIPTS_AND_STYLES, '') : visible
  // In HTML a line break is a space, unless line breaks are the text's only structure.
  const flat = hasBlocks ? collapseSpaces(source) : source
  let openAnchor: Anchor | null = null
  const text = flat.replaceAll(
    TAG,
    (tag, slash: string, written: string, attributes: string, index: number) => {
      const name = written.toLowerCase()
      if (name !== 'a') return TAGS.has(name) ? replaceTag(slash === '/', name, attributes) : tag
      // As in a browser, a link that begins within another one ends it.
      const address =
        openAnchor === null ? '' : writeAddress(openAnchor, flat.slice(openAnchor.contentStart, index))
      openAnchor = slash === '/' ? null : getAnchor(attributes, index + tag.length, listed)
      return address
    },
  )
  const lastAddress =
    openAnchor === null ? '' : writeAddress(openAnchor, flat.slice((openAnchor as Anchor).contentStart))
  return decodeEntities(`${text}${lastAddress}`)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}

/** Leaves out complete comments. Searches only up to the last `-->`, since looking for missing ends would take quadratic time. */
function removeComments(html: string): string {
  if (!html.includes('<!--')) return html
  const end = html.lastIndexOf('-->') + 3
  return html.slice(0, end).replaceAll(/<!--[\s\S]*?-->/g, '') + html.slice(end)
}

const NONE: ReadonlySet<string> = new Set()
/** A link to `address` whose content begins at the index `contentStart` in the HTML. */
type Anchor = { address: string; contentStart: number }
const HREF = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i

/** @returns null if the link's target cannot be opened or is shown beside the text */
function getAnchor(attributes: string, contentStart: number, listed: ReadonlySet<string>): Anchor | null {
  const [, doubleQuoted, singleQuoted, unquoted = ''] = HREF.exec(attributes) ?? []
  const address = getAddress(decodeEntities(doubleQuoted ?? singleQuoted ?? unquoted), null)
  return address === null || listed.has(address) ? null : { address, contentStart }
}

/** @returns the address as HTML, or '' if the link's text already is the address or is empty */
function writeAddress({ address }: Anchor, content: string): string {
  const linkText = decodeEntities(content.replaceAll(TAG, ''))
  if (normaliseAddress(linkText) === normaliseAddress(address)) return ''
  if (linkText.trim() === '' && !/<img\s/i.test(content)) return ''
  const written = `(${address.replaceAll('&', '&amp;')})`
  return /\s$/.test(linkText) ? `${written} ` : ` ${written}`
}

/** `www.x.org` and `http://x.org/` count as the same address; so do `a@x.org` and `mailto:a@x.org?subject=X`. */
function normaliseAddress(address: string): string {
  const text = address.trim().toLowerCase()
  if (text.startsWith('mailto:')) return text.slice('mailto:'.length).split('?')[0] ?? ''
  return text
    .replace(/^(?:https?:)?\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '')
}

/** Recognises a web page by its first characters, which comments and an XML declaration may precede. */
export function isWebPage(beginning: string): boolean {
  let remaining = beginning
  // Removes comments and declarations one by one, since a single pattern would backtrack over every way to divide them.
  for (let match = PRECEDING.exec(remaining); match; match = PRECEDING.exec(remaining))
    remaining = remaining.slice(match[0].length)
  return /^\s*<(?:!doctype\s+html|html)[\s>]/i.test(remaining)
}
const PRECEDING = /^\s*(?:<!--[\s\S]*?-->|<\?xml[^>]*>)/

/** Collapses runs of white space. A single space, by far the most common case, does not match. */
export function collapseSpaces(text: string): string {
  return text.replaceAll(/ \s+|[^\S ]\s*/g, ' ')
}

function containsTag(text: string): boolean {
  for (const [, , name = ''] of text.matchAll(TAG)) {
    if (TAGS.has(name.toLowerCase())) return true
  }
  return false
}

function replaceTag(isClosing: boolean, name: string, attributes: string): string {
  switch (name) {
    case 'br':
    case 'tr':
      return '\n'
    case 'li':
    case 'dt':
      return isClosing ? '' : '\n• '
    case 'td':
    case 'th':
      return ' '
    case 'img': {
      const alternative = /\balt\s*=\s*"([^"]*)"/i.exec(attributes)?.[1]?.trim()
      return alternative ? `[${alternative}]` : ''
    }
    case 'p':
    case 'div':
    case 'ul':
    case 'ol':
    case 'dl':
    case 'table':
    case 'blockquote':
    case 'pre':
    case 'hr':
    case 'section':
    case 'article':
      return '\n\n'
    default:
      return /^h[1-6]$/.test(name) ? '\n\n' : ''
  }
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined)
      return CHARACTERS_BY_NAME.get(name) ?? CHARACTERS_BY_NAME.get(name.toLowerCase()) ?? entity
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : entity
  })
}
