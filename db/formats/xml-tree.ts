/** Builds a tree of XML elements from the events of a parser, with limits of size and depth. */

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
export type ElementConsumer = (element: XmlElement, ancestors: readonly XmlElement[]) => boolean
export type TreeBuilder = {
  /** @returns false if there are too many elements or they are nested too deeply */
  openElement(name: string, attributes: XmlElement['attributes'], line: number): boolean
  addText(characters: string): void
  closeElement(): void
  getRoot(): XmlElement | null
  /** @returns the number of open elements */
  getDepth(): number
}

export function createTreeBuilder(consumeElement: ElementConsumer): TreeBuilder {
  const open: XmlElement[] = []
  let current: XmlElement | undefined
  let root: XmlElement | null = null
  let elementCount = 0
  return {
    openElement(name, attributes, line) {
      elementCount += 1
      if (elementCount > MAX_ELEMENTS || open.length >= MAX_DEPTH) return false
      const element: XmlElement = { name, attributes, children: [], text: '', line }
      root ??= element
      open.push(element)
      current = element
      return true
    },
    addText(characters) {
      if (current) current.text += characters
    },
    closeElement() {
      const element = open.pop()
      current = open.at(-1)
      if (element && !consumeElement(element, open)) current?.children.push(element)
    },
    getRoot: () => root,
    getDepth: () => open.length,
  }
}
