/** Decides which addresses may open in the system's programs. Pure: no Electron. */

export type ExternalLink = {
  kind: 'page' | 'mail'
  /** The page's host, or the recipients of the mail: what the delegate sees when asked whether to open the link. */
  target: string
  url: string
}

/** Plain addresses only, because some systems insert them into a mail program's command line. */
const MAIL_ADDRESS = /^[\p{L}\p{N}.!#$*+/=_~-]+@[\p{L}\p{N}.-]+$/u

/** @returns null if it is neither a web page nor a mail address, or has a user name or password, which could hide the host */
export function parseExternalLink(text: string): ExternalLink | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol === 'mailto:') return parseMail(url)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  // “https://www.coe.int@evil.example” leads to evil.example.
  if (url.username !== '' || url.password !== '') return null
  return { kind: 'page', target: url.host, url: url.href }
}

/** Keeps only the fields (RFC 6068) that the delegate sees in the new message; mail programs may support others, such as attachments. */
function parseMail(url: URL): ExternalLink | null {
  const fields = new Map<string, string>()
  const addToField = (name: string, value: string, separator: string) => {
    const earlier = fields.get(name)
    if (value !== '') fields.set(name, earlier === undefined ? value : earlier + separator + value)
  }
  try {
    addToField('to', decodeURIComponent(url.pathname), ',')
    for (const field of url.search.slice(1).split('&')) {
      const [name = '', ...valueParts] = field.split('=')
      const fieldName = decodeURIComponent(name).toLowerCase()
      if (['to', 'cc', 'subject', 'body'].includes(fieldName))
        addToField(fieldName, decodeURIComponent(valueParts.join('=')), fieldName === 'body' ? '\n' : ',')
    }
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
  const to = parseAddresses(fields.get('to'))
  const cc = parseAddresses(fields.get('cc'))
  if (!to || !cc || to.length === 0) return null
  const bodyLines = (fields.get('body') ?? '').split(/\r\n|\r|\n/)
  const shownFields = {
    cc: cc.join(','),
    subject: joinLines(fields.get('subject')),
    body: bodyLines.map((line) => joinLines(line)).join('\r\n'),
  }
  const parameters = Object.entries(shownFields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const query = parameters.length > 0 ? `?${parameters.join('&')}` : ''
  const addresses = to.map((address) => encodeURIComponent(address).replace('%40', '@')).join(',')
  return { kind: 'mail', target: [...to, ...cc].join(', '), url: `mailto:${addresses}${query}` }
}

/** @returns null if one of them is not a plain mail address */
function parseAddresses(list = ''): string[] | null {
  const addresses = list.split(',').flatMap((address) => address.trim() || [])
  return addresses.every((address) => MAIL_ADDRESS.test(address)) ? addresses : null
}

/** Replaces apostrophes too, since some systems quote the text in a mail program's command line with them. */
function joinLines(text = ''): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').replaceAll("'", '’')
}
