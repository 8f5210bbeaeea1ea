/** Reads the links of a session for the bundle. */
import { type Message, message } from '../../../core/i18n/message.ts'
import type { Problems } from '../../formats/problems.ts'
import { cleanLine } from '../../formats/text.ts'
import { getAddress } from '../../formats/url.ts'
import type { ConferenceBundle } from '../../model.ts'

type SessionLink = ConferenceBundle['sessions'][number]['links'][number]
/** `url` as written in the file: absolute, relative to the organiser's site, or not an address. */
export type RawLink = { kind: SessionLink['kind']; title: string; url: string }

const MAX_LINKS = 200
const MEDIA = /\.(?:mp4|m4v|webm|ogv|mkv|mp3|ogg|opus|m4a)(?:[?#]|$)/i

/**
 * Keeps each address once, in order. An attachment without an address keeps its name. Any other link without an address is left out, with a
 * warning. `base`: the base of relative addresses, or null if unknown.
 */
export function readLinks(
  raw: readonly RawLink[],
  base: string | null,
  describeSession: () => Message,
  problems: Problems,
): SessionLink[] {
  const links = new Map<string, SessionLink>()
  for (const { kind, title: writtenTitle, url: writtenUrl } of raw) {
    const url = getAddress(writtenUrl, base)
    const cleanTitle = writtenTitle === '' ? '' : cleanLine(writtenTitle)
    // A title that repeats the address says nothing.
    const title = cleanTitle === writtenUrl.trim() || cleanTitle === url ? '' : cleanTitle
    if (url === null && (kind !== 'attachment' || title === '')) {
      // Empty and default values need no warning.
      if (!/^\s*(?:https?:\/{0,2})?\s*$/i.test(writtenUrl)) {
        problems.add(
          message('import.link-ignored'),
          message('common.with-quoted', { name: describeSession(), text: writtenUrl.trim().slice(0, 80) }),
          'loss',
        )
      }
      continue
    }
    const key = url ?? `name:${title}`
    const earlier = links.get(key)
    if (earlier) earlier.title ||= title
    else if (links.size < MAX_LINKS) {
      const isMedia = kind !== 'page' && url !== null && MEDIA.test(url)
      links.set(key, { kind: isMedia ? 'recording' : kind, title, url })
    }
  }
  return [...links.values()]
}

/** The addresses that are shown beside a session. */
export function getAddresses({ links }: { links: readonly SessionLink[] }): ReadonlySet<string> {
  return new Set(links.flatMap(({ url }) => url ?? []))
}
