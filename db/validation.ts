/** zod's findings in a line that names the places. */
import type { z } from 'zod'
import { inEnglish, listed, quoted, type Said, said } from '../core/said.ts'

const SHOWN = 4

/** `sessions[3].start: expected …; rooms: …; and 2 more` */
export function describeIssues(error: z.ZodError): Said {
  const shown = listed(
    error.issues
      .slice(0, SHOWN)
      .map(({ path, message }) => said`${formatPath(path)}${issueOf(lowerFirst(message))}`),
  )
  const more = error.issues.length - SHOWN
  return more > 0 ? said`${shown}; and ${more} more.` : said`${shown}.`
}

/** What our own rules say of a file from outside, as the schemas word it. */
const findings = [
  said`holds characters that turn the order of letters around`,
  said`holds characters that cannot be seen`,
  said`holds what could pass for the fingerprint of a key`,
  said`is in the folder of the other role`,
]

/** zod's most frequent findings have words for people, in other languages too. */
function issueOf(message: string): Said {
  if (/^invalid input: expected .*, received undefined$/.test(message)) return said`is missing`
  if (/^too small: expected string .*>=1 /.test(message)) return said`is empty`
  const [, keys] = /^unrecognized keys?: (.*)$/.exec(message) ?? []
  if (keys !== undefined) return said`unknown: ${keys}`
  const [, longest] = /^too big: expected string .*<=(\d+) /.exec(message) ?? []
  if (longest !== undefined) return said`is longer than ${longest} characters`
  const [, expected, received] = /^invalid input: expected (\w+), received (\w+)$/.exec(message) ?? []
  return expected !== undefined && received !== undefined
    ? said`invalid input: expected ${expected}, received ${received}`
    : (findings.find((finding) => inEnglish(finding) === message) ?? quoted(message))
}

function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return ''
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return `${text.replace(/^\./, '')}: `
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
