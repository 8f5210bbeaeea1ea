/** The schemas in docs/ for the entries of a pack match what the reader accepts. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { resources } from '../testing/temp-store.ts'
import { PackManifest, PackSignature } from './manifest.ts'
import { packSchemas } from './schema.ts'

type Entry = Record<string, unknown>
const hash = '0f'.repeat(32)
const base = {
  format: 'rapporteur-pack',
  formatVersion: 1,
  publisher: 'Testing Office',
  createdAt: '2026-05-01T08:00:00.000Z',
  programme: { path: 'programme.json', size: 2, sha256: hash },
}
const plan: Entry = {
  path: 'floor-plans/level-1.svg',
  role: 'floor-plan',
  title: 'Level 1',
  size: 2,
  sha256: hash,
}
const manifest = (more: Entry = {}, file: Entry = {}) => ({ ...base, files: [{ ...plan, ...file }], ...more })
const text = (path: string): Entry => ({ path, role: 'document' })

const getSchema = (name: string) => JSON.parse(readFileSync(join(resources, 'docs', name), 'utf8'))
const validator = (name: string) => new Ajv2020({ validateFormats: false }).compile(getSchema(name))
const bySchema = validator('pack-format.schema.json')

test.each(Object.keys(packSchemas))(
  '%s in docs/ is generated from the schema that the reader uses',
  (name) => {
    expect(getSchema(name)).toEqual(
      JSON.parse(JSON.stringify((packSchemas as Record<string, unknown>)[name])),
    )
  },
)

const accepted: Entry[] = [
  manifest(),
  manifest({}, { title: ' हिन्दी – “Level 1” ', rooms: ['hall'], sessions: [] }),
  manifest({ publisher: 'سازمان\u200cهای مردم\u200cنهاد' }),
  manifest({ publisher: ' क्\u200dष हिन्दी ' }),
  manifest({}, text('documents/हिन्दी में (2)_a-b.c.txt')),
  manifest({}, text('documents/2026 𑀓.docx')),
  manifest({}, text('documents/_.csv')),
  manifest({}, text('documents/guide.md')),
  manifest({}, text('documents/rus.traineddata')),
  manifest({}, { path: 'floor-plans/É.jpeg' }),
  manifest({ files: [] }),
]
const refused: Entry[] = [
  manifest({}, { title: 'Level\n1' }),
  manifest({}, { title: 'Level\r1' }),
  manifest({}, { title: '  ' }),
  manifest({}, { title: 'Lev\0el' }),
  manifest({}, { role: 'document' }),
  manifest({}, { path: 'documents/level-1.svg' }),
  manifest({}, { path: 'floor-plans/a.txt' }),
  manifest({}, text('documents/setup.exe')),
  ...[
    'a/b',
    '../a',
    '.a',
    ' a',
    'a:b',
    'a*',
    "a'b",
    'a\\b',
    'a\u0007',
    'a\u0085',
    '',
    'a+b',
    'a`',
    'a^',
    'a[',
    'a{',
    '(a',
  ].map((name) => manifest({}, text(`documents/${name}.txt`))),
  manifest({}, { sha256: `${hash}\n` }),
  manifest({}, { size: 0 }),
  manifest({}, { note: 'x' }),
  manifest({ note: 'x' }),
  ...[
    '',
    ' ',
    'Hand\nOffice',
    'Hand\u001b[8m',
    'Hand\u009b',
    'Hand\u200b',
    'Hand \u202eecffO',
    'a\u00ad',
    'a\ufeffb',
    'a\u3164b',
  ].map((publisher) => manifest({ publisher })),
  manifest({ createdAt: '2026-05-01T08:00:00+02:00' }),
]
/** Cases that patterns cannot express; docs/pack-format.md lists them. */
const refusedByReaderOnly: Entry[] = [
  manifest({ publisher: 'Hand\u200dOffice' }),
  manifest({ publisher: 'Hand 3475 0f98 bd59 fcfc' }),
  manifest({ publisher: 'Hand\u{e0041}' }),
  manifest({}, text('documents/a…b.txt')),
  manifest({}, text('documents/\u0301a.txt')),
]
const isRead = (value: unknown) => PackManifest.safeParse(value).success && hasKnownEnding(value)
/** Checked after the manifest (getFileType in read-pack.ts). */
const hasKnownEnding = (value: unknown) => !JSON.stringify(value).match(/setup\.exe|floor-plans\/a\.txt/)

test('schema and reader accept and refuse the same entries', () => {
  for (const value of accepted)
    expect([isRead(value), bySchema(value)], JSON.stringify(value)).toEqual([true, true])
  for (const value of refused)
    expect([isRead(value), bySchema(value)], JSON.stringify(value)).toEqual([false, false])
  for (const value of refusedByReaderOnly)
    expect([isRead(value), bySchema(value)], JSON.stringify(value)).toEqual([false, true])
})

test('schema and reader refuse a signature with an unknown, missing or invalid field', () => {
  const validate = validator('pack-signature.schema.json')
  const signature: Entry = {
    algorithm: 'Ed25519',
    publicKey: `${'A'.repeat(43)}=`,
    signature: `${'A'.repeat(86)}==`,
  }
  const validateBoth = (value: Entry) => [PackSignature.safeParse(value).success, validate(value)]
  expect(validateBoth(signature)).toEqual([true, true])
  for (const more of [{ note: 'x' }, { algorithm: 'RSA' }, { publicKey: 'AA==' }, { signature: undefined }])
    expect(validateBoth({ ...signature, ...more })).toEqual([false, false])
})

const python = spawnSync('python3', ['-c', 'import re']).status === 0

test.runIf(python)('the patterns accept and refuse the same in Python', () => {
  const { publisher, files } = getSchema('pack-format.schema.json').properties
  const { title, path } = files.items.properties
  const getFile = (value: Entry) => (value.files as Entry[])[0] ?? plan
  const cases = (getText: (value: Entry) => unknown, pattern: string) =>
    [...accepted, ...refused].map((value) => [pattern, getText(value)] as const)
  const all = [
    ...cases((value) => value.publisher, publisher.pattern),
    ...cases((value) => getFile(value).title, title.pattern),
    ...cases((value) => getFile(value).path, path.pattern),
  ]
  const script =
    'import json,re,sys\nprint(json.dumps([bool(re.search(p,v)) for p,v in json.load(sys.stdin)]))'
  const { stdout } = spawnSync('python3', ['-c', script], { input: JSON.stringify(all), encoding: 'utf8' })
  expect(JSON.parse(stdout)).toEqual(
    all.map(([pattern, value]) => new RegExp(pattern, 'u').test(String(value))),
  )
})
