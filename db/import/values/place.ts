/** Where a session is, as programmes write it: a room, an address at which it is met, or both in one text. */

import { cleanLine } from '../../formats/text.ts'
import { getAddress } from '../../formats/url.ts'
import type { RawLink } from './links.ts'

/** `room`: '' where nothing else is said than addresses. */
export type Place = { room: string; links: RawLink[] }

/** A longer one is no place, and is not searched through. */
const LONGEST_PLACE = 8_000
/** Of hosts of meetings also without https://, as they are read out and typed. Two in a row are parted by a comma or semicolon. */
const HOSTS = String.raw`zoom\.us|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com|teams\.live\.com|webex\.com|meet\.jit\.si`
const ADDRESS = new RegExp(
  String.raw`(?:https?:\/\/|(?<![\w.@/-])(?:www\.|(?:[a-z\d-]{1,63}\.){0,3}(?:${HOSTS})\/))(?:(?![;,|]https?:\/\/)[^\s<>"])+`,
  'gi',
)

/** `Room 5; https://meet.example/x` → `Room 5`, and the address as a link. What is no address that can be opened stays in the room's name. */
export function placeIn(text: string): Place {
  if (text.length > LONGEST_PLACE || !/[/.]/.test(text)) return { room: cleanLine(text), links: [] }
  const links: RawLink[] = []
  const left = text.replaceAll(ADDRESS, (found) => {
    const written = withoutEnd(found)
    const url = getAddress(written.replaceAll('&amp;', '&'), null)
    if (url === null) return found
    links.push({ kind: 'link', title: '', url })
    return found.slice(written.length)
  })
  return { room: links.length === 0 ? cleanLine(text) : withoutGaps(cleanLine(left)), links }
}

const OPENED_BY: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** What ends a sentence or closes a bracket around an address is none of it. */
function withoutEnd(address: string): string {
  let end = address.length
  for (; end > 0; end -= 1) {
    const last = address[end - 1] ?? ''
    const opening = OPENED_BY[last]
    if (opening === undefined ? !".,;:!?|'’”»".includes(last) : address.includes(opening)) break
  }
  return address.slice(0, end)
}

/** Without the brackets and commas that stood around an address. */
function withoutGaps(line: string): string {
  return line
    .replaceAll(/ ?(?:\( ?\)|\[ ?\]|\{ ?\}|< ?>)/g, '')
    .replaceAll(/([,;|])(?: ?[,;|])+/g, '$1')
    .replaceAll(/ +/g, ' ')
    .replace(/^[\s,;:|/·–—-]+/, '')
    .replace(/[\s,;:|/·–—-]+$/, '')
}
