export type Edge = readonly [from: string, to: string]

/** Finds the imports that are part of a cycle between files, or between the units to which `getUnit` maps them. */
export function findCycles(edges: readonly Edge[], getUnit = (file: string): string | null => file): Edge[] {
  const next = new Map<string, Set<string>>()
  for (const [from, to] of edges) {
    const [a, b] = [getUnit(from), getUnit(to)]
    if (a === null || b === null || a === b) continue
    next.set(a, (next.get(a) ?? new Set()).add(b))
  }
  const componentOf = findComponents(next)
  return [...next].flatMap(([from, targets]) =>
    [...targets].filter((to) => componentOf.get(from) === componentOf.get(to)).map((to): Edge => [from, to]),
  )
}

/** Tarjan's algorithm for strongly connected components. @returns the component's number for each node */
function findComponents(next: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const componentOf = new Map<string, number>()
  const stack: string[] = []
  let components = 0
  const visit = (node: string): number => {
    let lowest = order.size
    order.set(node, lowest)
    stack.push(node)
    for (const to of next.get(node) ?? []) {
      if (componentOf.has(to)) continue
      lowest = Math.min(lowest, order.has(to) ? (low.get(to) ?? order.get(to) ?? 0) : visit(to))
    }
    low.set(node, lowest)
    if (lowest === order.get(node)) {
      let top: string | undefined
      do {
        top = stack.pop()
        if (top !== undefined) componentOf.set(top, components)
      } while (top !== node && top !== undefined)
      components += 1
    }
    return lowest
  }
  for (const node of next.keys()) if (!order.has(node)) visit(node)
  return componentOf
}
