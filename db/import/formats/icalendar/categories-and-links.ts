/** Reads an event's categories and links. */

import { type Component, getList, getProperty } from '../../../formats/read-content-lines.ts'
import { cleanLine } from '../../../formats/text.ts'
import { isKind } from '../../values/kinds.ts'
import type { RawLink } from '../../values/links.ts'

/**
 * @returns the categories (RFC 5545 §3.8.1.2), in order, each once. `kinds`: the kinds of session among them. `track`: the
 * other categories
 */
export function getCategories(event: Component): { all: string[]; kinds: string[]; track: string | null } {
  const all = [...new Set(getList(event, 'CATEGORIES').map(cleanLine))].filter((category) => category !== '')
  const topics = all.filter((category) => !isKind(category))
  return { all, kinds: all.filter(isKind), track: topics.length === 0 ? null : cleanLine(topics.join(', ')) }
}

/** Reads URL and ATTACH (RFC 5545 §3.8.4.6, §3.8.1.1), CONFERENCE (RFC 7986 §5.11) and Google's property for it. */
export function getLinks(event: Component): RawLink[] {
  const url = getProperty(event, 'URL')?.value ?? ''
  return [
    ...(url.trim() === '' ? [] : [{ kind: 'page' as const, title: '', url }]),
    ...event.properties.flatMap(({ name, parameters, value }): RawLink[] => {
      const isBinary = parameters.get('VALUE')?.toUpperCase() === 'BINARY' || parameters.has('ENCODING')
      if (name === 'ATTACH' && !isBinary) {
        const title = parameters.get('FILENAME') ?? parameters.get('X-FILENAME') ?? ''
        return /^(?:cid:|file:|$)/i.test(value.trim()) && title === ''
          ? []
          : [{ kind: 'attachment', title, url: value }]
      }
      return name === 'CONFERENCE' || name === 'X-GOOGLE-CONFERENCE'
        ? [{ kind: 'link', title: parameters.get('LABEL') ?? '', url: value }]
        : []
    }),
  ]
}
