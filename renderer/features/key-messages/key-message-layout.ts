/** Places notes in the margin, each beside the first line of its message. A note is moved down if the note above it would overlap it. */
import { useLayoutEffect } from 'react'

const GAP = 16

export type MarginItem = { anchor: number; height: number }

/** @returns the tops of the notes in the given order, in pixels */
export function placeBelowEachOther(notes: readonly MarginItem[], gap = GAP): number[] {
  let nextTop = 0
  return notes.map(({ anchor, height }) => {
    const top = Math.max(anchor, nextTop)
    nextTop = top + height + gap
    return top
  })
}

/**
 * Places the elements `[data-margin]` of the column, each an absolutely positioned child of its block. Changes the elements directly,
 * before the frame is painted, and again when the width or the text changes.
 */
export function useMarginLayout(column: React.RefObject<HTMLElement | null>, content: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content has other elements to place
  useLayoutEffect(() => {
    const element = column.current
    if (!element) return
    const positionNotes = () => {
      const margins = [...element.querySelectorAll<HTMLElement>('[data-margin]')]
      const anchors = margins.map((margin) => (margin.parentElement as HTMLElement).offsetTop)
      const items = margins.map((margin, index) => ({
        anchor: anchors[index] ?? 0,
        height: margin.offsetHeight,
      }))
      const tops = placeBelowEachOther(items)
      margins.forEach((margin, index) => {
        margin.style.top = `${(tops[index] ?? 0) - (anchors[index] ?? 0)}px`
      })
      const lastItem = items.at(-1)
      element.style.minHeight = lastItem ? `${(tops.at(-1) ?? 0) + lastItem.height + GAP}px` : ''
    }
    positionNotes()
    const observer = new ResizeObserver(positionNotes)
    observer.observe(element)
    return () => observer.disconnect()
  }, [column, content])
}
