import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { languages } from '../../core/i18n/language.ts'
import type { Texts } from '../../core/i18n/translator.ts'
import { findStart } from './limit-start.ts'

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
        const modules = bundle && findStart(entry, bundle).flatMap((chunk) => Object.values(chunk.modules))
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
 * @returns the texts that the code, which is not minified, can use. A string in the code is the key of a text; if it ends with a period or
 * an expression follows, it is the beginning of keys
 */
export function pickTexts(texts: Texts, code: string): Texts {
  const strings = code.matchAll(/["'`]([A-Za-z][\w-]*\.[\w.-]*)(["'`]|\$\{)/g)
  const whole = new Set<string>()
  const beginnings: string[] = []
  for (const [, string = '', end] of strings) {
    if (end === '${' || string.endsWith('.')) beginnings.push(string)
    else whole.add(string)
  }
  return pick(texts, '')

  function pick(group: Texts, path: string): Texts {
    const picked = Object.entries(group).flatMap(([name, text]): [string, string | Texts][] => {
      const key = `${path}${name}`
      if (typeof text === 'string') return isUsed(key) ? [[name, text]] : []
      const below = pick(text, `${key}.`)
      return Object.keys(below).length > 0 ? [[name, below]] : []
    })
    return Object.fromEntries(picked)
  }
  function isUsed(key: string): boolean {
    return (
      whole.has(key) ||
      whole.has(key.replace(/_(?:zero|one|two|few|many|other)$/, '')) ||
      beginnings.some((beginning) => key.startsWith(beginning))
    )
  }
}
