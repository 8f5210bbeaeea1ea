/** zod's findings in a line that names the places. */
import type { z } from 'zod'

const SHOWN = 4

/** `sessions[3].start: expected …; rooms: …; and 2 more` */
export function describeIssues(error: z.ZodError): string {
  const shown = error.issues
    .slice(0, SHOWN)
    .map(({ path, message }) => `${formatPath(path)}${lowerFirst(message)}`)
  const more = error.issues.length - shown.length
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
}

function formatPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return ''
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return `${text.replace(/^\./, '')}: `
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
