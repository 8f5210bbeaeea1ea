/** A drawing of more than a window can draw freezes it, and ends it where memory does: 2,000,000 squares are 137 KB in a pack. */
import { SaxesParser } from 'saxes'
import { type Message, message } from '../../core/i18n/message.ts'
import { decode } from '../formats/decode.ts'

/** Drawn in less than a second; a plan of a building has hundreds or thousands. */
const MOST_ELEMENTS = 50_000
const MOST_MB = 8

export function tooMuchToDraw(bytes: Uint8Array): Message | null {
  if (bytes.length > MOST_MB * 1024 * 1024) return message('svg.too-large', { megabytes: MOST_MB })
  const text = decode(bytes)
  return tagsIn(text) > MOST_ELEMENTS || (/[<:]use\b/.test(text) && repeatsTooMuch(text))
    ? message('svg.too-many-elements', { limit: MOST_ELEMENTS })
    : null
}

/** Without a parser: one that is stricter than the window's would end before it does. */
function tagsIn(text: string): number {
  let count = 0
  for (const _ of text.matchAll(/<[^/!?]/g)) {
    count += 1
    if (count > MOST_ELEMENTS) break
  }
  return count
}

/** Elements by their place in the document, and “use” by its place among all “use”. */
type Part = { begin: number; end: number; firstUse: number; endUse: number }

/** As the window does it: each “use” becomes a copy of what it names, and so does each in the copy. */
function repeatsTooMuch(text: string): boolean {
  const parser = new SaxesParser({ xmlns: true })
  const open: Part[] = []
  const named = new Map<string, Part>()
  const uses: string[] = []
  let count = 0
  let isWellFormed = true
  parser.on('error', () => {
    isWellFormed = false
  })
  parser.on('opentag', ({ local, attributes }) => {
    const part = { begin: count, end: count, firstUse: uses.length, endUse: uses.length }
    count += 1
    open.push(part)
    for (const { local: name, value } of Object.values(attributes)) {
      if (name === 'id' && !named.has(value)) named.set(value, part)
      if (local === 'use' && name === 'href') uses.push(value.trim().replace(/^#/, ''))
    }
  })
  parser.on('closetag', () => {
    const part = open.pop()
    if (part) Object.assign(part, { end: count, endUse: uses.length })
  })
  parser.write(text).close()
  // What is not well-formed is not shown.
  if (!isWellFormed) return false
  const copied: Part[] = [{ begin: 0, end: count, firstUse: 0, endUse: uses.length }]
  for (let part = copied.pop(); part; part = copied.pop()) {
    for (const use of uses.slice(part.firstUse, part.endUse)) {
      const target = named.get(use)
      if (!target) continue
      count += target.end - target.begin
      // Also where one is within what it names.
      if (count > MOST_ELEMENTS) return true
      copied.push(target)
    }
  }
  return false
}
