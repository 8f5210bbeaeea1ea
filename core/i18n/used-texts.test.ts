/** Texts that no source asks for any more. One that is missing, or misspelt, is for the compiler: it knows the keys (TextKey). */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import type { Texts } from './translator.ts'

const root = join(import.meta.dirname, '..', '..')

/** Where each namespace is used. */
const namespaces = { interface: 'renderer', shell: 'electron', report: 'db/export' }

test.each(Object.entries(namespaces))('every text of %s is used in %s/', (namespace, folder) => {
  const texts: Texts = JSON.parse(readFileSync(join(root, 'core/i18n/en', `${namespace}.json`), 'utf8'))
  const { strings, patterns } = findStrings(folder)
  const unused = keysOf(texts)
    .map((key) => key.replace(/_(one|other)$/, ''))
    .filter((key) => !strings.has(key) && !patterns.some((pattern) => pattern.test(key)))
  expect(unused).toEqual([])
})

function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  )
}

/** All strings of the sources of a folder, and what its templates such as `editor.commands.${id}` could be. */
function findStrings(folder: string): { strings: Set<string>; patterns: RegExp[] } {
  const strings = new Set<string>()
  const patterns: RegExp[] = []
  const sources = globSync(`${folder}/**/*.{ts,tsx}`, {
    cwd: root,
    exclude: ['**/*.test.*', '**/testing/**'],
  })
  for (const file of sources) collect(parseSync(file, readFileSync(join(root, file), 'utf8')).program)
  return { strings, patterns }

  function collect(node: unknown): void {
    if (typeof node !== 'object' || node === null) return
    if ('value' in node && typeof node.value === 'string') strings.add(node.value)
    if ('quasis' in node) patterns.push(...toPattern(node.quasis as Quasi[]))
    Object.values(node).forEach(collect)
  }
}

type Quasi = { value: { cooked: string } }

function toPattern(quasis: readonly Quasi[]): RegExp[] {
  const parts = quasis.map(({ value }) => value.cooked)
  if (!/^\w+\./.test(parts[0] ?? '')) return []
  return [new RegExp(`^${parts.map((part) => part.replaceAll(/\W/g, '\\$&')).join('[^.]+')}$`)]
}
