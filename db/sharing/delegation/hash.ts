import { createHash } from 'node:crypto'

/** @returns a short hash of a value that can be written as JSON */
export function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)
}
