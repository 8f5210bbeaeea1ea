/** Describes what is wrong with a file, with the places, in one line or as a list. */
import type { z } from 'zod'
import { type Message, type MessageCode, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

/** `path`: the place in the JSON; empty if the problem names its place itself. */
export type Fault = { path: readonly PropertyKey[]; problem: Message }

/** Refuses a file with all of its faults. The message shows the first of them. */
export class InvalidFile extends StoreError {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[], shown: Message = describeFaults(faults)) {
    super('bad-file', shown)
    this.faults = faults
  }
}

const MAX_LISTED_FAULTS = 4

/** `sessions[3].start: expected …; rooms: …; and 2 more` */
export function describeIssues(error: z.ZodError): Message {
  return describeFaults(getFaults(error))
}

function describeFaults(faults: readonly Fault[]): Message {
  const shown = faults.slice(0, MAX_LISTED_FAULTS).map(addPath)
  const more = faults.length - MAX_LISTED_FAULTS
  return more > 0
    ? message('value.more-problems', { problems: shown, more })
    : message('common.sentence', { text: shown })
}

export function getFaults(error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({ path: issue.path, problem: describeIssue(issue) }))
}

type Issue = z.core.$ZodIssue

function addPath({ path, problem }: Fault): Message {
  return path.length === 0
    ? problem
    : message('common.with-detail', { name: formatPath(path), detail: problem })
}

/** Describes an issue of zod, or one of our own schemas, whose messages are codes. */
function describeIssue(issue: Issue): Message {
  if (isCode(issue.message)) return message(issue.message)
  const text = lowerFirst(issue.message)
  return (
    describeType(issue) ?? describeSize(issue) ?? describeValue(issue) ?? message('common.verbatim', { text })
  )
}

const isCode = (text: string): text is MessageCode => /^value\.[a-z\d-]+$/.test(text)

const types: Readonly<Record<string, Message>> = {
  string: message('type.text'),
  number: message('type.number'),
  int: message('type.whole-number'),
  boolean: message('type.boolean'),
  array: message('type.list'),
  object: message('type.object'),
  record: message('type.object'),
}
const describeTypeName = (name: string): Message => types[name] ?? message('common.verbatim', { text: name })

function describeType(issue: Issue): Message | null {
  const [, received] = / received (\w+)$/.exec(issue.message) ?? []
  if (received === 'undefined') return message('value.missing')
  if (issue.code !== 'invalid_type') return null
  const expected = describeTypeName(issue.expected)
  return received === undefined || (issue.expected === 'int' && received === 'number')
    ? message('value.expected', { expected })
    : message('value.expected-found', { expected, found: describeTypeName(received) })
}

function describeSize(issue: Issue): Message | null {
  if (issue.code === 'too_big') {
    const maximum = Number(issue.maximum)
    if (issue.origin === 'string') return message('value.too-long', { count: maximum })
    if (issue.origin === 'array') return message('value.too-many-entries', { count: maximum })
    return issue.origin === 'number' && issue.inclusive
      ? message('value.too-large', { limit: maximum })
      : null
  }
  if (issue.code !== 'too_small') return null
  const minimum = Number(issue.minimum)
  if (issue.origin === 'string')
    return minimum === 1 ? message('value.empty') : message('value.too-short', { count: minimum })
  if (issue.origin === 'array') return message('value.too-few-entries', { count: minimum })
  return issue.origin === 'number' && issue.inclusive ? message('value.too-small', { limit: minimum }) : null
}

function describeValue(issue: Issue): Message | null {
  const [, keys] = /^Unrecognized keys?: (.*)$/s.exec(issue.message) ?? []
  if (keys !== undefined) return message('value.unknown-keys', { keys })
  if (issue.code === 'invalid_value') {
    const [only, ...others] = issue.values.map((value) => JSON.stringify(value))
    return others.length === 0
      ? message('value.expected', { expected: only ?? 'null' })
      : message('value.expected-one-of', { values: [only, ...others].join(', ') })
  }
  if (issue.code === 'invalid_union') return message('value.no-match')
  if (issue.code !== 'invalid_format') return null
  if (issue.format === 'datetime') return message('value.time-with-offset')
  if (issue.format === 'uuid') return message('value.uuid')
  return issue.format === 'regex' ? message('value.pattern', { pattern: issue.pattern ?? '' }) : null
}

/** `sessions[3].start` */
export function formatPath(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return text.replace(/^\./, '')
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
