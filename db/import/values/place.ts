/** Splits the location of a session into a room and addresses of online meetings. */

import { cleanLine } from '../../formats/text.ts'
import { getAddress } from '../../formats/url.ts'
import type { RawLink } from './links.ts'

/** `room`: '' if the text contains only addresses. */
export type Place = { room: string; links: RawLink[] }

/** A longer text is not a location and is not searched. */
const MAX_PLACE_LENGTH = 8_000
/** Hosts of online meetings, also without https://, as people type them. A comma or semicolon separates two addresses. */
const HOSTS = String.raw`zoom\.us|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|webex\.com|meet\.jit\.si`
const ADDRESS = new RegExp(
  String.raw`(?:https?:\/\/|(?<![\w.@/-])(?:www\.|(?:[a-z\d-]{1,63}\.){0,3}(?:${HOSTS})\/))(?:(?![;,|]https?:\/\/)[^\s<>"])+`,
  'gi',
)

/** `Room 5; https://meet.example/x` → `Room 5`, and the address as a link. An address that cannot be opened stays in the room's name. */
export function readPlace(text: string): Place {
  if (text.length > MAX_PLACE_LENGTH || !/[/.]/.test(text)) return { room: cleanLine(text), links: [] }
  const links: RawLink[] = []
  const textWithoutAddresses = text.replaceAll(ADDRESS, (match) => {
    const address = trimAddressEnd(match)
    const url = getAddress(address.replaceAll('&amp;', '&'), null)
    if (url === null) return match
    links.push({ kind: 'link', title: '', url })
    return match.slice(address.length)
  })
  return { room: links.length === 0 ? cleanLine(text) : removeGaps(cleanLine(textWithoutAddresses)), links }
}

const OPENED_BY: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Removes the end of a sentence or a closing bracket after an address. */
function trimAddressEnd(address: string): string {
  let end = address.length
  for (; end > 0; end -= 1) {
    const last = address[end - 1] ?? ''
    const opening = OPENED_BY[last]
    if (opening === undefined ? !".,;:!?|'’”»".includes(last) : address.includes(opening)) break
  }
  return address.slice(0, end)
}

/** Removes brackets and commas that stood around an address. */
function removeGaps(line: string): string {
  return line
    .replaceAll(/ ?(?:\( ?\)|\[ ?\]|\{ ?\}|< ?>)/g, '')
    .replaceAll(/([,;|])(?: ?[,;|])+/g, '$1')
    .replaceAll(/ +/g, ' ')
    .replace(/^[\s,;:|/·–—-]+/, '')
    .replace(/[\s,;:|/·–—-]+$/, '')
}
