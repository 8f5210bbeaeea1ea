/** The place in a description, a key message or a document to which a search led. */
import { type RefObject, useEffect, useRef } from 'react'
import { createStore } from '../../lib/create-store.ts'
import type { FoundText } from '../../lib/found-text.ts'

/** `page`: the page of a document. */
export type FoundPlace = FoundText & {
  kind: 'session' | 'key-message' | 'document'
  guid: string
  isComment?: boolean
  page?: number
}

const foundPlace = createStore<FoundPlace | null>(null)
/** The places that were highlighted already, since a return to the screen must not highlight them again. */
const highlighted = new WeakSet<FoundPlace>()

export const showFound = foundPlace.set

/** @returns the place, if it is in a text of this kind for which `isHere` is true */
export function useFoundPlace(
  kind: FoundPlace['kind'],
  isHere: (guid: string) => boolean,
): FoundPlace | null {
  return foundPlace.use((place) => (place?.kind === kind && isHere(place.guid) ? place : null))
}

/** Finds the part of a text that contains the place. @returns null if the part is not on the screen yet */
type FindPart = (root: HTMLElement, place: FoundPlace) => HTMLElement | null
const getRoot: FindPart = (root) => root

/**
 * Highlights the place in `root` once it is on screen. `key`: if it changes, another text is shown, and the highlighting is removed.
 * `content`: if it changes, the place is searched again.
 */
export function useFoundHighlight(
  root: RefObject<HTMLElement | null>,
  place: FoundPlace | null,
  key: string,
  findPart = getRoot,
  content: unknown = null,
): void {
  const clear = useRef(() => {})
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place may be in content that arrives later
  useEffect(() => {
    if (!place || highlighted.has(place)) return
    void import('../../lib/found-text.ts').then(({ highlightFound, selectFound }) => {
      const part = root.current && findPart(root.current, place)
      if (!root.current || !part || highlighted.has(place)) return
      highlighted.add(place)
      clear.current =
        part instanceof HTMLTextAreaElement
          ? selectFound(part, place)
          : highlightFound(root.current, place, part)
    })
  }, [root, place, findPart, content])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has nothing to highlight
  useEffect(() => () => clear.current(), [key])
}
