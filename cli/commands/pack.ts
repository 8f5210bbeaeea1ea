/** Conference packs, for whoever organises a conference (docs/pack-format.md). */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Failure } from '../../core/wire.ts'
import type { ProgrammeChanges } from '../../db/contract/index.ts'
import { assertIsFolder, writeExport } from '../../db/export/render/write-file.ts'
import type { Comparison } from '../../db/import/matching/compare.ts'
import { endorseKey, getFingerprint, getPublicKey, makeKey, readKey } from '../../db/packs/keys.ts'
import { type Answer, type FileCommand, UsageError } from '../command.ts'
import { writeDelegateMessage } from '../delegate-message.ts'
import { describeChanges } from '../describe-changes.ts'
import { getEndorsementFile, readEndorsement, readKeyFile } from '../key-file.ts'
import { nameFileInErrors } from '../pack-programme.ts'
import { preparePack } from '../prepare-pack.ts'
import {
  comparePacks,
  findUpdateFaults,
  findVersionFaults,
  type PackFile,
  parsePack,
  readPackFile,
} from '../previous-pack.ts'
import { parseReadingOptions, readingOptionTexts } from '../reading-options.ts'
import { createError, formatFailure, t } from '../texts.ts'
import { passphraseOption, readPassphrase } from './sharing.ts'

export const packKeygen: FileCommand = {
  name: 'pack keygen',
  summary: 'pack.keygenSummary',
  options: { '--out <file>': 'options.out', '--replaces <file>': 'pack.replaces', ...passphraseOption },
  runOnFiles: ({ getOption }) => {
    const out = resolve(getOption('out') ?? failWithUsage(t('usage.missingOut')))
    // A new key under the same name could be confused with the old key.
    if (existsSync(out)) throw createError('file-access', 'pack.keyIsThere', { path: out })
    assertIsFolder(dirname(out))
    const passphrase = readPassphrase(getOption('passphrase-file'))
    const replaced = getOption('replaces')
    const former = replaced === undefined ? null : readKeyFile(replaced, passphrase)
    const pem = makeKey(passphrase)
    const publicKey = getPublicKey(readKey(pem, passphrase))
    writeFileSync(out, pem, { mode: 0o600, flag: 'wx' })
    if (former) writeFileSync(getEndorsementFile(out), JSON.stringify(endorseKey(former, publicKey)))
    const fingerprint = getFingerprint(publicKey)
    return {
      json: { path: out, publicKey, fingerprint },
      text: `${out}\n${t('pack.fingerprint', { fingerprint })}`,
    }
  },
}

export const packBuild: FileCommand = {
  name: 'pack build',
  arguments: '<pack.json>',
  summary: 'pack.buildSummary',
  options: {
    '--key <file>': 'pack.key',
    ...passphraseOption,
    '--out <file>': 'pack.out',
    '--previous <file>': 'pack.previous',
    '--message <file>': 'pack.message',
    ...readingOptionTexts,
  },
  runOnFiles: (args) => {
    const {
      values: [file = ''],
      getOption,
    } = args
    const keyFile = getOption('key') ?? failWithUsage(t('pack.sayKey'))
    const out = resolve(toPackName(getOption('out') ?? failWithUsage(t('pack.missingOut'))))
    const previous = getOption('previous')
    const messageFile = getOption('message')
    if (messageFile !== undefined && previous === undefined) failWithUsage(t('pack.messageNeedsPrevious'))
    const key = readKeyFile(keyFile, readPassphrase(getOption('passphrase-file')))
    const { plan, programme, pack, failures, warnings } = preparePack(file, parseReadingOptions(args), {
      key,
      endorsement: readEndorsement(keyFile, key),
    })
    if (!plan || !programme || !pack) return reportFailures(failures)
    const after = parsePack(pack, out)
    const update =
      previous === undefined ? null : nameFileInErrors(previous, () => prepareUpdate(previous, after))
    const faults = [...(update?.faults ?? []), ...findVersionFaults(out, after, previous)]
    if (faults.length > 0)
      return reportFailures(faults.map((fault) => ({ code: 'bad-file', message: fault })))
    const saved = writeExport(out, pack)
    if (update && messageFile !== undefined) writeExport(resolve(messageFile), encodeTextFile(update.message))
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
        t('pack.built', {
          file: t('written', { path: saved.path, count: saved.bytes }),
          contents: [
            programme.conference.title,
            t('count.sessions', { count: programme.sessions.length }),
            t('count.floorPlans', { count: plan.floorPlans.length }),
            t('count.documents', { count: plan.documents.length }),
          ].join(', '),
        }),
        t('pack.fingerprint', { fingerprint }),
        ...(update ? [t('pack.delegatesSee'), ...update.changes.map((change) => `  ${change}`)] : []),
        ...warnings.map(describeWarning),
      ].join('\n'),
    }
  },
}

const encodeTextFile = (text: string) => new TextEncoder().encode(`${text}\n`)

/** Lists the changes since the previous pack as `import --dry-run` would show them to delegates. */
function prepareUpdate(previous: string, after: PackFile) {
  const before = readPackFile(previous)
  const changes = comparePacks(before, after)
  const { timeZone } = after.bundle.conference
  return {
    faults: findUpdateFaults(before, after),
    changes: describeChanges(dropUserData(changes), timeZone, { all: true }),
    message: writeDelegateMessage(before, after, changes),
  }
}

/** Removes the delegate's stars and notes, which the organiser does not know. */
function dropUserData({ sessions, otherChanges }: Comparison): ProgrammeChanges {
  const mine = { starred: false, notes: 0 }
  return { ...otherChanges, sessions: sessions.map((session) => ({ ...session, mine })) }
}

export const packCheck: FileCommand = {
  name: 'pack check',
  arguments: '<pack.json>',
  summary: 'pack.checkSummary',
  options: readingOptionTexts,
  runOnFiles: (args) => {
    const [file = ''] = args.values
    const { programme, failures, warnings } = preparePack(file, parseReadingOptions(args), {
      key: readKey(makeKey()),
    })
    const faults = failures.map(formatFailure)
    const sessions = programme?.sessions.length ?? 0
    return {
      json: { faults, warnings, sessions },
      text: [
        t('ofFile', {
          file,
          problem: [
            t('count.sessions', { count: sessions }),
            t('count.faults', { count: faults.length }),
            t('count.warnings', { count: warnings.length }),
          ].join(', '),
        }),
        ...faults.map((fault) => `  ${t('pack.fault', { fault })}`),
        ...warnings.map(describeWarning),
      ].join('\n'),
      failed: faults.length > 0,
    }
  },
}

export const packInspect: FileCommand = {
  name: 'pack inspect',
  arguments: '<file>',
  summary: 'pack.inspectSummary',
  runOnFiles: ({ values: [file = ''] }) => {
    const { bundle, pack } = readPackFile(file)
    const { conference, sessions, keyMessages, directory } = bundle
    const { publisher, publicKey, createdAt, address, files } = pack
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
        address,
        sessions: sessions.length,
        keyMessages: keyMessages.length,
        organisations: directory.length,
        files,
      },
      text: [
        t('pack.conference', { title, slug, version: String(revision) }),
        t('pack.signedBy', { publisher, date: createdAt }),
        t('pack.fingerprint', { fingerprint }),
        ...(address === null ? [] : [t('pack.address', { address })]),
        [
          t('count.sessions', { count: sessions.length }),
          t('count.keyMessages', { count: keyMessages.length }),
          t('count.organisations', { count: directory.length }),
        ].join(', '),
        ...files.map(
          ({ guid, title: name, size, type }) => `  ${t('pack.file', { guid, name, type, count: size })}`,
        ),
      ].join('\n'),
    }
  },
}

/** Refuses a wrong extension instead of adding one: scripts would not find the file, and it might overwrite another. */
function toPackName(name: string): string {
  if (/[^/\\]\.rapporteur-pack$/i.test(name)) return name
  failWithUsage(t('pack.extension', { name, better: `${name.replace(/\.(?:zip)?$/i, '')}.rapporteur-pack` }))
}

const describeWarning = (warning: string): string => `  ${t('warning', { warning })}`

/** Prints one failure per line; JSON joins them. */
function reportFailures(failures: readonly Failure[]): Answer {
  const lines = failures.map(formatFailure)
  return {
    json: { error: { code: failures[0]?.code ?? 'bad-file', message: lines.join(' ') } },
    text: '',
    failures: lines,
  }
}

function failWithUsage(usage: string): never {
  throw new UsageError(usage)
}
