/** Describes each fault of a file with its line, the title of the item, and the name that was probably meant. */
import { basename } from 'node:path'
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'
import type { Message } from '../core/i18n/message.ts'
import type { StoreError } from '../db/errors.ts'
import { decode } from '../db/formats/decode.ts'
import { type JsonObject, toObject } from '../db/formats/json.ts'
import { type Fault, formatPath, InvalidFile } from '../db/formats/validation.ts'
import { findNearest } from './name-finder.ts'
import { createError, formatMessage, t } from './texts.ts'

/** `schema`: the JSON Schema of the file, whose names are suggested for misspelt keys. */
type Source = { file: string; bytes: Uint8Array; schema: JsonObject }

/** Throws AggregateError with one error for each fault if `read` refuses the file as invalid. */
export function listFaults<T>(source: Source, read: () => T): T {
  try {
    return read()
  } catch (error) {
    const invalid = findInvalidFile(error)
    throw invalid ? new AggregateError(splitFaults(invalid, source)) : error
  }
}

function splitFaults({ faults }: InvalidFile, { file, bytes, schema }: Source): StoreError[] {
  const root = parseJson(bytes)
  return faults.map((fault) => {
    const line = root && findLine(root, fault)
    const name = basename(file)
    const location = [
      line ? t('atLine', { name, line: String(line) }) : name,
      describePath(root, fault.path),
    ].filter((part) => part !== '')
    const problem = formatMessage(fault.problem).replace(/\.$/, '')
    const hint = root ? suggestNames(root, fault, schema) : ''
    return createError('bad-file', 'pack.faultInFile', {
      fault: location.reduceRight((inner, part) => t('ofFile', { file: part, problem: inner }), problem),
      hint,
    })
  })
}

/** A parsed JSON file, with the text that its offsets refer to. */
type Json = { text: string; tree: Node }

function parseJson(bytes: Uint8Array): Json | null {
  const beginning = Buffer.from(bytes.subarray(0, 1_000)).toString()
  if (!/^\ufeff?\s*[[{]/.test(beginning)) return null
  const text = decode(bytes)
  const tree = parseTree(text)
  return tree ? { text, tree } : null
}

/** The error of an unreadable table has the faults as its cause. */
function findInvalidFile(error: unknown): InvalidFile | null {
  if (error instanceof InvalidFile) return error
  return error instanceof Error && error.cause instanceof InvalidFile ? error.cause : null
}

/** `sessions[3].room (“Closing plenary”)` */
function describePath(root: Json | null, path: Fault['path']): string {
  if (path.length === 0) return ''
  const index = path.findIndex((step) => typeof step === 'number')
  const item = root && index >= 0 ? findNode(root, path.slice(0, index + 1)) : undefined
  const title = ['title', 'name', 'lead', 'file']
    .map((key) => readText(item, key))
    .find((text) => text !== '')
  return title === undefined ? formatPath(path) : `${formatPath(path)} (${t('quoted', { name: title })})`
}

/** @returns the line of the value, or of the object that should have it */
function findLine(root: Json, { path, problem }: Fault): number {
  const fullPath = [...path, ...listUnknownKeys(problem).slice(0, 1)]
  // The value itself, then each object around it.
  const pathsUpwards = [...fullPath.keys()].map((index) => fullPath.slice(0, fullPath.length - index))
  const node = pathsUpwards.map((step) => findNode(root, step)).find((found) => found !== undefined)
  return root.text.slice(0, node?.offset ?? 0).split(/\r\n|\n|\r/).length
}

const findNode = ({ tree }: Json, path: Fault['path']): Node | undefined =>
  findNodeAtLocation(
    tree,
    path.filter((step) => typeof step !== 'symbol'),
  )

function readText(item: Node | undefined, key: string): string {
  const value: unknown = item && findNodeAtLocation(item, [key])?.value
  return typeof value === 'string' ? value.slice(0, 80) : ''
}

const listUnknownKeys = ({ code, parameters }: Message): string[] =>
  code === 'value.unknown-keys'
    ? [...String(parameters.keys).matchAll(/"([^"]*)"/g)].map(([, key = '']) => key)
    : []

/** ` Did you mean …?`, or '' without a suggestion. */
function suggestNames({ tree }: Json, { path, problem }: Fault, schema: JsonObject): string {
  const known = listKnownKeys(schema, path).map((key) => ({ guid: key, names: [key] }))
  const keys = listUnknownKeys(problem).map((key) => findNearest(key, known))
  const list = referredLists[problem.code]
  const items = list === undefined ? [] : (findNodeAtLocation(tree, [list])?.children ?? [])
  const named = items.map((item) => ({ guid: readText(item, 'guid'), name: readText(item, 'name') }))
  const nearestItem = findNearest(
    String(problem.parameters.guid),
    named.map(({ guid, name }) => ({ guid, names: [guid, name] })),
  )
  const nearest = [...keys, nearestItem].flatMap((found) => (found ? t('quoted', { name: found.guid }) : []))
  return nearest.length === 0 ? '' : t('pack.didYouMeanNames', { names: nearest.join(', ') })
}

const referredLists: Readonly<Record<string, string>> = {
  'bundle.unknown-room': 'rooms',
  'bundle.unknown-speaker': 'speakers',
}

/** The keys that the schema allows for the object at this path. */
function listKnownKeys(schema: JsonObject, path: Fault['path']): string[] {
  const objectSchema = path.reduce<JsonObject | null>(
    (part, step) =>
      toObject(typeof step === 'number' ? part?.items : toObject(part?.properties)?.[String(step)]),
    schema,
  )
  return Object.keys(toObject(objectSchema?.properties) ?? {})
}
