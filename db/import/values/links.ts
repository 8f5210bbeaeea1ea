/** What can be opened beside a session, as programmes write it → the links of the bundle. */
import { type Message, message } from '../../../core/i18n/message.ts'
import type { Problems } from '../../formats/problems.ts'
import { cleanLine } from '../../formats/text.ts'
import { getAddress } from '../../formats/url.ts'
import type { ConferenceBundle } from '../../model.ts'

type SessionLink = ConferenceBundle['sessions'][number]['links'][number]
/** `url` as it stands in the file: absolute, relative to the organiser's site, or no address at all. */
export type RawLink = { kind: SessionLink['kind']; title: string; url: string }

const MAX_LINKS = 200
const MEDIA = /\.(?:mp4|m4v|webm|ogv|mkv|mp3|ogg|opus|m4a)(?:[?#]|$)/i

/**
 * Each address once, in order. Of an attachment without an address its name stays; any other link without one is left out
 * and told. `base`: what relative addresses are relative to; null where the file does not say.
 */
export function readLinks(
  raw: readonly RawLink[],
  base: string | null,
  session: () => Message,
  problems: Problems,
): SessionLink[] {
  const links = new Map<string, SessionLink>()
  for (const { kind, title: given, url: written } of raw) {
    const url = getAddress(written, base)
    const line = given === '' ? '' : cleanLine(given)
    const title = line === written.trim() || line === url ? '' : line
    if (url === null && (kind !== 'attachment' || title === '')) {
      // A field that was left as it was given tells nothing.
      if (!/^\s*(?:https?:\/{0,2})?\s*$/i.test(written)) {
        problems.add(
          message('import.link-ignored'),
          message('common.with-quoted', { name: session(), text: written.trim().slice(0, 80) }),
          'loss',
        )
      }
      continue
    }
    const key = url ?? `name:${title}`
    const before = links.get(key)
    if (before) before.title ||= title
    else if (links.size < MAX_LINKS) {
      const isMedia = kind !== 'page' && url !== null && MEDIA.test(url)
      links.set(key, { kind: isMedia ? 'recording' : kind, title, url })
    }
  }
  return [...links.values()]
}

/** What stands beside a session and can be opened there. */
export function getAddresses({ links }: { links: readonly SessionLink[] }): ReadonlySet<string> {
  return new Set(links.flatMap(({ url }) => url ?? []))
}
