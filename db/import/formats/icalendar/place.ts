/** Where an event is: LOCATION, in which calendars also write the address at which it is met. */

import { type Component, getText } from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import type { RawLink } from '../../values/links.ts'
import { toGuid } from '../../values/names.ts'
import { placeIn } from '../../values/place.ts'
import { type Keyed, ownWords } from './own.ts'

/** What went out from Rapporteur says its room and its links itself. */
export function getPlace(event: Component): { room: Keyed | null; links: RawLink[] } {
  const own = ownWords(event)
  if (own) return { room: own.room, links: [] }
  const { room, links } = placeIn(getText(event, 'LOCATION'))
  return { room: room === '' ? null : { guid: toGuid(room), name: room }, links }
}

/**
 * By which slots of one identifier are told apart: with the addresses in it, as their keys were made before those were links. Notes hold on
 * to them.
 */
export function getSlotPlace(event: Component): string {
  const own = ownWords(event)
  return own ? (own.room?.name ?? '') : cleanLine(getText(event, 'LOCATION'))
}
