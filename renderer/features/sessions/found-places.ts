/** The place in a description or a key message that a search led to. */
import { type RefObject, useEffect, useRef } from 'react'
import { createStore } from '../../lib/create-store.ts'
import type { FoundText } from '../../lib/found-text.ts'

export type FoundPlace = FoundText & { kind: 'session' | 'key-message'; guid: string }

const shown = createStore<FoundPlace | null>(null)
/** Places that were highlighted already, so that a return to the screen does not highlight them again. */
const done = new WeakSet<FoundPlace>()

export const showFound = shown.set

/** @returns the place, if it is in one of these */
export function useFoundPlace(
  kind: FoundPlace['kind'],
  isHere: (guid: string) => boolean,
): FoundPlace | null {
  return shown.use((place) => (place?.kind === kind && isHere(place.guid) ? place : null))
}

/** Highlights the place in `root` once it is on screen. `key`: another text removes the highlighting. */
export function useFoundHighlight(
  root: RefObject<HTMLElement | null>,
  place: FoundPlace | null,
  key: string,
): void {
  const clear = useRef(() => {})
  useEffect(() => {
    if (!place || done.has(place)) return
    void import('../../lib/found-text.ts').then(({ highlightFound }) => {
      if (!root.current || done.has(place)) return
      done.add(place)
      clear.current = highlightFound(root.current, place)
    })
  }, [root, place])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has nothing to highlight
  useEffect(() => () => clear.current(), [key])
}
