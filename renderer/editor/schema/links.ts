/** Decides which links a note may get from outside, and which links may be opened. */
import { parseRapporteurUrl, type RapporteurTarget } from '../../../core/note-format/index.ts'

export type Mention = {
  target: 'key-message' | 'session' | 'contact' | 'speaker'
  id: string
  /** null for a person whom the delegate added. */
  conference: string | null
}

/** Whether a paste may contain this link. A note from a file may contain other links, which are kept but never opened. */
export function isSafeLink(href: string): boolean {
  return isOpenable(href) || parseRapporteurUrl(href) !== null
}

/** Whether the link may be given to a program of the system. */
export function isOpenable(href: string): boolean {
  return /^(https?:\/\/|mailto:)\S/i.test(href)
}

/** @returns what in the app the link refers to, or null if this is nothing that can be opened */
export function getMention(href: string): Mention | null {
  return toMention(parseRapporteurUrl(href))
}

function toMention(target: RapporteurTarget | null): Mention | null {
  switch (target?.kind) {
    case 'key-message':
    case 'session':
      return { target: target.kind, id: target.guid, conference: target.conference }
    case 'contact':
      return { target: 'contact', id: target.id, conference: target.conference }
    case 'turn':
    case 'for':
      return target.who && target.who.kind !== 'member'
        ? { target: target.who.kind, id: target.who.id, conference: target.who.conference }
        : null
    default:
      return null
  }
}

const atomKinds: ReadonlySet<string> = new Set(['key-message', 'session', 'contact', 'for', 'do', 'due'])

/** Whether the link is selected and deleted as a whole. */
export function isAtom(href: string): boolean {
  return atomKinds.has(parseRapporteurUrl(href)?.kind ?? '')
}

/** Completes a typed address (`coe.int`, `a@coe.int`) to a link. @returns null if it is not allowed as a link */
export function completeAddress(address: string): string | null {
  if (isSafeLink(address)) return address
  if (/^[^\s:/@]+@[^\s:/@]+\.[^\s:/@]+$/.test(address)) return `mailto:${address}`
  return /^[^\s:/@]+\.[^\s:/@]+(:\d+)?([/?#]\S*)?$/.test(address) ? `https://${address}` : null
}
