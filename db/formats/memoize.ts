/** Caches results by argument: a programme has thousands of sessions but few different times. */
export function memoize<K, V>(compute: (key: K) => V): (key: K) => V {
  const results = new Map<K, V>()
  return (key) => {
    let value = results.get(key)
    if (value === undefined) {
      value = compute(key)
      results.set(key, value)
    }
    return value
  }
}
