/**
 * Limits the size of drawings, since a small file can repeat shapes so often that drawing them freezes the window or exhausts its memory.
 */
import { SaxesParser } from 'saxes'
import { type Message, message } from '../../core/i18n/message.ts'
import { decode } from '../formats/decode.ts'

/** A window draws this many in less than a second; a floor plan has hundreds or thousands. */
const MAX_ELEMENTS = 50_000
const MAX_MB = 8

export function findTooMuchToDraw(bytes: Uint8Array): Message | null {
  if (bytes.length > MAX_MB * 1024 * 1024) return message('svg.too-large', { megabytes: MAX_MB })
  const text = decode(bytes)
  return countTags(text) > MAX_ELEMENTS || (/[<:]use\b/.test(text) && repeatsTooMuch(text))
    ? message('svg.too-many-elements', { limit: MAX_ELEMENTS })
    : null
}

/** Counts tags without a parser, since a parser that is stricter than the window's would stop earlier. */
function countTags(text: string): number {
  let count = 0
  for (const _ of text.matchAll(/<[^/!?]/g)) {
    count += 1
    if (count > MAX_ELEMENTS) break
  }
  return count
}

/** `begin` and `end` count elements of the document; `firstUse` and `endUse` count its "use" elements. */
type Part = { begin: number; end: number; firstUse: number; endUse: number }

/** Counts elements as the window draws them: each "use" is replaced by a copy of its target, and so is each "use" in the copy. */
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
  // A drawing that is not well-formed is not shown.
  if (!isWellFormed) return false
  const copied: Part[] = [{ begin: 0, end: count, firstUse: 0, endUse: uses.length }]
  for (let part = copied.pop(); part; part = copied.pop()) {
    for (const use of uses.slice(part.firstUse, part.endUse)) {
      const target = named.get(use)
      if (!target) continue
      count += target.end - target.begin
      // Also ends the loop for a "use" within its own target.
      if (count > MAX_ELEMENTS) return true
      copied.push(target)
    }
  }
  return false
}
