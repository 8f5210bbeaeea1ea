/** A read-only note: its Markdown as formatted text, with the times at the side. Unsupported Markdown is shown as source. */
import { ListPlus } from 'lucide-react'
import type { Nodes, PhrasingContent, RootContent, Table, TableRow } from 'mdast'
import { Children, type ReactNode, useMemo } from 'react'
import {
  getStart,
  getTarget,
  parseNote,
  serialiseNote,
  toInlineText,
} from '../../../../core/note-format/index.ts'
import { formatTime } from '../../../../core/time.ts'
import { IconButton } from '../../../ui/button.tsx'
import { StoredPicture } from '../../../ui/stored-picture.tsx'
import { BOLD_LINKS } from './version-marks.ts'
import { getParts, writePart } from './version-parts.ts'
import styles from './version-text.module.css'

/** `onCopy` gets one part (a paragraph or list item) as Markdown; `copyLabel` is the label of the button that copies it. */
export function VersionText({
  markdown,
  timeZone,
  onCopy,
  copyLabel = '',
}: {
  markdown: string
  timeZone: string
  onCopy?: (part: string) => void
  copyLabel?: string
}) {
  const root = useMemo(() => parseNote(markdown), [markdown])
  const parts = useMemo(() => (onCopy ? getParts(root) : root.children), [root, onCopy])
  if (!onCopy)
    return (
      <div className={styles.text} dir="auto">
        {renderBlocks(parts, timeZone)}
      </div>
    )
  return (
    <div className={styles.text} dir="auto">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change their order
        <div key={index} className={styles.part}>
          {renderBlock(part, timeZone)}
          <IconButton label={copyLabel} onPress={() => onCopy(writePart(root, part, timeZone))}>
            <ListPlus aria-hidden />
          </IconButton>
        </div>
      ))}
    </div>
  )
}

// The nodes do not change, so the index is a stable key.
function renderBlocks(nodes: readonly RootContent[], timeZone: string): ReactNode {
  return Children.toArray(nodes.map((node) => renderBlock(node, timeZone)))
}

function renderBlock(node: RootContent, timeZone: string): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return (
        <p data-kind={getStart(node.children).mark ?? undefined}>{renderPhrasing(node.children, timeZone)}</p>
      )
    case 'table':
      return renderTable(node, timeZone)
    case 'heading':
      return <p className={styles.heading}>{renderPhrasing(node.children, timeZone)}</p>
    case 'blockquote':
      return <blockquote>{renderBlocks(node.children, timeZone)}</blockquote>
    case 'list': {
      const items = Children.toArray(
        node.children.map(({ checked, children }) => (
          // biome-ignore lint/correctness/useJsxKeyInIterable: Children.toArray gives the keys
          <li data-task={typeof checked === 'boolean' ? checked : undefined}>
            {renderBlocks(children, timeZone)}
          </li>
        )),
      )
      return node.ordered ? <ol start={node.start ?? 1}>{items}</ol> : <ul>{items}</ul>
    }
    case 'thematicBreak':
      return <hr />
    case 'code':
      return <pre>{node.value}</pre>
    default:
      return <pre>{serialiseNote({ type: 'root', children: [node] }).trim()}</pre>
  }
}

function renderTable({ align, children: [headerRow, ...rows] }: Table, timeZone: string): ReactNode {
  const renderCells = (row: TableRow | undefined, Cell: 'th' | 'td') =>
    Children.toArray(
      row?.children.map(({ children }, column) => (
        // biome-ignore lint/correctness/useJsxKeyInIterable: Children.toArray gives the keys
        <Cell style={{ textAlign: align?.[column] ?? 'start' }}>{renderPhrasing(children, timeZone)}</Cell>
      )),
    )
  return (
    <table>
      <thead>
        <tr>{renderCells(headerRow, 'th')}</tr>
      </thead>
      <tbody>
        {/* biome-ignore lint/correctness/useJsxKeyInIterable: Children.toArray gives the keys */}
        {Children.toArray(rows.map((row) => <tr>{renderCells(row, 'td')}</tr>))}
      </tbody>
    </table>
  )
}

function renderPhrasing(nodes: readonly PhrasingContent[], timeZone: string): ReactNode {
  return Children.toArray(nodes.map((node) => renderInline(node, timeZone)))
}

function renderInline(node: PhrasingContent, timeZone: string): ReactNode {
  const renderChildren = (parent: Extract<Nodes, { children: PhrasingContent[] }>) =>
    renderPhrasing(parent.children, timeZone)
  switch (node.type) {
    case 'text':
      return node.value
    case 'emphasis':
      return <em>{renderChildren(node)}</em>
    case 'strong':
      return <strong>{renderChildren(node)}</strong>
    case 'delete':
      return <del>{renderChildren(node)}</del>
    case 'highlight':
      return <mark>{renderChildren(node)}</mark>
    case 'break':
      return <br />
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'link': {
      const target = getTarget(node)
      if (target?.kind === 'decision') {
        return <span role="img" aria-label={toInlineText([node])} className={styles.decision} />
      }
      if (target && BOLD_LINKS.has(target.kind)) return <strong>{renderChildren(node)}</strong>
      if (target?.kind !== 'at') return <span className={styles.link}>{renderChildren(node)}</span>
      return (
        <time dateTime={target.instant} className={styles.time}>
          {formatTime(target.instant, timeZone)}
        </time>
      )
    }
    case 'image':
      return <StoredPicture node={node} />
    default:
      return 'value' in node ? node.value : null
  }
}
