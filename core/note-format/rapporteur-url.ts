/** Links with the scheme `rapporteur:` (docs/note-format.md). */
import type { Link, PhrasingContent } from 'mdast'
import { formatTime, normaliseInstant } from '../time.ts'

/** A person in the programme, its directory or the delegate's contacts, or a member of the delegate's delegation. */
export type PersonKey =
  /** If `conference` is null, `id` is a person whom the delegate added; otherwise it is a guid of that conference's directory. */
  | { kind: 'contact'; conference: string | null; id: string }
  | { kind: 'speaker'; conference: string; id: string }
  | { kind: 'member'; conference: null; id: string }
export type Confidentiality = 'internal' | 'private'

export type RapporteurTarget =
  | { kind: 'at'; instant: string }
  | { kind: 'decision' }
  | { kind: 'question' }
  /** The following passage is for fewer readers than the rest of the note. */
  | { kind: Confidentiality }
  /** The speaker or assignee. `who` is null if only the link's text names them. */
  | { kind: 'turn' | 'for'; who: PersonKey | null }
  /** A calendar date, `2016-12-01`: when a task is to be done, and by when. */
  | { kind: 'do' | 'due'; date: string }
  | { kind: 'key-message' | 'session'; conference: string; guid: string }
  /** If `conference` is null, `id` is a person whom the delegate added; otherwise it is a guid of that conference's directory. */
  | { kind: 'contact'; conference: string | null; id: string }
  /** The SHA-256 of the picture's bytes in lower-case hexadecimal. This is the address of an image, not of a link. */
  | { kind: 'picture'; sha256: string }

const SCHEME = 'rapporteur:'

/** @returns null for any other link, and for a malformed one, which is shown as an ordinary link */
export function parseRapporteurUrl(url: string): RapporteurTarget | null {
  if (url.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return null
  const segments = decodeSegments(url.slice(SCHEME.length))
  if (!segments || segments.includes('')) return null
  const [kind, ...path] = segments
  switch (kind) {
    case 'decision':
    case 'question':
    case 'internal':
    case 'private':
      return path.length === 0 ? { kind } : null
    case 'at':
      return parseSingleSegment(path, parseInstant, (instant) => ({ kind, instant }))
    case 'do':
    case 'due':
      return parseSingleSegment(path, parseDate, (date) => ({ kind, date }))
    case 'picture':
      return parseSingleSegment(path, parseSha256, (sha256) => ({ kind, sha256 }))
    case 'turn':
    case 'for': {
      const who = path.length === 0 ? null : parsePerson(path)
      return path.length > 0 && who === null ? null : { kind, who }
    }
    case 'contact': {
      const contact = parsePerson(segments)
      return contact?.kind === 'contact' ? contact : null
    }
    case 'key-message':
    case 'session': {
      const [conference, guid, ...more] = path
      if (conference === undefined || guid === undefined || more.length > 0) return null
      return { kind, conference, guid }
    }
    default:
      return null
  }
}

export function formatRapporteurUrl(target: RapporteurTarget): string {
  // The format has times to the second.
  if (target.kind === 'at') return `${SCHEME}at/${normaliseInstant(target.instant).slice(0, 19)}Z`
  return SCHEME + getSegments(target).map(encode).join('/')
}

function getSegments(target: Exclude<RapporteurTarget, { kind: 'at' }>): string[] {
  switch (target.kind) {
    case 'do':
    case 'due':
      return [target.kind, target.date]
    case 'turn':
    case 'for':
      return [target.kind, ...(target.who ? formatPerson(target.who) : [])]
    case 'key-message':
    case 'session':
      return [target.kind, target.conference, target.guid]
    case 'contact':
      return formatPerson(target)
    case 'picture':
      return ['picture', target.sha256]
    default:
      return [target.kind]
  }
}

function formatPerson({ kind, conference, id }: PersonKey): string[] {
  return conference === null ? [kind, id] : [kind, conference, id]
}

function parsePerson([kind, first, second, ...more]: string[]): PersonKey | null {
  if (first === undefined || more.length > 0) return null
  if (kind === 'speaker') return second === undefined ? null : { kind, conference: first, id: second }
  if (kind === 'member') return second === undefined ? { kind, conference: null, id: first } : null
  if (kind !== 'contact') return null
  return second === undefined
    ? { kind, conference: null, id: first }
    : { kind, conference: first, id: second }
}

/** The link at the start of a block. Its text is for other programs. */
export function createTimeLink(instant: string, timeZone: string): Link {
  return {
    type: 'link',
    url: formatRapporteurUrl({ kind: 'at', instant }),
    title: null,
    children: [{ type: 'text', value: formatTime(instant, timeZone) }],
  }
}

/** Parsed links, cached, since a note is read again with every save and validating instants is most of the work. */
const parsedLinks = new WeakMap<Link, { url: string; target: RapporteurTarget | null }>()

/** The target of a rapporteur: link; null for every other node. */
export function getTarget(node: PhrasingContent | undefined): RapporteurTarget | null {
  if (node?.type !== 'link') return null
  const known = parsedLinks.get(node)
  if (known?.url === node.url) return known.target
  const target = parseRapporteurUrl(node.url)
  parsedLinks.set(node, { url: node.url, target })
  return target
}

/** The SHA-256 of the stored picture that an image shows; null for every other node. */
export function getPicture(node: PhrasingContent | undefined): string | null {
  const target = node?.type === 'image' ? parseRapporteurUrl(node.url) : null
  return target?.kind === 'picture' ? target.sha256 : null
}

function parseSingleSegment<Target>(
  path: string[],
  parse: (segment: string) => string | null,
  target: (value: string) => Target,
): Target | null {
  const [segment, ...more] = path
  const value = segment === undefined || more.length > 0 ? null : parse(segment)
  return value === null ? null : target(value)
}

function parseInstant(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text)) return null
  try {
    return normaliseInstant(text)
  } catch {
    return null // such as month 13
  }
}

function parseDate(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  try {
    return normaliseInstant(`${text}T00:00:00Z`).slice(0, 10)
  } catch {
    return null // such as the 30th of February
  }
}

function parseSha256(text: string): string | null {
  return /^[0-9a-f]{64}$/.test(text) ? text : null
}

function decodeSegments(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return null // A % that is not an escape.
  }
}

/**
 * Encodes everything but unreserved characters (RFC 3986 §2.3). encodeURIComponent leaves five more, some of which Markdown would have to
 * escape.
 */
function encode(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
