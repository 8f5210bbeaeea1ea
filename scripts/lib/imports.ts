import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'

export type Import = { name: string; isType: boolean }
export type Source = { file: string; lines: number; imports: Import[] }

/** Sources and style sheets of the folders, with what they import: files as paths from `root`, packages by name. */
export function readSources(root: string, folders: readonly string[]): Source[] {
  return globSync(`{${folders.join()}}/**/*.{ts,tsx,css}`, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const imports = file.endsWith('.css') ? [] : findImports(file, text)
      return { file, lines: text.split('\n').length - 1, imports }
    })
}

/** `isType`: the import loads nothing. The URL of a worker is not an import, since the worker runs in another thread. */
export function findImports(file: string, text: string): Import[] {
  const { module } = parseSync(file, text)
  const imports: Import[] = []
  const add = (specifier: string, isType: boolean) => {
    const name = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier
    imports.push({ name, isType })
  }
  const isTypeOnly = (start: number) => /^(?:import|export)\s+type\b/.test(text.slice(start, start + 20))
  for (const { start, moduleRequest } of module.staticImports) add(moduleRequest.value, isTypeOnly(start))
  for (const { start, entries } of module.staticExports) {
    const from = entries.find(({ moduleRequest }) => moduleRequest)?.moduleRequest
    if (from) add(from.value, isTypeOnly(start))
  }
  // Searches the text, since the parser lists `import('…')` in expressions but not in types.
  const inExpressions = new Set(module.dynamicImports.map(({ start }) => start))
  for (const match of text.matchAll(/\bimport\(\s*(['"])([^'"]+)\1\s*\)/g)) {
    add(match[2] ?? '', !inExpressions.has(match.index))
  }
  return imports
}
