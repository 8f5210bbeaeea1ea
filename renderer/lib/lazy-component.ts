/**
 * Loads the parts of the interface that the first frame does not need. They are loaded right after it, so that opening one causes no wait.
 */
import { type ComponentType, createElement, lazy, useState } from 'react'
import { waitForFirstPaint } from './first-paint.ts'

const loads: (() => Promise<unknown>)[] = []
let loadsRemaining = false
let loadTexts: () => Promise<void> = async () => {}
let texts: Promise<void> | undefined

/**
 * Creates a component that is loaded later; use it inside Suspense. Once loaded it renders at once: React's `lazy` shows the fallback
 * for a moment even then, and keys typed in that moment would be lost.
 */
export function createLazyComponent<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  let loaded: ComponentType<P> | undefined
  let loading: Promise<ComponentType<P>> | undefined
  const loadOnce = () => {
    loading ??= waitForFirstPaint().then(async () => {
      texts ??= loadTexts()
      const [component, { PartLocale }] = await Promise.all([load(), import('./part-locale.tsx'), texts])
      loaded = (props: P) => createElement(PartLocale, null, createElement(component, props))
      return loaded
    })
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }
  loads.push(loadOnce)
  if (loadsRemaining) void loadOnce().catch(ignore)
  const Lazy = lazy(async () => ({ default: await loadOnce() })) as unknown as ComponentType<P>

  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part at the top of a module, like React's lazy
  return function LazyComponent(props: P) {
    // Keep the same component while it is mounted.
    const [part] = useState(() => loaded ?? Lazy)
    return createElement(part, props)
  }
}

/** Sets the function that loads the texts of all parts. Call before the first frame. */
export function setTextsOfParts(load: () => Promise<void>): void {
  loadTexts = load
}

/** Ignores that a part cannot be loaded in advance, as while the window closes. Opening the part tries again and reports the error. */
function ignore(): void {}

/** Loads the remaining parts one by one while idle. Call after the first frame. */
export function loadRemainingParts(): void {
  loadsRemaining = true
  const loadNext = () => {
    const load = loads.shift()
    if (load) requestIdleCallback(() => void load().catch(ignore).finally(loadNext), { timeout: 1_000 })
  }
  loadNext()
}
