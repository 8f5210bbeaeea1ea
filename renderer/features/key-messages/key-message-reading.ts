/** Tracks the current message while the reader scrolls, and scrolls to a chosen message. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Guid } from '../../../db/model.ts'

/** The reading line, measured from the top of the pane. The message that crosses it is the current one. */
const READING_LINE = '-15% 0px -84% 0px'

/**
 * `blocks` are the elements `[data-guid]` of the pane. `show` scrolls to a message. That message stays current until the reader scrolls by
 * hand, even if the end of the document stopped the pane earlier.
 */
export function useReading(
  pane: RefObject<HTMLElement | null>,
  first: Guid,
  content: unknown,
): { current: Guid; show: (guid: Guid) => void } {
  const [current, setCurrent] = useState(first)
  /** Whether `show` chose the current message, and the reader has not scrolled since. */
  const isChosen = useRef(false)

  const show = useCallback(
    (guid: Guid) => {
      const block = pane.current?.querySelector(`[data-guid="${CSS.escape(guid)}"]`)
      if (!block) {
        pane.current?.querySelector(`[data-removed="${CSS.escape(guid)}"]`)?.scrollIntoView()
        return
      }
      isChosen.current = true
      setCurrent(guid)
      block.scrollIntoView({ block: 'start' })
    },
    [pane],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: other content has other elements to observe
  useEffect(() => {
    const root = pane.current
    if (!root) return
    const crossing = new Set<Element>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) crossing.add(target)
          else crossing.delete(target)
        }
        // If several cross the line, the last one counts.
        const [block] = [...crossing].sort((a, b) =>
          a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? 1 : -1,
        )
        const guid = block?.getAttribute('data-guid')
        if (guid && !isChosen.current) setCurrent(guid as Guid)
      },
      { root, rootMargin: READING_LINE },
    )
    for (const block of root.querySelectorAll('[data-guid]')) observer.observe(block)

    const forgetChoice = () => {
      isChosen.current = false
    }
    const inputEvents = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const
    for (const event of inputEvents) root.addEventListener(event, forgetChoice, { passive: true })
    return () => {
      observer.disconnect()
      for (const event of inputEvents) root.removeEventListener(event, forgetChoice)
    }
  }, [pane, content])

  return { current, show }
}
