/** zod's findings in a line that names the places. */
import type { z } from 'zod'
import { inEnglish, listed, quoted, type Said, said } from '../../core/message.ts'

const SHOWN = 4

/** `sessions[3].start: expected …; rooms: …; and 2 more` */
export function describeIssues(error: z.ZodError): Said {
  const shown = listed(
    error.issues.slice(0, SHOWN).map((issue) => said`${formatPath(issue.path)}${issueOf(issue)}`),
  )
  const more = error.issues.length - SHOWN
  return more > 0 ? said`${shown}; and ${more} more.` : said`${shown}.`
}

type Issue = z.core.$ZodIssue

/** What zod finds has words for people, in other languages too; and so has what our own rules say of a file from outside. */
function issueOf(issue: Issue): Said {
  const message = lowerFirst(issue.message)
  const own = findings.find((finding) => inEnglish(finding) === message)
  if (own) return own
  const [, bytes] = /^expected (\d+) bytes as base64$/.exec(message) ?? []
  return bytes === undefined
    ? (ofType(issue) ?? ofSize(issue) ?? ofValue(issue) ?? quoted(message))
    : said`expected ${bytes} bytes as base64`
}

/** As the schemas word it. */
const findings = [
  said`expected a date such as 2016-11-17`,
  said`expected an instant such as 2016-11-17T13:30:00.000Z`,
  said`expected a language such as en`,
  said`expected lower-case words joined by hyphens`,
  said`expected one line`,
  said`expected a web or mail address`,
  said`expected an IANA time zone such as Europe/Paris`,
  said`expected a SHA-256 as 64 small hexadecimal digits`,
  said`expected a file in floor-plans/ or documents/, its name of letters with their marks, digits, spaces and . _ ( ) -`,
  said`a contact needs a name`,
  said`holds half a character or a NUL`,
  said`holds characters that turn the order of letters around`,
  said`holds characters that cannot be seen`,
  said`holds what could pass for the fingerprint of a key`,
  said`is in the folder of the other role`,
]

const types: Readonly<Record<string, Said>> = {
  string: said`text`,
  number: said`a number`,
  int: said`a whole number`,
  boolean: said`true or false`,
  array: said`a list`,
  object: said`an object`,
  record: said`an object`,
}
const typeNamed = (name: string): Said => types[name] ?? quoted(name)

function ofType(issue: Issue): Said | null {
  const [, received] = / received (\w+)$/.exec(issue.message) ?? []
  if (received === 'undefined') return said`is missing`
  if (issue.code !== 'invalid_type') return null
  const expected = typeNamed(issue.expected)
  return received === undefined || (issue.expected === 'int' && received === 'number')
    ? said`expected ${expected}`
    : said`expected ${expected}, found ${typeNamed(received)}`
}

function ofSize(issue: Issue): Said | null {
  if (issue.code === 'too_big') {
    const most = Number(issue.maximum)
    if (issue.origin === 'string') return said`is longer than ${most} characters`
    if (issue.origin === 'array') return said`holds more than ${most} entries`
    return issue.origin === 'number' && issue.inclusive ? said`is more than ${most}` : null
  }
  if (issue.code !== 'too_small') return null
  const least = Number(issue.minimum)
  if (issue.origin === 'string')
    return least === 1 ? said`is empty` : said`is shorter than ${least} characters`
  if (issue.origin === 'array') return said`holds fewer than ${least} entries`
  return issue.origin === 'number' && issue.inclusive ? said`is less than ${least}` : null
}

function ofValue(issue: Issue): Said | null {
  const [, keys] = /^Unrecognized keys?: (.*)$/s.exec(issue.message) ?? []
  if (keys !== undefined) return said`unknown: ${keys}`
  if (issue.code === 'invalid_value') {
    const [only, ...others] = issue.values.map((value) => JSON.stringify(value))
    return others.length === 0
      ? said`expected ${only ?? 'null'}`
      : said`expected one of ${[only, ...others].join(', ')}`
  }
  if (issue.code === 'invalid_union') return said`is none of what may stand here`
  if (issue.code !== 'invalid_format') return null
  if (issue.format === 'datetime')
    return said`expected a time with its offset, such as 2016-11-17T14:30:00+01:00`
  if (issue.format === 'uuid') return said`expected a UUID`
  return issue.format === 'regex' ? said`does not match the pattern ${issue.pattern ?? ''}` : null
}

function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return ''
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return `${text.replace(/^\./, '')}: `
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
