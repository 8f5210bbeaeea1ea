/** Links with the scheme `rapporteur:` (docs/note-format.md). */
import type { Link, PhrasingContent } from 'mdast'
import { formatTime, normaliseInstant } from '../time.ts'

export type RapporteurTarget =
  | { kind: 'at'; instant: string }
  | { kind: 'decision' }
  | { kind: 'key-message'; conference: string; guid: string }
  /** `conference` null: `id` is a person whom the delegate added; otherwise a guid of that conference's directory. */
  | { kind: 'contact'; conference: string | null; id: string }

const SCHEME = 'rapporteur:'

/** null for any other link, and for one of ours that is malformed: it is then shown as an ordinary link. */
export function parseRapporteurUrl(url: string): RapporteurTarget | null {
  if (url.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return null
  const segments = decodeSegments(url.slice(SCHEME.length))
  if (!segments || segments.includes('')) return null
  const [kind, first, second, ...more] = segments
  if (more.length > 0) return null
  if (kind === 'decision' && first === undefined) return { kind }
  if (first === undefined) return null
  if (kind === 'at' && second === undefined) {
    const instant = parseInstant(first)
    return instant === null ? null : { kind, instant }
  }
  if (kind === 'contact') {
    return second === undefined
      ? { kind, conference: null, id: first }
      : { kind, conference: first, id: second }
  }
  if (kind === 'key-message' && second !== undefined) return { kind, conference: first, guid: second }
  return null
}

export function formatRapporteurUrl(target: RapporteurTarget): string {
  switch (target.kind) {
    case 'at':
      // To the second, the precision of the format.
      return `${SCHEME}at/${normaliseInstant(target.instant).slice(0, 19)}Z`
    case 'decision':
      return `${SCHEME}decision`
    case 'key-message':
      return `${SCHEME}key-message/${encode(target.conference)}/${encode(target.guid)}`
    case 'contact':
      return target.conference === null
        ? `${SCHEME}contact/${encode(target.id)}`
        : `${SCHEME}contact/${encode(target.conference)}/${encode(target.id)}`
  }
}

/** The link that stands at the start of a block; its text is for readers elsewhere. */
export function stampLink(instant: string, timeZone: string): Link {
  return {
    type: 'link',
    url: formatRapporteurUrl({ kind: 'at', instant }),
    title: null,
    children: [{ type: 'text', value: formatTime(instant, timeZone) }],
  }
}

/** A note is read again with every save, and checking an instant is most of the work. */
const read = new WeakMap<Link, { url: string; target: RapporteurTarget | null }>()

/** What a link of ours points to; null for every other node. */
export function targetOf(node: PhrasingContent | undefined): RapporteurTarget | null {
  if (node?.type !== 'link') return null
  const known = read.get(node)
  if (known?.url === node.url) return known.target
  const target = parseRapporteurUrl(node.url)
  read.set(node, { url: node.url, target })
  return target
}

function parseInstant(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text)) return null
  try {
    return normaliseInstant(text)
  } catch {
    return null // such as month 13
  }
}

function decodeSegments(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return null // a % that encodes nothing
  }
}

/** RFC 3986 §2.3: all but unreserved characters. encodeURIComponent leaves five more, of which Markdown would have to escape some. */
function encode(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
