/** Conference packs, for whoever organises a conference (docs/pack-format.md). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Failure } from '../../core/wire.ts'
import type { ProgrammeChanges } from '../../db/contract/index.ts'
import { StoreError } from '../../db/errors.ts'
import { mustBeFolder, writeExport } from '../../db/export/render/write-file.ts'
import type { Comparison } from '../../db/import/matching/compare.ts'
import { getFingerprint, getPublicKey, makeKey, readKey } from '../../db/packs/keys.ts'
import { type Answer, type FileCommand, UsageError } from '../command.ts'
import { formatCount } from '../counted.ts'
import { writeMessage } from '../delegate-message.ts'
import { describeChanges } from '../describe-changes.ts'
import { inEnglish } from '../in-english.ts'
import { withFileNamed } from '../pack-programme.ts'
import { preparePack } from '../prepare-pack.ts'
import {
  comparePacks,
  findUpdateFaults,
  findVersionFault,
  type PackFile,
  parsePack,
  readPackFile,
} from '../previous-pack.ts'
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
    '--previous <file>':
      'the pack that delegates have: says what changes for them, and refuses what they could not update to',
    '--message <file>': 'with --previous: write a draft of the message to delegates, in four languages',
    ...readingOptions,
  },
  runOnFiles: (words) => {
    const {
      values: [file = ''],
      one,
    } = words
    const keyFile = one('key') ?? fail('Say the key: --key FILE')
    const out = resolve(packName(one('out') ?? fail('Say the file: --out FILE.rapporteur-pack')))
    const previous = one('previous')
    const messageFile = one('message')
    if (messageFile !== undefined && previous === undefined)
      fail('--message tells what changes: say since which pack, --previous FILE')
    const key = withFileNamed(keyFile, () => readKey(readFileSync(resolve(keyFile), 'utf8')))
    const { plan, programme, pack, failures, warnings } = preparePack(file, readReading(words), key)
    if (!plan || !programme || !pack) return refuse(failures)
    const after = parsePack(pack, out)
    const update =
      previous === undefined ? null : withFileNamed(previous, () => prepareUpdate(previous, after))
    const faults = update?.faults ?? [findVersionFault(out, after)].filter((fault) => fault !== null)
    if (faults.length > 0) return refuse(faults.map((fault) => ({ code: 'bad-file', message: fault })))
    const saved = writeExport(out, pack)
    if (update && messageFile !== undefined) writeExport(resolve(messageFile), getBytes(update.message))
    const fingerprint = getFingerprint(getPublicKey(key))
    return {
      json: {
        ...saved,
        fingerprint,
        sessions: programme.sessions.length,
        warnings,
        changes: update?.changes ?? [],
      },
      text: [
        `${saved.path} (${saved.bytes} bytes): ${programme.conference.title}, ${formatCount(programme.sessions.length, 'session')}, ` +
          `${formatCount(plan.floorPlans.length, 'floor plan')}, ${formatCount(plan.documents.length, 'document')}`,
        `Fingerprint: ${fingerprint}`,
        ...(update ? [`Delegates will see:`, ...update.changes.map((change) => `  ${change}`)] : []),
        ...warnings.map((warning) => `  warning: ${warning}`),
      ].join('\n'),
    }
  },
}

const getBytes = (text: string) => new TextEncoder().encode(`${text}\n`)

/** What changes for delegates who have the pack before, as `import --dry-run` would tell them. */
function prepareUpdate(previous: string, after: PackFile) {
  const before = readPackFile(previous)
  const changes = comparePacks(before, after)
  const { timeZone } = after.bundle.conference
  return {
    faults: findUpdateFaults(before, after),
    changes: describeChanges(withoutMine(changes), timeZone, true),
    message: writeMessage(before, after, changes),
  }
}

/** A delegate's stars and notes are not known here. */
function withoutMine({ sessions, beside }: Comparison): ProgrammeChanges {
  const mine = { starred: false, notes: 0 }
  return { ...beside, sessions: sessions.map((session) => ({ ...session, mine })) }
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
    const { bundle, pack } = readPackFile(file)
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
