/** Parses the Markdown of the help into topics with short entries. Pure. */
import type { Nodes, RootContent } from 'mdast'
import { parseNote } from '../../../core/note-format/index.ts'

export type HelpEntry = { title: string; text: string; blocks: RootContent[] }
export type HelpTopic = { title: string; entries: HelpEntry[] }

/** `#` starts a topic, `##` an entry. */
export function parseHelp(markdown: string): HelpTopic[] {
  const topics: HelpTopic[] = []
  for (const node of parseNote(markdown).children) {
    const topic = topics.at(-1)
    const entry = topic?.entries.at(-1)
    if (node.type === 'heading' && node.depth === 1) topics.push({ title: getText(node), entries: [] })
    else if (node.type === 'heading') topic?.entries.push({ title: getText(node), text: '', blocks: [] })
    else if (entry) {
      entry.blocks.push(node)
      entry.text += `${getText(node)} `
    }
  }
  return topics
}

function getText(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(getText).join('') : ''
}

/** @returns the entries for which `matches` accepts the text of the entry or of its topic */
export function filterHelp(
  topics: readonly HelpTopic[],
  matches: (...texts: string[]) => boolean,
): HelpTopic[] {
  return topics
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter((entry) => matches(title, entry.title, entry.text)),
    }))
    .filter(({ entries }) => entries.length > 0)
}
