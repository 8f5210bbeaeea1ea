/** Draws the dragged entry in the grid. Has its own state, so that the blocks are not rendered while the pointer moves. */
import { useEffect, useRef, useState } from 'react'
import { openNewEntry, setEntryTimes } from '../../own-entries/index.ts'
import { type RowTexts, useConference, useConferenceFormat } from '../../sessions/index.ts'
import { type Dragged, dragTo, type Grip, takeGrip } from './grid-drag.ts'
import styles from './grid-dragging.module.css'
import type { GridLayout } from './grid-layout.ts'

/** In pixels. A shorter movement is a click. */
const MIN_DRAG_DISTANCE = 4

/** Must be a child of the list of days, to whose pointer events it listens. */
export function GridDragging({ layout, rowTexts }: { layout: GridLayout; rowTexts: RowTexts }) {
  const { slug } = useConference()
  const { toDate } = useConferenceFormat()
  const [dragged, setDragged] = useState<Dragged | null>(null)
  const self = useRef<HTMLLIElement>(null)
  const drop = (grip: Grip, { start, end }: Dragged) => {
    if (grip.part !== 'new')
      return void setEntryTimes(grip.session, slug, { start, end }, rowTexts.formatTimes)
    openNewEntry({
      day: toDate(start),
      from: rowTexts.formatTime(start),
      to: rowTexts.formatTime(end),
      place: grip.column.room?.name ?? '',
    })
  }
  // Read from a ref, so that a drag continues when the layout changes.
  const latest = useRef({ layout, drop })
  latest.current = { layout, drop }
  useEffect(() => {
    const days = self.current?.parentElement
    if (!days) return
    const toPoint = ({ clientX, clientY }: PointerEvent) => {
      const { left, top } = days.getBoundingClientRect()
      return { x: clientX - left, y: clientY - top }
    }
    let endDrag = () => {}
    const onDown = (event: PointerEvent) => {
      // Touch scrolls instead.
      if (event.button !== 0 || event.pointerType === 'touch') return
      const pressed = event.target as Element
      const hovered = pressed.closest('[data-block]')
      if (pressed.closest('button') || (hovered && !hovered.hasAttribute('data-own'))) return
      const guid = hovered?.querySelector('[data-session]')?.getAttribute('data-session')
      const block = latest.current.layout.days
        .flatMap(({ blocks }) => blocks)
        .find(({ session }) => session.guid === guid)
      if (hovered && !block) return
      const origin = toPoint(event)
      const grip = takeGrip(latest.current.layout, origin, block ?? null)
      if (!grip) return
      let last: Dragged | null = null
      let isDragging = false
      const onMove = (move: PointerEvent) => {
        const { x, y } = toPoint(move)
        isDragging ||= Math.hypot(x - origin.x, y - origin.y) >= MIN_DRAG_DISTANCE
        if (!isDragging) return
        days.dataset.dragging = grip.part
        last = dragTo(latest.current.layout, grip, y)
        setDragged(last)
      }
      const onUp = () => {
        endDrag()
        if (!isDragging) return
        // Swallows the click that follows the drag, since it would select the session below the pointer.
        window.addEventListener('click', stopEvent, { capture: true, once: true })
        setTimeout(() => window.removeEventListener('click', stopEvent, { capture: true }))
        if (last) latest.current.drop(grip, last)
      }
      const onKey = (key: KeyboardEvent) => {
        if (key.key === 'Escape') endDrag()
      }
      endDrag = () => {
        delete days.dataset.dragging
        setDragged(null)
        window.removeEventListener('pointermove', onMove)
        window.removeEventListener('pointerup', onUp)
        window.removeEventListener('pointercancel', endDrag)
        window.removeEventListener('keydown', onKey)
      }
      window.addEventListener('pointermove', onMove)
      window.addEventListener('pointerup', onUp)
      window.addEventListener('pointercancel', endDrag)
      window.addEventListener('keydown', onKey)
    }
    days.addEventListener('pointerdown', onDown)
    return () => {
      endDrag()
      days.removeEventListener('pointerdown', onDown)
    }
  }, [])
  const { x, y, width, height } = dragged?.area ?? { x: 0, y: 0, width: 0, height: 0 }
  return (
    <li
      ref={self}
      aria-hidden
      hidden={!dragged}
      className={styles.times}
      style={{ left: x, top: y, width, height }}
    >
      {dragged && rowTexts.formatTimes({ ...dragged, kind: 'other' })}
    </li>
  )
}

function stopEvent(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}
