/**
 * Renders blocks and links. Times and marks in the margin are generated content, so they cannot be selected or copied. Links have
 * no address that the window could follow.
 */
import type { Mark, Node } from 'prosemirror-model'
import type { EditorView, NodeView } from 'prosemirror-view'
import { parseRapporteurUrl } from '../../../core/note-format/index.ts'
import { formatTime } from '../../../core/time.ts'
import { getPictureAddress } from '../../lib/picture-address.ts'
import { getMention, isOpenable } from '../schema/links.ts'
import { schema } from '../schema/schema.ts'
import inline from './note-inline.module.css'
import styles from './note-text.module.css'
import taskStyles from './task-box.module.css'

export type ViewWords = {
  /** Accessible name of a task's box. */
  taskDone: string
  /** Accessible label of a passage that the editor keeps as source. */
  keptSource: string
  /** Explains how to open a link. */
  openHint: string
  /** Text for a picture without a description. */
  untitledPicture: string
  missingPicture: string
}

/** Calls the listener with the text that was read in a picture, and again when this text changes. @returns a function that stops this */
export type WatchText = (sha256: string, listener: (read: { text: string } | null) => void) => () => void

export function createNodeViews(timeZone: string, getWords: () => ViewWords, watchText: WatchText) {
  const createLine = (node: Node) => createLineView(node, timeZone)
  return {
    paragraph: createLine,
    heading: createLine,
    list_item: (node: Node, view: EditorView, getPos: () => number | undefined) =>
      createItemView(node, view, getPos, getWords()),
    mention: (node: Node) => createMentionView(node, getWords()),
    picture: (node: Node) => createPictureView(node, getWords(), watchText),
    source: (node: Node) => createSourceView('pre', node, getWords()),
    inline_source: (node: Node) => createSourceView('code', node, getWords()),
  }
}

export function createMarkViews(getWords: () => ViewWords) {
  return {
    link: (mark: Mark) => {
      const dom = createElement('span', inline.link)
      if (isOpenable(mark.attrs.href) || getMention(mark.attrs.href)) dom.role = 'link'
      dom.dataset.href = mark.attrs.href
      dom.title = `${mark.attrs.href}\n${getWords().openHint}`
      return { dom }
    },
  }
}

/** Updates the line's element in place, since its attributes may change while the delegate types in it with an input method. */
function createLineView(firstNode: Node, timeZone: string): NodeView {
  const dom = createElement('div', styles.line)
  const tag = firstNode.type === schema.nodes.heading ? `h${firstNode.attrs.level}` : 'p'
  const mark = dom.appendChild(createElement('span', styles.mark))
  mark.contentEditable = 'false'
  mark.role = 'img'
  mark.hidden = true
  const contentDOM = dom.appendChild(document.createElement(tag))
  let current = firstNode
  const draw = ({ attrs }: Node) => {
    setData(dom, 'time', attrs.at && formatTime(attrs.at, timeZone))
    setData(dom, 'kind', getKind(attrs))
    const word = attrs.decision ?? attrs.question
    mark.hidden = !word
    mark.ariaLabel = word ?? null
    setData(dom, 'guard', attrs.guard)
    setData(contentDOM, 'label', [attrs.guardText, attrs.turnText].filter(Boolean).join(' ') || null)
  }
  draw(firstNode)
  return {
    dom,
    contentDOM,
    update(node) {
      if (node.type !== current.type || node.attrs.level !== current.attrs.level) return false
      if (!node.sameMarkup(current)) draw(node)
      current = node
      return true
    },
    ignoreMutation: (mutation) => mutation.type === 'attributes',
  }
}

function getKind(attrs: Node['attrs']): 'decision' | 'question' | null {
  if (attrs.decision) return 'decision'
  return attrs.question ? 'question' : null
}

/** Sets the attribute `data-NAME`, or removes it if there is no value. */
function setData(dom: HTMLElement, name: string, value: string | null | undefined): void {
  if (value) dom.dataset[name] = value
  else delete dom.dataset[name]
}

function createItemView(
  firstNode: Node,
  view: EditorView,
  getPos: () => number | undefined,
  words: ViewWords,
): NodeView {
  const isTask = firstNode.attrs.checked !== null
  const dom = createElement('li', isTask ? styles.task : styles.item)
  const box = isTask ? dom.appendChild(createTaskBox(words.taskDone)) : null
  if (box) box.disabled = !view.editable
  const contentDOM = box ? dom.appendChild(document.createElement('div')) : dom
  const draw = (node: Node) => {
    if (box) box.checked = node.attrs.checked
    dom.toggleAttribute('data-timed', node.firstChild?.attrs.at != null)
  }
  draw(firstNode)
  box?.addEventListener('change', () => {
    const pos = getPos()
    if (pos !== undefined) view.dispatch(view.state.tr.setNodeAttribute(pos, 'checked', box.checked))
  })
  return {
    dom,
    contentDOM,
    update(node) {
      if (node.type !== firstNode.type || (node.attrs.checked !== null) !== isTask) return false
      draw(node)
      return true
    },
    stopEvent: (event) => event.target === box,
    ignoreMutation: (mutation) => mutation.type === 'attributes' || mutation.target === box,
  }
}

function createTaskBox(label: string): HTMLInputElement {
  const box = createElement('input', taskStyles.box)
  box.type = 'checkbox'
  box.contentEditable = 'false'
  // Ctrl+Enter in the text ticks the box; a tab stop at each would make Tab useless in a long list.
  box.tabIndex = -1
  box.ariaLabel = label
  box.addEventListener('mousedown', (event) => event.preventDefault())
  return box
}

function createMentionView(node: Node, words: ViewWords): NodeView {
  const mention = getMention(node.attrs.href)
  const kind = parseRapporteurUrl(node.attrs.href)?.kind
  const isPerson = kind === 'contact' || kind === 'for'
  const isDate = kind === 'do' || kind === 'due'
  const className = isDate ? inline.due : `${inline.link} ${inline.message}`
  const dom = createElement('span', isPerson ? inline.contact : className)
  dom.textContent = node.attrs.label
  dom.dataset.href = node.attrs.href
  // The component that shows person cards finds names by this attribute.
  if (isPerson && mention) dom.dataset.person = node.attrs.label.replace(/^@/, '')
  if (mention) {
    dom.role = 'link'
    dom.title = words.openHint
  }
  return { dom }
}

/** Wraps the image in a span, so that a missing picture can be replaced by text. */
function createPictureView(firstNode: Node, words: ViewWords, watchText: WatchText): NodeView {
  const dom = createElement('span', styles.picture)
  const image = dom.appendChild(createElement('img', undefined))
  image.draggable = false
  let shown: { sha256: string; alt: string } = { sha256: '', alt: '' }
  let text = ''
  let unwatch = () => {}
  const describe = () => {
    image.alt = shown.alt || text || words.untitledPicture
  }
  const draw = ({ attrs }: Node) => {
    const { sha256 } = shown
    shown = { sha256: attrs.sha256, alt: attrs.alt }
    describe()
    if (sha256 === attrs.sha256) return
    image.src = getPictureAddress(attrs.sha256)
    unwatch()
    unwatch = watchText(attrs.sha256, (read) => {
      text = read?.text.replaceAll('\n', ' ') ?? ''
      describe()
    })
  }
  image.addEventListener('error', () => {
    dom.dataset.missing = `${image.alt}. ${words.missingPicture}`
  })
  image.addEventListener('load', () => {
    delete dom.dataset.missing
  })
  draw(firstNode)
  return {
    dom,
    update(node) {
      if (node.type !== firstNode.type) return false
      draw(node)
      return true
    },
    destroy: () => unwatch(),
    ignoreMutation: () => true,
  }
}

function createSourceView(tag: 'pre' | 'code', node: Node, words: ViewWords): NodeView {
  const dom = createElement(tag, styles.source)
  dom.textContent = node.attrs.text
  dom.title = words.keptSource
  return { dom }
}

function createElement<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, className: string | undefined) {
  const dom = document.createElement(tag)
  if (className) dom.className = className
  return dom
}
