/**
 * Highlights the words that a search found in a read-only text, and goes from one to the next with the keys of a note: F3,
 * Shift+F3, and Escape to remove the highlighting.
 */
import { appKeys, isKey } from '../../core/keys.ts'
import { foldKeepingLength } from './fold.ts'

/** `text`: the line that was found. `words`: the words that are highlighted in the whole text. */
export type FoundText = { text: string; words: readonly string[] }
/** The positions at which a match begins and ends in the text. */
type Match = { from: number; to: number }

/** @returns matches in order; if several begin at the same place, the longest */
export function findWords(text: string, words: readonly string[]): Match[] {
  const folded = foldKeepingLength(text)
  const all = words.flatMap((word) => {
    const needle = foldKeepingLength(word)
    const matches: Match[] = []
    if (needle === '') return matches
    for (
      let index = folded.indexOf(needle);
      index >= 0;
      index = folded.indexOf(needle, index + needle.length)
    ) {
      matches.push({ from: index, to: index + needle.length })
    }
    return matches
  })
  all.sort((a, b) => a.from - b.from || b.to - a.to)
  let end = 0
  return all.filter(({ from, to }) => {
    if (from < end) return false
    end = to
    return true
  })
}

/** The number of characters compared, since the search may return only the beginning of a line. */
const COMPARED_CHARACTERS = 100

/** @returns the index of the first match in the line, or 0 if the text does not have the line */
export function findFirstIn(text: string, line: string, matches: readonly Match[]): number {
  const start = text.indexOf(line.slice(0, COMPARED_CHARACTERS))
  return Math.max(
    0,
    matches.findIndex(({ from }) => from >= start),
  )
}

/** The names of the CSS highlights (base.css). */
const ALL = 'found'
const ACTIVE = 'found-active'
let clearLast = () => {}
let activeMatch: Range | null = null

/** @returns the highlighted word at which F3 and Shift+F3 have arrived, or null if nothing is highlighted */
export function getActiveMatch(): Range | null {
  return activeMatch
}

/**
 * Scrolls to the first match in the line and focuses `root`, which takes the keys. Only one text is highlighted at a time. `part`: the
 * element where the matches are.
 * @returns a function that removes the highlighting
 */
export function highlightFound(
  root: HTMLElement,
  { text: line, words }: FoundText,
  part: HTMLElement = root,
): () => void {
  clearLast()
  const { text, nodes } = readText(part)
  const matches = findWords(text, words)
  const ranges = matches.map((match) => toRange(nodes, match))
  if (ranges.length === 0) return () => {}
  let activeIndex = findFirstIn(text, line, matches)

  function step(offset: -1 | 0 | 1): void {
    activeIndex = (activeIndex + offset + ranges.length) % ranges.length
    const range = ranges[activeIndex]
    if (!range) return
    activeMatch = range
    CSS.highlights.set(ACTIVE, new Highlight(range))
    scrollTo(range)
  }
  function onKey(event: KeyboardEvent): void {
    const { platform } = window.desktop
    if (isKey(event, appKeys.findNext, platform)) step(1)
    else if (isKey(event, appKeys.findPrevious, platform)) step(-1)
    else if (event.key === 'Escape') clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  function clear(): void {
    root.removeEventListener('keydown', onKey)
    if (clearLast !== clear) return
    clearLast = () => {}
    activeMatch = null
    CSS.highlights.delete(ALL)
    CSS.highlights.delete(ACTIVE)
  }
  clearLast = clear
  root.addEventListener('keydown', onKey)
  CSS.highlights.set(ALL, new Highlight(...ranges))
  root.focus({ preventScroll: true })
  step(0)
  return clear
}

/**
 * Selects the first match in the line, since the text of a field cannot be highlighted, and focuses the field.
 * @returns a function that stops handling F3 and Shift+F3
 */
export function selectFound(field: HTMLTextAreaElement, { text: line, words }: FoundText): () => void {
  clearLast()
  function select(match: Match | undefined): void {
    if (match) field.setSelectionRange(match.from, match.to)
  }
  function onKey(event: KeyboardEvent): void {
    const { platform } = window.desktop
    const isNext = isKey(event, appKeys.findNext, platform)
    if (!isNext && !isKey(event, appKeys.findPrevious, platform)) return
    // The text may have been edited since the last key.
    const matches = findWords(field.value, words)
    const next = matches.find(({ from }) => from >= field.selectionEnd) ?? matches[0]
    const previous = matches.findLast(({ to }) => to <= field.selectionStart) ?? matches.at(-1)
    select(isNext ? next : previous)
    event.preventDefault()
    event.stopPropagation()
  }
  function clear(): void {
    field.removeEventListener('keydown', onKey)
    if (clearLast === clear) clearLast = () => {}
  }
  clearLast = clear
  field.addEventListener('keydown', onKey)
  const matches = findWords(field.value, words)
  select(matches[findFirstIn(field.value, line, matches)])
  // Chromium scrolls to the selection when a field gets the focus.
  field.focus()
  return clear
}

type TextNode = { node: Text; start: number }

/** The text of `root`, with a line break between blocks, and where each text node begins in it. */
function readText(root: HTMLElement): { text: string; nodes: TextNode[] } {
  const nodes: TextNode[] = []
  let text = ''
  let lastBlock: Element | null = null
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // Leaves out the delegate's notes, which stand beside the text.
    const marginElement = node.parentElement?.closest('[data-margin], [role="group"]')
    if (marginElement && root.contains(marginElement)) continue
    const currentBlock: Element | null = node.parentElement?.closest('p, div, li, h2, h3') ?? null
    if (currentBlock !== lastBlock && text !== '') text += '\n'
    lastBlock = currentBlock
    nodes.push({ node: node as Text, start: text.length })
    text += node.nodeValue ?? ''
  }
  return { text, nodes }
}

function toRange(nodes: readonly TextNode[], { from, to }: Match): Range {
  const range = new Range()
  const findNode = (position: number) => nodes.findLast(({ start }) => start <= position)
  const [first, last] = [findNode(from), findNode(to - 1)]
  if (first) range.setStart(first.node, Math.min(from - first.start, first.node.length))
  if (last) range.setEnd(last.node, Math.min(to - last.start, last.node.length))
  return range
}

/** Scrolls the nearest element that scrolls, so that the range is in its middle. */
function scrollTo(range: Range): void {
  let scroller = range.startContainer.parentElement
  while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement
  if (!scroller) return
  const { top, height } = scroller.getBoundingClientRect()
  scroller.scrollTop += range.getBoundingClientRect().top - top - height / 2
}
