/** Headings of note templates. A report leaves out such a heading if nothing is written below it. */
import type { Nodes } from 'mdast'
import { builtInTemplates } from '../../../core/i18n/built-in-templates.ts'
import { parseNote, toInlineText } from '../../../core/note-format/index.ts'
import type { Sql } from '../../store/open.ts'

/**
 * Lists the headings of the app's templates in every language, and of the delegate's own templates. Includes deleted templates, since old
 * notes may still contain their headings.
 */
export function listTemplateHeadings(sql: Sql): string[] {
  const own = sql<{ markdown: string }>('SELECT markdown FROM note_template').all()
  const builtIn = Object.values(builtInTemplates).flatMap(({ texts }) => Object.values(texts))
  const all = [...builtIn, ...own.map(({ markdown }) => markdown)]
  return [...new Set(all.flatMap((markdown) => collectHeadings(parseNote(markdown))))]
}

/** The words of the headings below a node, in document order. */
function collectHeadings(node: Nodes): string[] {
  if (node.type === 'heading') return [toInlineText(node.children)]
  return 'children' in node ? node.children.flatMap(collectHeadings) : []
}
