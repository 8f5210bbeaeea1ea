/** Conference packs, for whoever organises a conference (docs/pack-format.md). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { Failure } from '../../core/wire.ts'
import { StoreError } from '../../db/errors.ts'
import { mustBeFolder, writeExport } from '../../db/export/render/write-file.ts'
import { parseFile } from '../../db/import/formats/index.ts'
import { readSource } from '../../db/import/preview/source.ts'
import { getFingerprint, getPublicKey, makeKey, readKey } from '../../db/packs/keys.ts'
import { type Answer, type FileCommand, UsageError } from '../command.ts'
import { formatCount } from '../counted.ts'
import { inEnglish } from '../in-english.ts'
import { withFileNamed } from '../pack-programme.ts'
import { preparePack } from '../prepare-pack.ts'
import { readingOptions, readReading } from '../reading.ts'

export const packKeygen: FileCommand = {
  name: 'pack keygen',
  summary:
    'Make the key with which you sign your packs. Keep it: delegates are warned when another one signs',
  options: { '--out <file>': 'the file to write' },
  runOnFiles: ({ one }) => {
    const out = resolve(one('out') ?? fail('Say the file: --out FILE'))
    // A new key under the old name could not be told apart from the old one.
    if (existsSync(out))
      throw new StoreError('file-access', inEnglish(`${out} is there already: a key is never written over.`))
    mustBeFolder(dirname(out))
    const pem = makeKey()
    writeFileSync(out, pem, { mode: 0o600, flag: 'wx' })
    const publicKey = getPublicKey(readKey(pem))
    const fingerprint = getFingerprint(publicKey)
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
    const key = withFileNamed(keyFile, () => readKey(readFileSync(resolve(keyFile), 'utf8')))
    const { plan, programme, pack, failures, warnings } = preparePack(file, readReading(words), key)
    if (!plan || !programme || !pack) return refuse(failures)
    const saved = writeExport(out, pack)
    const fingerprint = getFingerprint(getPublicKey(key))
    return {
      json: { ...saved, fingerprint, sessions: programme.sessions.length, warnings },
      text: [
        `${saved.path} (${saved.bytes} bytes): ${programme.conference.title}, ${formatCount(programme.sessions.length, 'session')}, ` +
          `${formatCount(plan.floorPlans.length, 'floor plan')}, ${formatCount(plan.documents.length, 'document')}`,
        `Fingerprint: ${fingerprint}`,
        ...warnings.map((warning) => `  warning: ${warning}`),
      ].join('\n'),
    }
  },
}

export const packCheck: FileCommand = {
  name: 'pack check',
  arguments: '<pack.json>',
  summary:
    'Say everything that is wrong with a pack before it is built; warns of double bookings, misspelt rooms and the like',
  options: readingOptions,
  runOnFiles: (words) => {
    const [file = ''] = words.values
    const { programme, failures, warnings } = preparePack(file, readReading(words), readKey(makeKey()))
    const faults = failures.map((failure) => failure.message)
    const sessions = programme?.sessions.length ?? 0
    return {
      json: { faults, warnings, sessions },
      text: [
        `${file}: ${formatCount(sessions, 'session')}, ${formatCount(faults.length, 'fault')}, ${formatCount(warnings.length, 'warning')}`,
        ...faults.map((fault) => `  fault: ${fault}`),
        ...warnings.map((warning) => `  warning: ${warning}`),
      ].join('\n'),
      failed: faults.length > 0,
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
    const fingerprint = getFingerprint(publicKey)
    const { slug, title, revision } = conference
    return {
      json: {
        conference: { slug, title, revision },
        version: revision,
        publisher,
        publicKey,
        fingerprint,
        createdAt,
        sessions: sessions.length,
        keyMessages: keyMessages.length,
        organisations: directory.length,
        files,
      },
      text: [
        `${title} (${slug}), version ${revision}`,
        `Signed by ${publisher}, ${createdAt}`,
        `Fingerprint: ${fingerprint}`,
        [
          formatCount(sessions.length, 'session'),
          formatCount(keyMessages.length, 'key message'),
          formatCount(directory.length, 'organisation'),
        ].join(', '),
        ...files.map(({ guid, title: name, size, type }) => `  ${guid}: ${name} (${type}, ${size} bytes)`),
      ].join('\n'),
    }
  },
}

/** Refuses a wrong extension instead of adding one: scripts would not find the file, and it might overwrite another. */
function packName(name: string): string {
  if (/[^/\\]\.rapporteur-pack$/i.test(name)) return name
  fail(
    `--out ${name}: the name of a pack ends in .rapporteur-pack, by which delegates' computers open it: --out ${name.replace(/\.(?:zip)?$/i, '')}.rapporteur-pack`,
  )
}

/** Prints one failure per line; JSON joins them. */
function refuse(failures: readonly Failure[]): Answer {
  const lines = failures.map((failure) => failure.message)
  return {
    json: { error: { code: failures[0]?.code ?? 'bad-file', message: lines.join(' ') } },
    text: '',
    failures: lines,
  }
}

function fail(usage: string): never {
  throw new UsageError(usage)
}
