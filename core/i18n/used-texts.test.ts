/** Finds texts that no source uses, and calls whose parameters differ from those of their text. The compiler finds wrong keys (TextKey). */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import type { Texts } from './translator.ts'

const root = join(import.meta.dirname, '..', '..')

/** The folder in which each namespace is used. */
const namespaces = {
  interface: 'renderer',
  shell: 'electron',
  report: 'db/export',
  messages: '{core,net,db,cli}',
  cli: 'cli',
  organisers: 'cli',
}

test.each(Object.entries(namespaces))('every text of %s is used in %s/', (namespace, folder) => {
  const texts = read(namespace)
  const { strings, patterns } = findStrings(folder)
  const unused = getKeys(texts)
    .map(withoutForm)
    .filter((key) => !strings.has(key) && !patterns.some((pattern) => pattern.test(key)))
  expect(unused).toEqual([])
})

/** Functions that take a key of the namespace with its parameters. */
const translators = {
  shell: ['translate', 't'],
  messages: ['message'],
  cli: ['t', 'toMessage', 'createError'],
  interface: ['t'],
  report: ['t', 'translate'],
} as const

test.each(Object.entries(translators))('every text of %s gets all its parameters', (namespace, functions) => {
  const texts = flatten(read(namespace))
  const wrong = parse(namespaces[namespace as keyof typeof namespaces]).flatMap(({ file, program }) =>
    findCalls(program, functions).flatMap(({ code, parameters }) => {
      const text = texts.get(code) ?? texts.get(`${code}_other`) ?? ''
      const expected = [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()
      return String(expected) === String(parameters) ? [] : [`${file}: ${code} (${parameters})`]
    }),
  )
  expect(wrong).toEqual([])
})

test('the codes in schemas are codes of messages', () => {
  const codes = new Set(getKeys(read('messages')).map(withoutForm))
  const used = [...findStrings('{core,db,cli}').strings].filter((text) => /^value\.[a-z\d-]+$/.test(text))
  expect(used.length).toBeGreaterThan(10)
  expect(used.filter((code) => !codes.has(code))).toEqual([])
})

function read(namespace: string): Texts {
  return JSON.parse(readFileSync(join(root, 'core/i18n/en', `${namespace}.json`), 'utf8'))
}

const withoutForm = (key: string) => key.replace(/_(one|other)$/, '')

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

type MessageCall = { code: string; parameters: string[] }
type CallNode = { callee: { name?: string }; arguments: { value?: unknown; properties?: PropertyNode[] }[] }
/** `key` is missing if the property is a spread object. */
type PropertyNode = { key?: { name: string } }

/** Calls such as message('code', { name: … }) or createError('not-found', 'code', { name: … }) with a literal code. */
function findCalls(node: unknown, functions: readonly string[]): MessageCall[] {
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap((child) => findCalls(child, functions))
  if (!('type' in node) || node.type !== 'CallExpression') return inside
  const { callee, arguments: values } = node as unknown as CallNode
  const [code, parameters] = callee.name === 'createError' ? values.slice(1) : values
  if (!functions.includes(callee.name ?? '') || typeof code?.value !== 'string') return inside
  const properties = parameters ? parameters.properties : []
  // Parameters in a variable cannot be checked here.
  if (!properties?.every(({ key }) => key)) return inside
  const names = properties.map(({ key }) => key?.name ?? '').sort()
  return [{ code: code.value, parameters: names }, ...inside]
}

function getKeys(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : getKeys(value, `${prefix}${key}.`),
  )
}

/** Collects all string literals in a folder, and patterns for its template literals such as `editor.commands.${id}`. */
function findStrings(folder: string): { strings: Set<string>; patterns: RegExp[] } {
  const strings = new Set<string>()
  const patterns: RegExp[] = []
  for (const { program } of parse(folder)) collect(program)
  return { strings, patterns }

  function collect(node: unknown): void {
    if (typeof node !== 'object' || node === null) return
    if ('value' in node && typeof node.value === 'string') strings.add(node.value)
    if ('quasis' in node) patterns.push(...toPattern(node.quasis as Quasi[]))
    Object.values(node).forEach(collect)
  }
}

function parse(folder: string): { file: string; program: unknown }[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/*.test.*', '**/testing/**'] }).map(
    (file) => ({ file, program: parseSync(file, readFileSync(join(root, file), 'utf8')).program }),
  )
}

type Quasi = { value: { cooked: string } }

function toPattern(quasis: readonly Quasi[]): RegExp[] {
  const parts = quasis.map(({ value }) => value.cooked)
  if (!/^\w+\./.test(parts[0] ?? '')) return []
  return [new RegExp(`^${parts.map((part) => part.replaceAll(/\W/g, '\\$&')).join('[^.]+')}$`)]
}
