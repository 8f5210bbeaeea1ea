export type XmlElement = {
  name: string
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  /** Its own characters, those of its children left out. */
  text: string
  line: number
}

/** Far above any conference; a file beyond them is made to exhaust memory. */
export const MAX_DEPTH = 64
export const MAX_ELEMENTS = 500_000
/** Called with each element when it closes and those around it, outermost first. What it answers true for it has taken: the tree goes without it. */
export type Take = (element: XmlElement, around: readonly XmlElement[]) => boolean
/** Puts together what a reader comes upon. */
export type Tree = {
  /** False: there are too many of them, or too deep. */
  open(name: string, attributes: XmlElement['attributes'], line: number): boolean
  text(characters: string): void
  close(): void
  root(): XmlElement | null
  /** How many elements are open. */
  depth(): number
}

export function growTree(take: Take): Tree {
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
      if (element && !take(element, open)) current?.children.push(element)
    },
    root: () => root,
    depth: () => open.length,
  }
}
