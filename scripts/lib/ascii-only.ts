import type { Plugin } from 'vite'

/**
 * V8 stores an ASCII script with one byte per character and decodes it fast; a single Cyrillic letter or curly quotation mark doubles the
 * size of the whole script. So this writes other characters as `\u` escapes.
 */
export function createAsciiOnlyPlugin(): Plugin {
  return {
    name: 'ascii-only',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = toAscii(file.code)
      }
    },
  }
}

/**
 * Escapes all characters beyond ASCII. They occur only in comments, strings and regular expressions, and in `String.raw` only for the
 * source of a regular expression, where an escape means the same character.
 */
export function toAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
