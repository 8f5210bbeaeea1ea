import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { languages } from '../../core/i18n/language.ts'
import type { Texts } from '../../core/i18n/translator.ts'
import { findStartChunks } from './limit-start.ts'

/**
 * Puts the texts that the code of `entry` uses at the start into the page, in each language, so that the first frame needs no other file
 * for them. The development server, which has no bundle, puts all texts there.
 */
export function createFirstTextsPlugin(entry: string, folder: URL): Plugin {
  return {
    name: 'first-texts',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const modules =
          bundle && findStartChunks(entry, bundle).flatMap((chunk) => Object.values(chunk.modules))
        const code = modules?.map((module) => module.code ?? '').join('\n')
        return languages.map((language) => {
          const path = new URL(`${language}/interface.json`, folder)
          const all: Texts = JSON.parse(readFileSync(path, 'utf8'))
          const texts = code === undefined ? all : pickTexts(all, code)
          return {
            tag: 'script',
            attrs: { type: 'application/json', id: `texts-${language}` },
            children: JSON.stringify(texts).replaceAll('<', '\\u003c'),
            injectTo: 'body' as const,
          }
        })
      },
    },
  }
}

/**
 * @returns the texts that the code, which is not minified, can use. A string in the code is the key of a text, or the beginning of keys if
 * it ends with a period or an expression follows it
 */
export function pickTexts(texts: Texts, code: string): Texts {
  const strings = code.matchAll(/["'`]([A-Za-z][\w-]*\.[\w.-]*)(["'`]|\$\{)/g)
  const keys = new Set<string>()
  const beginnings: string[] = []
  for (const [, string = '', end] of strings) {
    if (end === '${' || string.endsWith('.')) beginnings.push(string)
    else keys.add(string)
  }
  return pickUsed(texts, '')

  /** `path`: the names of the groups around this one, as the beginning of its keys. */
  function pickUsed(group: Texts, path: string): Texts {
    const picked: Record<string, string | Texts> = {}
    for (const [name, text] of Object.entries(group)) {
      const key = `${path}${name}`
      if (typeof text === 'string') {
        if (isUsed(key)) picked[name] = text
        continue
      }
      const subgroup = pickUsed(text, `${key}.`)
      if (Object.keys(subgroup).length > 0) picked[name] = subgroup
    }
    return picked
  }
  function isUsed(key: string): boolean {
    return (
      keys.has(key) ||
      keys.has(key.replace(/_(?:zero|one|two|few|many|other)$/, '')) ||
      beginnings.some((beginning) => key.startsWith(beginning))
    )
  }
}
