/** Conference packs, for whoever organises a conference (docs/pack-format.md). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../../db/errors.ts'
import { mustBeFolder, writeExport } from '../../db/export/render/write-file.ts'
import { readJson } from '../../db/formats/json.ts'
import { describeIssues } from '../../db/formats/validation.ts'
import { parseFile } from '../../db/import/formats/index.ts'
import { MAX_FILE_BYTES, readSource } from '../../db/import/preview/source.ts'
import type { ConferenceBundle } from '../../db/model.ts'
import { PackPlan } from '../../db/packs/description.ts'
import { fingerprintOf, makeKey, publicKeyOf, readKey } from '../../db/packs/keys.ts'
import { buildPack, type PackSource } from '../../db/packs/write-pack.ts'
import { readChosen } from '../../db/store/chosen-file.ts'
import { type FileCommand, UsageError } from '../command.ts'
import { counted } from '../counted.ts'
import { inEnglish } from '../in-english.ts'
import { LARGEST, ofFile, programmeOf } from '../pack-programme.ts'
import { readingOptions, readReading } from '../reading.ts'

export const packKeygen: FileCommand = {
  name: 'pack keygen',
  summary:
    'Make the key with which you sign your packs. Keep it: delegates are warned when another one signs',
  options: { '--out <file>': 'the file to write' },
  runOnFiles: ({ one }) => {
    const out = resolve(one('out') ?? fail('Say the file: --out FILE'))
    // Another key under the name of the old one could not be told from it any more.
    if (existsSync(out))
      throw new StoreError('file-access', inEnglish(`${out} is there already: a key is never written over.`))
    mustBeFolder(dirname(out))
    const pem = makeKey()
    writeFileSync(out, pem, { mode: 0o600, flag: 'wx' })
    const publicKey = publicKeyOf(readKey(pem))
    const fingerprint = fingerprintOf(publicKey)
    return { json: { path: out, publicKey, fingerprint }, text: `${out}\nFingerprint: ${fingerprint}` }
  },
}

export const packBuild: FileCommand = {
  name: 'pack build',
  arguments: '<pack.json>',
  summary:
    'Make a conference pack of a programme (in any format that is imported), floor plans and documents, as pack.json lists them',
  options: {
    '--key <file>': 'the key that signs it, as keygen made it',
    '--out <file>': 'the file to write, FILE.rapporteur-pack',
    ...readingOptions,
  },
  runOnFiles: (words) => {
    const {
      values: [file = ''],
      one,
    } = words
    const keyFile = one('key') ?? fail('Say the key: --key FILE')
    const out = resolve(packName(one('out') ?? fail('Say the file: --out FILE.rapporteur-pack')))
    const reading = readReading(words)
    const key = ofFile(keyFile, () => readKey(readFileSync(resolve(keyFile), 'utf8')))
    const plan = ofFile(file, () => readPlan(resolve(file)))
    const at = (path: string) => resolve(dirname(resolve(file)), path)
    const { programme, warnings } = programmeOf(plan, at, reading)
    const sources = sourcesOf(plan, programme, at)
    const size = sources.reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (size > MAX_FILE_BYTES)
      throw new StoreError(
        'bad-file',
        inEnglish(
          `Floor plans and documents are larger than ${LARGEST} together, the most that a pack holds.`,
        ),
      )
    const pack = buildPack(programme, sources, {
      publisher: plan.publisher,
      createdAt: new Date().toISOString(),
      key,
    })
    // What would be refused is told to who makes it, and not only to who gets it.
    parseFile(pack, basename(out))
    const saved = writeExport(out, pack)
    const fingerprint = fingerprintOf(publicKeyOf(key))
    return {
      json: { ...saved, fingerprint, sessions: programme.sessions.length, warnings },
      text: [
        `${saved.path} (${saved.bytes} bytes): ${programme.conference.title}, ${counted(programme.sessions.length, 'session')}, ` +
          `${counted(plan.floorPlans.length, 'floor plan')}, ${counted(plan.documents.length, 'document')}`,
        `Fingerprint: ${fingerprint}`,
        ...warnings.map((warning) => `  warning: ${warning}`),
      ].join('\n'),
    }
  },
}

export const packInspect: FileCommand = {
  name: 'pack inspect',
  arguments: '<file>',
  summary: 'Check a conference pack and say what is in it and who signed it; nothing is imported',
  runOnFiles: ({ values: [file = ''] }) => {
    const { bundle, pack } = parseFile(readSource(resolve(file)), basename(file))
    if (!pack) throw new StoreError('bad-file', inEnglish(`${file} is not a conference pack.`))
    const { conference, sessions, keyMessages, directory } = bundle
    const { publisher, publicKey, createdAt, files } = pack
    const fingerprint = fingerprintOf(publicKey)
    const { slug, title, revision } = conference
    return {
      json: { conference: { slug, title, revision }, publisher, publicKey, fingerprint, createdAt, files },
      text: [
        `${title} (${slug}), version ${revision}`,
        `Signed by ${publisher}, ${createdAt}`,
        `Fingerprint: ${fingerprint}`,
        [
          counted(sessions.length, 'session'),
          counted(keyMessages.length, 'key message'),
          counted(directory.length, 'organisation'),
        ].join(', '),
        ...files.map(({ guid, title: name, size, type }) => `  ${guid}: ${name} (${type}, ${size} bytes)`),
      ].join('\n'),
    }
  },
}

/** Under another name than the one that was said no script would find it, and what lies there would be written over. */
function packName(name: string): string {
  if (/[^/\\]\.rapporteur-pack$/i.test(name)) return name
  fail(
    `--out ${name}: the name of a pack ends in .rapporteur-pack, by which delegates' computers open it: --out ${name.replace(/\.(?:zip)?$/i, '')}.rapporteur-pack`,
  )
}

function readPlan(path: string): PackPlan {
  const checked = PackPlan.safeParse(
    readJson(
      readChosen(path, MAX_FILE_BYTES, () => inEnglish(`${basename(path)} is larger than ${LARGEST}.`)),
    ),
  )
  if (!checked.success)
    throw new StoreError(
      'bad-file',
      message('common.with-detail', { name: basename(path), detail: describeIssues(checked.error) }),
    )
  return checked.data
}

/** Throws for what no pack holds. */
function readPart(path: string): Uint8Array {
  const tooLarge = () => inEnglish(`The file is larger than ${LARGEST}, the most that a pack holds.`)
  const bytes = readChosen(path, MAX_FILE_BYTES, tooLarge)
  if (bytes.length === 0) throw new StoreError('bad-file', message('common.file-empty'))
  return bytes
}

function sourcesOf(plan: PackPlan, programme: ConferenceBundle, at: (path: string) => string): PackSource[] {
  const rooms = guidsIn('room', programme.rooms)
  const sessions = guidsIn(
    'session',
    programme.sessions.map(({ guid, title }) => ({ guid, name: title })),
  )
  const source = (
    role: PackSource['role'],
    file: PackPlan['documents'][number] | PackPlan['floorPlans'][number],
  ) => ({
    role,
    title: file.title,
    fileName: basename(file.file),
    bytes: ofFile(file.file, () => readPart(at(file.file))),
    rooms: 'rooms' in file ? file.rooms.map(rooms) : [],
    sessions: 'sessions' in file ? file.sessions.map(sessions) : [],
  })
  return [
    ...plan.floorPlans.map((file) => source('floor-plan', file)),
    ...plan.documents.map((file) => source('document', file)),
  ]
}

/** By guid or name, as an organiser knows them. */
function guidsIn(what: string, items: readonly { guid: string; name: string }[]): (named: string) => string {
  return (named) => {
    const byGuid = items.find(({ guid }) => guid === named)
    if (byGuid) return byGuid.guid
    const [found, ...others] = items.filter(({ name }) => name === named)
    if (!found) throw new StoreError('bad-file', inEnglish(`The programme has no ${what} “${named}”.`))
    if (others.length > 0) {
      const guids = [found, ...others].map(({ guid }) => guid).join(', ')
      throw new StoreError(
        'bad-file',
        inEnglish(`The programme has more than one ${what} “${named}”. Name it by its guid: ${guids}.`),
      )
    }
    return found.guid
  }
}

function fail(usage: string): never {
  throw new UsageError(usage)
}
