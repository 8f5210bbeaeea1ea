import { useSyncExternalStore } from 'react'

/** A value outside React components, which re-render when it changes. */
export type Store<T> = {
  get(): T
  /** Notifies listeners unless the value is the same. */
  set(value: T): void
  /** @returns a function that unsubscribes */
  subscribe(listener: () => void): () => void
  use(): T
  /** A hook that re-renders only when the selected part changes. */
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
