/** The examples in docs/ for organisers are valid and can be imported. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { getBytes, importFile } from '../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../testing/parse-with-english-warnings.ts'
import { createTempStore, resources, unwrap } from '../testing/temp-store.ts'
import { DirectoryList, KeyMessageList, PackPlan } from './description.ts'

const inDocs = (name: string) => readFileSync(join(resources, 'docs', name), 'utf8')
const readExample = (name: string) => JSON.parse(/```json\n([\s\S]*?)\n```/.exec(inDocs(name))?.[1] ?? '')
const validator = (name: string) =>
  new Ajv2020({ validateFormats: false, allErrors: true }).compile(JSON.parse(inDocs(name)))

test('the conference JSON in the docs validates, imports, and shows every key', async () => {
  const example = readExample('conference-json.md')
  const validate = validator('conference-json.schema.json')
  expect([validate(example), validate.errors]).toEqual([true, null])
  const { bundle, warnings } = parseWithEnglishWarnings(getBytes(example), 'conference.json')
  expect(warnings).toEqual([])
  // The first session and everything outside sessions has no default values, except a link's title and a paragraph's `missing`.
  const { sessions, ...rest } = bundle
  const keys = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (key, inner) => (['title', 'missing'].includes(key) ? undefined : inner)),
    )
  expect(keys(rest)).toEqual(keys({ ...example, sessions: undefined }))
  expect(keys(sessions[0])).toEqual(keys(example.sessions[0]))
  const { conference } = unwrap(await importFile(createTempStore(), example))
  expect(conference.slug).toBe('testing-days')
  // Mistakes of an organiser who had no schema.
  const [message] = example.keyMessages
  const wrongs = [
    { ...example, keyMessages: [{ ...message, number: 1 }] },
    { ...example, keyMessages: [{ ...message, points: ['First point'] }] },
    { ...example, conference: { ...example.conference, introduction: ['Hello'] } },
    { ...example, directory: [{ ...example.directory[0], kind: 'agency' }] },
  ]
  for (const wrong of wrongs) expect(validate(wrong)).toBe(false)
})

/** All keys that some object of a schema requires. */
function listRequiredKeys(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const own = 'required' in schema && Array.isArray(schema.required) ? schema.required : []
  return [...own, ...Object.values(schema).flatMap(listRequiredKeys)]
}

test('the docs show in bold exactly what the schema requires', () => {
  const bold = [...inDocs('conference-json.md').matchAll(/\*\*`(\w+)`\*\*/g)].map(([, key]) => key)
  const required = listRequiredKeys(JSON.parse(inDocs('conference-json.schema.json')))
  expect(new Set(bold)).toEqual(new Set(required))
})

test('the pack.json in the docs validates, and its example lists are read', () => {
  const example = readExample('pack-format.md')
  const validate = validator('pack-json.schema.json')
  expect([validate(example), validate.errors]).toEqual([true, null])
  expect(PackPlan.parse(example)).toMatchObject({ keyMessages: 'messages.json', version: 3 })
  expect(Object.keys(PackPlan.shape).sort()).toEqual(Object.keys(example).sort())
  const [messages, directory] = [...inDocs('pack-format.md').matchAll(/`(\[\{ "guid".*?\}\])`/g)].map(
    ([, list]) => JSON.parse(list ?? ''),
  )
  expect(KeyMessageList.parse(messages)).toHaveLength(1)
  expect(DirectoryList.parse(directory)).toHaveLength(1)
  expect(validate({ ...example, documents: [{ file: 'a.pdf' }] })).toBe(false)
})

test('the docs of the conference JSON have a sentence for every key of the schema, and mark those that are required', () => {
  const text = inDocs('conference-json.md')
  const documented = [...text.matchAll(/^\| (\*\*)?`([^`]+)`(?:\*\*)? \| .+\. \|$/gm)].map(
    ([, bold, key]) => `${bold ?? ''}${key}`,
  )
  const keys = listKeys(JSON.parse(inDocs('conference-json.schema.json')))
  expect([...new Set(keys)].filter((key) => !documented.includes(key))).toEqual([])
  expect(documented.filter((key) => !keys.includes(key))).toEqual([])
})

type Schema = {
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
}

/** All keys at any depth; `**` before those that are required. */
function listKeys({ properties = {}, required = [], items, anyOf = [] }: Schema): string[] {
  const own = Object.keys(properties).map((key) => `${required.includes(key) ? '**' : ''}${key}`)
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...anyOf]
  return [...own, ...inner.flatMap(listKeys)]
}
