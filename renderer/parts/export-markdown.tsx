/** Markdown as it reads: the report's preview. What it holds is shown, never run or followed. */
import type { Nodes, Parents } from 'mdast'
import type { ReactNode } from 'react'
import { memo, useMemo } from 'react'
import { parseNote } from '../../core/note-format/index.ts'
import styles from './export-markdown.module.css'

export const MarkdownSheet = memo(function MarkdownSheet({ text }: { text: string }) {
  const root = useMemo(() => parseNote(text), [text])
  return <div className={styles.sheet}>{within(root)}</div>
})

function within(node: Parents): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: nodes of one parsed text have no other identity, and no state
  return node.children.map((child, index) => <Node key={index} node={child} />)
}

/** The screen has its own first heading, so the document's begin one level lower. */
const headings = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const

function Node({ node }: { node: Nodes }): ReactNode {
  switch (node.type) {
    case 'text':
    case 'html':
      return node.value
    case 'paragraph':
      return <p>{within(node)}</p>
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
      return node.alt
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
