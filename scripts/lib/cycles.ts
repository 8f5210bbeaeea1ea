export type Edge = readonly [from: string, to: string]

/** Finds the imports that are part of a cycle between files, or between units such as folders, to which `getUnit` maps the files. */
export function findCycles(edges: readonly Edge[], getUnit = (file: string): string | null => file): Edge[] {
  const targetsByUnit = new Map<string, Set<string>>()
  for (const [from, to] of edges) {
    const fromUnit = getUnit(from)
    const toUnit = getUnit(to)
    if (fromUnit === null || toUnit === null || fromUnit === toUnit) continue
    targetsByUnit.set(fromUnit, (targetsByUnit.get(fromUnit) ?? new Set()).add(toUnit))
  }
  const componentByUnit = findComponents(targetsByUnit)
  return [...targetsByUnit].flatMap(([from, targets]) =>
    [...targets]
      .filter((to) => componentByUnit.get(from) === componentByUnit.get(to))
      .map((to): Edge => [from, to]),
  )
}

/** Tarjan's algorithm for strongly connected components. @returns the component's number for each node */
function findComponents(targetsByNode: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  /** The number of each visited node, in the order of the visits. */
  const order = new Map<string, number>()
  /** The lowest number that is known to be reachable from each node. */
  const lowestReachable = new Map<string, number>()
  const componentByNode = new Map<string, number>()
  const stack: string[] = []
  let componentCount = 0
  const visit = (node: string): number => {
    let lowest = order.size
    order.set(node, lowest)
    stack.push(node)
    for (const to of targetsByNode.get(node) ?? []) {
      if (componentByNode.has(to)) continue
      lowest = Math.min(lowest, order.has(to) ? (lowestReachable.get(to) ?? order.get(to) ?? 0) : visit(to))
    }
    lowestReachable.set(node, lowest)
    // The node is the first one visited of its component, whose nodes are above it on the stack.
    if (lowest === order.get(node)) {
      let top: string | undefined
      do {
        top = stack.pop()
        if (top !== undefined) componentByNode.set(top, componentCount)
      } while (top !== node && top !== undefined)
      componentCount += 1
    }
    return lowest
  }
  for (const node of targetsByNode.keys()) if (!order.has(node)) visit(node)
  return componentByNode
}
