/** Which links a note may get from outside and which may be opened. */
import { parseRapporteurUrl, type RapporteurTarget } from '../../../core/note-format/index.ts'

export type Mention = {
  target: 'key-message' | 'session' | 'contact' | 'speaker'
  id: string
  /** null: a person whom the delegate added. */
  conference: string | null
}

/** Links that a paste may bring in. A note from a file may hold others: they are kept, but never opened. */
export function isSafeLink(href: string): boolean {
  return isOpenable(href) || parseRapporteurUrl(href) !== null
}

/** Links that the system's own programs may be given. */
export function isOpenable(href: string): boolean {
  return /^(https?:\/\/|mailto:)\S/i.test(href)
}

/** Whom or what a link names; null for one that names nobody and nothing that can be opened. */
export function getMention(href: string): Mention | null {
  return asMention(parseRapporteurUrl(href))
}

function asMention(target: RapporteurTarget | null): Mention | null {
  switch (target?.kind) {
    case 'key-message':
    case 'session':
      return { target: target.kind, id: target.guid, conference: target.conference }
    case 'contact':
      return { target: 'contact', id: target.id, conference: target.conference }
    case 'turn':
    case 'for':
      return target.who && { target: target.who.kind, id: target.who.id, conference: target.who.conference }
    default:
      return null
  }
}

const atoms: ReadonlySet<string> = new Set(['key-message', 'session', 'contact', 'for', 'due'])

/** Whether a link is one word of the text, to be picked and deleted whole. */
export function isAtom(href: string): boolean {
  return atoms.has(parseRapporteurUrl(href)?.kind ?? '')
}

/** An address as one types it (`coe.int`, `a@coe.int`) as a link, or null for what may not be one. */
export function withScheme(address: string): string | null {
  if (isSafeLink(address)) return address
  if (/^[^\s:/@]+@[^\s:/@]+\.[^\s:/@]+$/.test(address)) return `mailto:${address}`
  return /^[^\s:/@]+\.[^\s:/@]+(:\d+)?([/?#]\S*)?$/.test(address) ? `https://${address}` : null
}
