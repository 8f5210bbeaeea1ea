/** Parts of the interface that the first frame does not need. They are loaded once it stands, so that opening one waits for nothing. */
import { type ComponentType, createElement, lazy, useState } from 'react'

const loads: (() => Promise<unknown>)[] = []
let begun = false

/**
 * A component whose code comes later. Stands within a Suspense. What has come by then is drawn at once: React draws what is
 * lazy a moment after what stands for it, even when it is there, and what is typed in that moment would be lost.
 */
export function createLazyComponent<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  let loaded: ComponentType<P> | undefined
  let loading: Promise<ComponentType<P>> | undefined
  const get = () => {
    loading ??= load().then((component) => {
      loaded = component
      return component
    })
    return loading
  }
  loads.push(get)
  if (begun) void get()
  const Lazy = lazy(async () => ({ default: await get() })) as unknown as ComponentType<P>

  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, at the top of a module, as lazy is
  return function Later(props: P) {
    // The same one for as long as it is on screen.
    const [part] = useState(() => loaded ?? Lazy)
    return createElement(part, props)
  }
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
