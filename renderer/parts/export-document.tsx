/** The report's preview, drawn from its structure. What it holds is shown, never run or followed. */
import type { Nodes, Parents } from 'mdast'
import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import type { ExportPreview } from '../../db/contract.ts'
import styles from './export-document.module.css'
import { StoredPicture } from './stored-picture.tsx'

/** Blocks drawn at first, and added whenever the end of what is drawn comes near. */
const PAGE = 200

export const DocumentSheet = memo(function DocumentSheet({
  document: { children },
  contents,
}: {
  document: NonNullable<ExportPreview['document']>
  contents: ExportPreview['contents']
}) {
  const [drawn, setDrawn] = useState(PAGE)
  const end = useRef<HTMLDivElement>(null)
  const more = children.length > drawn
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a page was added, the end may still be near
  useEffect(() => {
    if (!more || !end.current) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setDrawn((before) => before + PAGE)
      },
      { root: end.current.closest('[role="document"]'), rootMargin: '2000px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [more, drawn])
  const title = titleBlocks(children)
  return (
    <div className={styles.sheet}>
      {drawAll(children.slice(0, title))}
      {contents && contents.entries.length > 0 && <Contents {...contents} />}
      {drawAll(children.slice(title, more ? drawn : undefined))}
      {more && <div ref={end} />}
    </div>
  )
})

/** How many blocks stand before the first part: the table of contents follows them. */
function titleBlocks(children: Nodes[]): number {
  const first = children.findIndex((node) => node.type === 'heading' && node.depth > 1)
  return first < 0 ? children.length : first
}

function Contents({ heading, entries }: NonNullable<ExportPreview['contents']>) {
  return (
    <div className={styles.contents}>
      <h3>{heading}</h3>
      {entries.map(({ id, depth, text }) => (
        <p key={id} data-depth={depth}>
          {text}
        </p>
      ))}
    </div>
  )
}

function drawAll(nodes: Nodes[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: nodes of one parsed text have no other identity, and no state
  return nodes.map((node, index) => <Node key={index} node={node} />)
}

function within(node: Parents): ReactNode {
  return drawAll(node.children)
}

/** The screen has its own first heading, so the document's begin one level lower. */
const headings = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const

function Node({ node }: { node: Nodes }): ReactNode {
  switch (node.type) {
    case 'text':
      return node.data && 'isReplaced' in node.data ? (
        <mark className={styles.replaced}>{node.value}</mark>
      ) : (
        node.value
      )
    case 'html':
      return node.value
    case 'paragraph':
      return (
        <p data-role={node.data && 'role' in node.data ? String(node.data.role) : undefined}>
          {within(node)}
        </p>
      )
    case 'heading': {
      const Heading = headings[node.depth - 1] ?? 'h6'
      return <Heading data-depth={node.depth}>{within(node)}</Heading>
    }
    case 'strong':
      return <strong>{within(node)}</strong>
    case 'emphasis':
      return <em>{within(node)}</em>
    case 'delete':
      return <del>{within(node)}</del>
    case 'highlight':
      return <mark>{within(node)}</mark>
    case 'inlineCode':
      return <code>{node.value}</code>
    case 'code':
      return <pre>{node.value}</pre>
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'blockquote':
      return <blockquote>{within(node)}</blockquote>
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{within(node)}</ol> : <ul>{within(node)}</ul>
    case 'listItem':
      return typeof node.checked === 'boolean' ? (
        <li className={styles.task}>
          <span aria-hidden className={styles.box} data-done={node.checked} />
          <div>{within(node)}</div>
        </li>
      ) : (
        <li>{within(node)}</li>
      )
    case 'link':
      return (
        <span className={styles.link} title={node.url}>
          {within(node)}
        </span>
      )
    case 'image':
      return <StoredPicture node={node} />
    case 'table':
      return (
        <table>
          <tbody>{within(node)}</tbody>
        </table>
      )
    case 'tableRow':
      return <tr>{within(node)}</tr>
    case 'tableCell':
      return <td>{within(node)}</td>
    default:
      return 'children' in node ? within(node) : null
  }
}
