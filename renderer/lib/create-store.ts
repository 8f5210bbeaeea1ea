import { useSyncExternalStore } from 'react'

/** A value that lives outside of components, which draw again when it changes. */
export type Store<T> = {
  get(): T
  /** Listeners hear of it unless it is the same value. */
  set(value: T): void
  /** @returns how to unsubscribe */
  subscribe(listener: () => void): () => void
  use(): T
  /** Draws again only when what is selected changes. */
  use<Selected>(select: (value: T) => Selected): Selected
}

export function createStore<T>(initial: T): Store<T> {
  let current = initial
  const listeners = new Set<() => void>()
  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return
      current = value
      for (const listener of listeners) listener()
    },
    subscribe,
    use: <Selected>(select?: (value: T) => Selected) =>
      useSyncExternalStore(subscribe, () => (select ? select(current) : (current as never))),
  }
}
