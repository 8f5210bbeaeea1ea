import styles from './note-editor.module.css'

/**
 * Says of a note that every block of it has been laid out in its present width: Chromium knows then how high they are, and those out of
 * sight may be left out without that the text or the scroll bar jumps. `onResize` after every change of the page's size.
 */
export function settle(page: HTMLElement, onResize: () => void): () => void {
  const settled = styles.settled ?? ''
  let width = -1
  let frame = 0
  const observer = new ResizeObserver(() => {
    onResize()
    if (page.clientWidth === width) return
    width = page.clientWidth
    page.classList.remove(settled)
    cancelAnimationFrame(frame)
    // Sizes are remembered at the end of a frame (CSS Sizing 4, section 5.5), that of the width among them.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => page.classList.add(settled))
    })
  })
  observer.observe(page)
  return () => {
    cancelAnimationFrame(frame)
    observer.disconnect()
  }
}
