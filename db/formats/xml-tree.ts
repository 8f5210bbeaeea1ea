export type XmlElement = {
  name: string
  /** Without a prototype, so that an attribute may have any name. */
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  /** The element's own text, without that of its children. */
  text: string
  line: number
}

/** Far above any real programme. A file above these limits is treated as an attack. */
export const MAX_DEPTH = 64
export const MAX_ELEMENTS = 500_000
/** Called with each element when it closes, and with its ancestors, outermost first. @returns true to leave the element out of the tree */
export type ConsumesElement = (element: XmlElement, ancestors: readonly XmlElement[]) => boolean
/** Builds the tree from parser events. */
export type TreeBuilder = {
  /** @returns false if there are too many elements or they are nested too deeply */
  open(name: string, attributes: XmlElement['attributes'], line: number): boolean
  text(characters: string): void
  close(): void
  root(): XmlElement | null
  /** The number of open elements. */
  depth(): number
}

export function createTreeBuilder(consumes: ConsumesElement): TreeBuilder {
  const open: XmlElement[] = []
  let current: XmlElement | undefined
  let root: XmlElement | null = null
  let elements = 0
  return {
    open(name, attributes, line) {
      elements += 1
      if (elements > MAX_ELEMENTS || open.length >= MAX_DEPTH) return false
      const element: XmlElement = { name, attributes, children: [], text: '', line }
      root ??= element
      open.push(element)
      current = element
      return true
    },
    text(characters) {
      if (current) current.text += characters
    },
    close() {
      const element = open.pop()
      current = open.at(-1)
      if (element && !consumes(element, open)) current?.children.push(element)
    },
    root: () => root,
    depth: () => open.length,
  }
}
