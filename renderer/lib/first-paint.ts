/** A hidden window paints nothing, so waiting ends after this time. */
const PAINT_TIMEOUT_MS = 500

let painted: Promise<void> | undefined

/** Resolves when the first frame is on the screen. Work that starts earlier would delay it. */
export function waitForFirstPaint(): Promise<void> {
  painted ??= new Promise((resolve) => {
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
    setTimeout(resolve, PAINT_TIMEOUT_MS)
  })
  return painted
}
