/** Converts marks of two equal characters, `==highlight==` and `~~strikethrough~~`, between mdast and Markdown. */
import type { Parent, PhrasingContent } from 'mdast'
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown'
import {
  type ConstructName,
  defaultHandlers,
  type Handle,
  type Options as ToMarkdown,
} from 'mdast-util-to-markdown'

export interface Highlight extends Parent {
  type: 'highlight'
  children: PhrasingContent[]
}

declare module 'mdast' {
  interface PhrasingContentMap {
    highlight: Highlight
  }
  interface RootContentMap {
    highlight: Highlight
  }
}
declare module 'mdast-util-to-markdown' {
  interface ConstructNameMap {
    highlight: 'highlight'
    strikethrough: 'strikethrough'
  }
}

/** Constructs in a paragraph or heading whose content is not read as Markdown. */
export const literalConstructs: ConstructName[] = [
  'autolink',
  'destinationLiteral',
  'destinationRaw',
  'reference',
  'titleQuote',
  'titleApostrophe',
]

export function highlightFromMarkdown(): FromMarkdown {
  return {
    canContainEols: ['highlight'],
    enter: {
      highlight(token) {
        this.enter({ type: 'highlight', children: [] }, token)
      },
    },
    exit: {
      highlight(token) {
        this.exit(token)
      },
    },
  }
}

export function marksToMarkdown(): ToMarkdown {
  return {
    handlers: {
      highlight: handleDoubledMark('=', 'highlight'),
      delete: handleDoubledMark('~', 'strikethrough'),
      text: writeText,
    },
    // Only pairs are marks, so `~30 people` and `a = b` need no escape. Uses lookaround, since a pattern must not consume the characters it
    // skips.
    unsafe: ['=', '~'].flatMap((character) => [
      { character, after: `(?=${character})`, inConstruct: 'phrasing', notInConstruct: literalConstructs },
      { character, before: `(?<=${character})`, inConstruct: 'phrasing', notInConstruct: literalConstructs },
    ]),
  }
}

/**
 * Names the characters of a mark in `attention`. Within a paragraph or heading, to-markdown then writes the mark itself and chooses the
 * escapes around it. It would call the function for a mark elsewhere, but notes have none there.
 */
function handleDoubledMark(character: string, construct: ConstructName): Handle {
  return Object.assign(
    (): string => {
      throw new Error(`${construct} stands outside of a paragraph or heading`)
    },
    {
      attention: () => ({ construct, markers: [character], sizes: [2] }),
      peek: () => character,
    },
  )
}

/**
 * Escapes underscores in text beside a mark. Within a word an underscore needs no escape. But beside a mark the library may write a letter
 * as a character reference, and the underscore is then no longer within a word. The library handles this only for its own marks.
 */
const writeText: Handle = (node, parent, state, info) => {
  const safe = defaultHandlers.text(node, parent, state, info)
  const isBesideMark = /[~=]$/.test(info.before) || /^[~=]/.test(info.after)
  return isBesideMark ? safe.replaceAll(/(?<!\\)((?:\\\\)*)_/g, '$1\\_') : safe
}
