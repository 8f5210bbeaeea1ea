/** Which links a note may get from outside and which may be opened. */
import { parseRapporteurUrl, type RapporteurTarget } from '../../core/note-format/index.ts'

export type Mention = { target: 'key-message' | 'contact'; id: string; conference: string | null }

/** Links that a paste may bring in. A note from a file may hold others: they are kept, but never opened. */
export function isSafeLink(href: string): boolean {
  return isOpenable(href) || parseRapporteurUrl(href) !== null
}

/** Links that the system's own programs may be given. */
export function isOpenable(href: string): boolean {
  return /^(https?:\/\/|mailto:)\S/i.test(href)
}

export function mentionOf(href: string): Mention | null {
  return asMention(parseRapporteurUrl(href))
}

function asMention(target: RapporteurTarget | null): Mention | null {
  if (target?.kind === 'key-message') {
    return { target: 'key-message', id: target.guid, conference: target.conference }
  }
  if (target?.kind === 'contact') return { target: 'contact', id: target.id, conference: target.conference }
  return null
}

/** An address as one types it (`coe.int`, `a@coe.int`) as a link, or null for what may not be one. */
export function withScheme(address: string): string | null {
  if (isSafeLink(address)) return address
  if (/^[^\s:/@]+@[^\s:/@]+\.[^\s:/@]+$/.test(address)) return `mailto:${address}`
  return /^[^\s:/@]+\.[^\s:/@]+(:\d+)?([/?#]\S*)?$/.test(address) ? `https://${address}` : null
}
