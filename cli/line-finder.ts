/** Finds the line of a text in a file, for messages. */
import { basename } from 'node:path'
import { t } from './texts.ts'

export type LineFinder = {
  /** @returns the line, or null if the text is on no line or on several */
  find(text: string): number | null
  /** `pack.json, line 8`, or only the file name. */
  locate(text: string): string
}

export function createLineFinder(file: string, bytes: Uint8Array): LineFinder {
  const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/)
  const find = (text: string) => {
    const first = lines.findIndex((line) => line.includes(text))
    if (first === -1 || lines.slice(first + 1).some((line) => line.includes(text))) return null
    return first + 1
  }
  return {
    find,
    locate: (text) => {
      const line = find(text)
      return line === null ? basename(file) : t('atLine', { name: basename(file), line: String(line) })
    },
  }
}
