/** Reads LOCATION, which may also contain the address of an online meeting. */

import { type Component, getText } from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import type { RawLink } from '../../values/links.ts'
import { toGuid } from '../../values/names.ts'
import { readPlace } from '../../values/place.ts'
import { type RoomOrSpeaker, readOwnFields } from './own-properties.ts'

/** Our own exports have separate properties for room and links. */
export function getPlace(event: Component): { room: RoomOrSpeaker | null; links: RawLink[] } {
  const ownFields = readOwnFields(event)
  if (ownFields) return { room: ownFields.room, links: [] }
  const { room, links } = readPlace(getText(event, 'LOCATION'))
  return { room: room === '' ? null : { guid: toGuid(room), name: room }, links }
}

/**
 * Distinguishes slots with the same UID. Includes addresses, since the keys that notes refer to were made before addresses became links.
 */
export function getSlotPlace(event: Component): string {
  const ownFields = readOwnFields(event)
  return ownFields ? (ownFields.room?.name ?? '') : cleanLine(getText(event, 'LOCATION'))
}
