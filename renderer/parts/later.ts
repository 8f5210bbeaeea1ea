/** Parts of the interface that the first frame does not need. They are loaded once it stands, so that opening one waits for nothing. */
import { type ComponentType, lazy } from 'react'

const loads: (() => Promise<unknown>)[] = []
let begun = false

/** A component whose code comes later. Stands within a Suspense. */
export function later<P>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  loads.push(load)
  if (begun) void load()
  return lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
}

/** Call when the first frame is on screen. One after the other, each when there is nothing else to do. */
export function loadTheRest(): void {
  begun = true
  const next = () => {
    const load = loads.shift()
    if (load) requestIdleCallback(() => void load().finally(next), { timeout: 1_000 })
  }
  next()
}
