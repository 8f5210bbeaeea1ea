/**
 * Recognises lists from Word and Outlook, which copy a list as paragraphs: each has its level in its style (`mso-list:l0 level2 lfo1`), and
 * its bullet or number as text between comments.
 */

type WordItem = { paragraph: Element; level: number; marker: string }
type OpenList = { list: HTMLElement; level: number }

/** Converts the paragraphs of Word's lists to lists. Adjacent paragraphs become items of one list. */
export function convertWordLists(page: Document): void {
  let openLists: OpenList[] = []
  let previous: Element | null = null
  for (const paragraph of page.querySelectorAll('p[style*="mso-list" i], p[class*="MsoListParagraph" i]')) {
    const item = readItem(paragraph)
    if (!item) continue
    if (previous === null || paragraph.previousElementSibling !== previous) openLists = []
    previous = addToList(page, item, openLists)
  }
}

/** @returns null for a paragraph without a bullet or number, which is only indented like a list */
function readItem(paragraph: Element): WordItem | null {
  const marker = removeMarker(paragraph).trim()
  if (marker === '') return null
  const level = /mso-list:[^;]*\blevel(\d)/i.exec(paragraph.getAttribute('style') ?? '')?.[1]
  return { paragraph, level: Number(level ?? 1), marker }
}

/** Removes the bullet or number from the paragraph. @returns its text */
function removeMarker(paragraph: Element): string {
  const ignored = paragraph.querySelector('[style*="mso-list:ignore" i], [style*="mso-list: ignore" i]')
  const markerNodes = ignored ? [ignored] : findConditionalNodes(paragraph)
  for (const node of markerNodes) node.remove()
  return markerNodes.map(({ textContent }) => textContent ?? '').join('')
}

/** The nodes between `<![if !supportLists]>` and `<![endif]>`, which the parser reads as comments. */
function findConditionalNodes(paragraph: Element): ChildNode[] {
  const children = [...paragraph.childNodes]
  const start = children.findIndex((node) => isComment(node, 'supportLists'))
  const end = children.findIndex((node, index) => index > start && isComment(node, 'endif'))
  return start >= 0 && end >= 0 ? children.slice(start + 1, end) : []
}

function isComment(node: ChildNode, word: string): boolean {
  return node.nodeType === Node.COMMENT_NODE && (node.textContent ?? '').includes(word)
}

/** Adds the item to the list of its level and kind, or to a new one if the numbers do not continue. @returns the outermost list */
function addToList(
  page: Document,
  { paragraph, level, marker }: WordItem,
  openLists: OpenList[],
): Element | null {
  const number = /^\(?(\d{1,9})[.)]$/.exec(marker)?.[1]
  const name = number === undefined ? 'ul' : 'ol'
  // Markdown has no lists with letters or numbers such as "1.2.", so these stay as text: the note may refer to point (b).
  if (/^\(?[\p{L}\p{N}]{1,9}(?:\.\p{N}+)*[.)]/u.test(marker) && number === undefined)
    paragraph.prepend(`${marker} `)
  const hasEnded = (open: OpenList) =>
    open.level > level ||
    (open.level === level && (open.list.localName !== name || !isNext(open.list, number)))
  for (let last = openLists.at(-1); last && hasEnded(last); last = openLists.at(-1)) openLists.pop()
  const parent = openLists.at(-1)
  if (parent?.level !== level) {
    const list = page.createElement(name)
    if (number) list.setAttribute('start', number)
    if (parent) parent.list.lastElementChild?.append(list)
    else paragraph.before(list)
    openLists.push({ list, level })
  }
  const item = page.createElement('li')
  openLists.at(-1)?.list.append(item)
  item.append(paragraph)
  return openLists[0]?.list ?? null
}

/** Whether the number is the next one of the list. A bullet always continues its list. */
function isNext(list: HTMLElement, number: string | undefined): boolean {
  return number === undefined || Number(number) === Number(list.getAttribute('start')) + list.children.length
}
