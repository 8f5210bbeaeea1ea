/** Unfolds and parses content lines (RFC 5545 §3.1), and nests them in components by BEGIN and END. */
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { Problems } from './problems.ts'

export type Property = {
  name: string
  /** Names are in upper case, values without quotes. A repeated parameter keeps its first value. */
  parameters: ReadonlyMap<string, string>
  value: string
  /** The value read as TEXT, cached by getText(). */
  text: string | null
  line: number
}
export type Component = { name: string; properties: Property[]; components: Component[]; line: number }

/** Far above what any calendar needs; a larger file was made to exhaust memory. */
const MAX_DEPTH = 16
const MAX_LINES = 1_000_000

/** Reads the calendars of a stream and warns of unusable lines. Throws StoreError `bad-file` if a component is not closed. */
export function readComponents(text: string, problems: Problems): Component[] {
  const outermost: Component[] = []
  const open: Component[] = []
  for (const { line, content } of unfold(text)) {
    const property = readLine(content, line)
    if (!property) {
      if (content.trim() !== '')
        problems.add(
          message('calendar.line-ignored'),
          message('common.quoted-line', { name: shortenName(content), line }),
          'loss',
        )
      continue
    }
    if (property.name === 'BEGIN') {
      if (open.length >= MAX_DEPTH) fail(line, message('calendar.too-deep', { levels: MAX_DEPTH }))
      const component = { name: property.value.trim().toUpperCase(), properties: [], components: [], line }
      const siblings = open.at(-1)?.components ?? outermost
      siblings.push(component)
      open.push(component)
    } else if (property.name === 'END') {
      const name = property.value.trim().toUpperCase()
      const closed = open.pop()
      if (closed?.name !== name) {
        fail(
          line,
          closed
            ? message('calendar.wrong-end', { found: shortenName(name), expected: shortenName(closed.name) })
            : message('calendar.end-without-begin', { found: shortenName(name) }),
        )
      }
    } else open.at(-1)?.properties.push(property)
  }
  const unclosed = open.at(-1)
  if (unclosed)
    fail(unclosed.line, message('calendar.begin-without-end', { name: shortenName(unclosed.name) }))
  return outermost
}

function fail(line: number, problem: Message): never {
  throw new StoreError('bad-file', message('common.line-problem', { line, problem }))
}

const shortenName = (name: string): string => name.slice(0, 40)

/** Lines may end in CRLF, LF or CR, also mixed; CR CR LF, a result of double conversion, is one break. A line that begins with a blank continues the previous one. */
function* unfold(text: string): Generator<{ line: number; content: string }> {
  const lines = text.split(/\r{0,2}\n|\r/, MAX_LINES + 1)
  if (lines.length > MAX_LINES) fail(MAX_LINES, message('calendar.too-many-lines', { limit: MAX_LINES }))
  let parts: string[] = []
  let firstLine = 1
  for (const [index, content] of lines.entries()) {
    if (/^[ \t]/.test(content) && parts.length > 0) {
      parts.push(content.slice(1))
      continue
    }
    if (parts.length > 0) yield { line: firstLine, content: parts.join('') }
    parts = [content]
    firstLine = index + 1
  }
  if (parts.length > 0) yield { line: firstLine, content: parts.join('') }
}

/** `NAME;PARAMETER="a:b",c:value`. @returns null if the line has no name or no value */
function readLine(content: string, line: number): Property | null {
  const head = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)/.exec(content)
  const name = head?.[1]
  if (!head || name === undefined) return null
  const parameters = new Map<string, string>()
  let index = head[0].length
  while (content[index] === ';') {
    const end = findParameterEnd(content, index + 1)
    const parameter = content.slice(index + 1, end)
    const equals = parameter.indexOf('=')
    const key = parameter.slice(0, Math.max(equals, 0)).toUpperCase()
    if (key !== '' && !parameters.has(key)) {
      parameters.set(key, parameter.slice(equals + 1).replaceAll('"', ''))
    }
    index = end
  }
  if (content[index] !== ':') return null
  return { name: name.toUpperCase(), parameters, value: content.slice(index + 1), text: null, line }
}

/** @returns the position of the next `;` or `:` outside quotes */
function findParameterEnd(content: string, start: number): number {
  let isQuoted = false
  for (let index = start; index < content.length; index += 1) {
    const character = content[index]
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === ';' || character === ':')) return index
  }
  return content.length
}

export function getProperty(component: Component, name: string): Property | undefined {
  return component.properties.find((property) => property.name === name)
}

/** @returns a TEXT of RFC 5545 §3.3.11 with its escapes resolved; '' if the component has no property of that name */
export function getText(component: Component, name: string): string {
  const property = getProperty(component, name)
  if (!property) return ''
  // Cached: titles and descriptions are read several times, and may be megabytes of escapes.
  property.text ??= unescapeText(property.value.slice(0, MAX_VALUE_LENGTH))
  return property.text
}

/** The length that cleanText reads, in case every character is escaped. */
const MAX_VALUE_LENGTH = 800_000
/** The length that cleanLine reads, in case a property has several texts. */
const MAX_LIST_LENGTH = 40_000

/** Lists the texts of all properties of that name. Unescaped commas separate several texts in one property. */
export function getList({ properties }: Component, name: string): string[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap(({ value }) => value.slice(0, MAX_LIST_LENGTH).match(/(?:\\.|[^\\,])+/gs) ?? [])
    .map(unescapeText)
}

/** Also accepts `\"` for a quote and `\r\n` for a line break, which some programs write although RFC 5545 §3.3.11 has no such escapes. */
export function unescapeText(value: string): string {
  if (!value.includes('\\')) return value
  // Replaces whole runs: a call for each of millions of escapes would take seconds.
  return value.replaceAll(/(?:(?:\\r)?\\[nN])+|(?:\\[\\;,"])+/g, (run) =>
    /[rnN]/.test(run[1] ?? '')
      ? '\n'.repeat(run.replaceAll('\\r', '').length / 2)
      : run.replaceAll(/\\(.)/g, '$1'),
  )
}
