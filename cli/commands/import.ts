import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { parseAddress } from '../../core/address.ts'
import type { ImportChoice, ProgrammeAddress } from '../../db/contract/index.ts'
import { StoreError, toFailure } from '../../db/errors.ts'
import { findProgrammes, isFolder } from '../../db/import/preview/folder.ts'
import { applyTitle } from '../../db/import/preview/preview-import.ts'
import { ConferenceSlug, line } from '../../db/model.ts'
import type { Store } from '../../db/open-store.ts'
import {
  type Answer,
  type Command,
  callStore,
  callStoreAsync,
  type ParsedArguments,
  UsageError,
} from '../command.ts'
import { describePreview, describeResult, type Preview, type Result } from '../describe-import.ts'
import {
  addFileName,
  parseReadingOptions,
  type ReadingOptions,
  readingOptionTexts,
} from '../reading-options.ts'
import { createError, formatFailure, formatMessage, t } from '../texts.ts'
import { getPassphrase, importShared, passphraseOption } from './sharing.ts'

export const importFiles: Command = {
  name: 'import',
  arguments: '<file|folder...>',
  summary: 'import.summary',
  options: {
    ...readingOptionTexts,
    '--dry-run': 'import.dryRun',
    '--all': 'import.all',
    '--title <title>': 'import.title',
    '--as-new': 'import.asNew',
    '--update <slug>': 'import.update',
    '--cancel-missing': 'import.cancelMissing',
    '--keep-missing': 'import.keepMissing',
    '--link <old=new...>': 'import.link',
    '--trust-key': 'import.trustKey',
    '--address <address>': 'import.address',
    '--stars': 'import.stars',
    ...passphraseOption,
  },
  run: async (store, args) => {
    const reading = parseReadingOptions(args)
    const choice = readChoice(args)
    const isPreview = args.hasOption('dry-run')
    if (args.hasOption('all') && !isPreview) throw new UsageError(t('import.allNeedsDryRun'))
    const passphrase = getPassphrase(args)
    const title = await readTitle(args)
    const origin = readOrigin(args)
    return joinAnswers(
      await attemptAll(store, args.values, origin, async (grant, path): Promise<Answer> => {
        if (callStore(store, 'import.kind', { grant }) === 'notes') {
          if (title !== undefined) throw new UsageError(t('import.titleOfNotes', { file: basename(path) }))
          const [stars, trustKey] = [args.hasOption('stars'), args.hasOption('trust-key')]
          return importShared(store, path, { passphrase, isPreview, stars, trustKey })
        }
        const options = {
          reading,
          choice,
          title,
          isPreview,
          listsAllChanges: args.hasOption('all'),
          trustKey: args.hasOption('trust-key'),
        }
        return await importOrPreview(store, grant, options)
      }),
    )
  },
}

type ImportOptions = Partial<ImportTarget> & {
  reading?: ReadingOptions
  isPreview: boolean
  listsAllChanges: boolean
  trustKey: boolean
}

/** Imports a programme, or only reports what the import would change. */
export async function importOrPreview(store: Store, grant: string, options: ImportOptions): Promise<Answer> {
  const { reading = noReading, choice, title, isPreview, listsAllChanges, trustKey } = options
  if (isPreview) {
    const preview = await previewProgramme(store, grant, reading, { choice, title })
    return { json: preview, text: describePreview(preview, listsAllChanges) }
  }
  const result = await importProgramme(store, grant, reading, { choice, title, trustKey })
  return { json: result, text: describeResult(result) }
}

const noReading: ReadingOptions = { timeZone: undefined, columns: undefined, dateOrder: undefined }

/** The conference that the file updates, or the title of a new one. */
type ImportTarget = { choice: ImportChoice | undefined; title: string | undefined }

/** The address from which newer programmes will be downloaded. */
function readOrigin({ getOption }: ParsedArguments): ProgrammeAddress | undefined {
  const addressText = getOption('address')
  if (addressText === undefined) return undefined
  const address = parseAddress(addressText)
  if (address === null) throw new UsageError(t('import.invalidAddress', { address: addressText }))
  return { address, etag: null, sha256: null }
}

async function readTitle({ values, getOption }: ParsedArguments): Promise<string | undefined> {
  const title = getOption('title')
  if (title === undefined) return undefined
  if (!line.safeParse(title).success) throw new UsageError(t('import.titleLine'))
  if (getOption('update') !== undefined) throw new UsageError(t('import.titleOfUpdate'))
  const [first = '', ...others] = values
  if (others.length > 0 || (isFolder(first) && (await findFilesIn(first)).length > 1))
    throw new UsageError(t('import.titleOfSeveral'))
  return title
}

function readChoice(args: ParsedArguments): ImportChoice | undefined {
  const { hasOption, getOption, getOptionValues } = args
  const slug = getOption('update')
  const hasUpdateOptions =
    hasOption('cancel-missing') || hasOption('keep-missing') || getOptionValues('link') !== undefined
  if (hasOption('as-new')) {
    if (slug !== undefined || hasUpdateOptions) throw new UsageError(t('import.asNewUpdatesNothing'))
    return { update: null }
  }
  if (slug === undefined) {
    if (hasUpdateOptions) throw new UsageError(t('import.missingUpdate'))
    return undefined
  }
  if (hasOption('cancel-missing') && hasOption('keep-missing')) {
    throw new UsageError(t('import.cancelOrKeep'))
  }
  const checked = ConferenceSlug.safeParse(slug)
  if (!checked.success) throw new UsageError(t('import.invalidSlug', { slug }))
  // By default, sessions that the file lacks are kept: a calendar invitation has one session and must not cancel the others.
  const links = readLinks(args)
  return { update: checked.data, missing: hasOption('cancel-missing') ? 'cancel' : 'keep', ...links }
}

/** Reads `--link OLD=NEW`, which may be given several times. */
function readLinks({ getOptionValues }: ParsedArguments): { links?: Record<string, string> } {
  const pairs = getOptionValues('link')
  if (!pairs) return {}
  const links = pairs.map((text) => {
    const [old, current, ...others] = text.split('=')
    if (!old || !current || others.length > 0) throw new UsageError(t('import.linkNeedsTwo', { text }))
    return [old, current] as const
  })
  return { links: Object.fromEntries(links) }
}

async function importProgramme(
  store: Store,
  grant: string,
  reading: ReadingOptions,
  target: ImportTarget & { trustKey: boolean },
): Promise<Result> {
  const {
    update: _,
    warnings,
    ...result
  } = await callStoreAsync(store, 'import.file', {
    grant,
    ...reading,
    ...target,
  })
  return { ...result, warnings: warnings.map(formatMessage) }
}

async function previewProgramme(
  store: Store,
  grant: string,
  reading: ReadingOptions,
  { choice, title }: ImportTarget,
): Promise<Preview> {
  const preview = await callStoreAsync(store, 'import.preview', { grant, ...reading, choice })
  await callStoreAsync(store, 'import.discard', { grant })
  if (!preview) throw new Error('the file was discarded while it was read')
  if ('problem' in preview) throw new StoreError('bad-file', preview.problem)
  const getTitle = (slug: string) => preview.matches.find((match) => match.slug === slug)?.title ?? slug
  // Throws if the file updates a conference, which keeps its title.
  applyTitle(preview.suggested, title, getTitle)
  const conference = { ...preview.conference, title: title?.trim() ?? preview.conference.title }
  return { ...preview, conference, warnings: preview.warnings.map(formatMessage) }
}

async function findFilesIn(path: string): Promise<string[]> {
  if (!isFolder(path)) return [path]
  const { importers } = await import('../../db/import/formats/index.ts')
  const extensions = [...importers.flatMap((importer) => importer.extensions), 'rapporteur', 'age']
  const found = findProgrammes(path, extensions)
  if (found.length > 0) return found
  throw createError('bad-file', 'import.emptyFolder', { path })
}

/** The outcome for one file. */
type Attempt = Answer | { file: string; error: unknown }

/** Tries every file. If one fails, the others are still imported and reported. */
async function attemptAll(
  store: Store,
  paths: readonly string[],
  origin: ProgrammeAddress | undefined,
  run: (grant: string, path: string) => Promise<Answer>,
): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  const attempt = async <T>(file: string, act: () => Promise<T>): Promise<T | null> => {
    try {
      return await act()
    } catch (error) {
      attempts.push({ file, error: addFileName(file, error) })
      return null
    }
  }
  for (const named of paths) {
    for (const file of (await attempt(named, () => findFilesIn(named))) ?? []) {
      const grant = randomUUID()
      const path = resolve(file)
      store.grants.add(grant, { path, mode: 'read', origin })
      const answer = await attempt(file, () => run(grant, path))
      if (answer) attempts.push(answer)
    }
  }
  return attempts
}

function joinAnswers(attempts: readonly Attempt[]): Answer {
  const [first, ...others] = attempts
  if (others.length === 0 && first) {
    if ('error' in first) throw first.error
    return first
  }
  const outcomes = attempts.map((attempt) => ('error' in attempt ? describeFailure(attempt) : attempt))
  return {
    json: outcomes.map((outcome) => ('error' in outcome ? outcome : outcome.json)),
    text: outcomes.flatMap((outcome) => ('error' in outcome ? [] : outcome.text)).join('\n'),
    failures: outcomes.flatMap((outcome) => {
      if (!('error' in outcome)) return []
      const { file, error } = outcome
      const problem = error.message
      return problem.includes(basename(file)) ? problem : t('ofFile', { file, problem })
    }),
  }
}

function describeFailure({ file, error }: { file: string; error: unknown }) {
  // The command line itself was valid; only this file needs more, such as a passphrase.
  if (error instanceof UsageError) return { file, error: { code: 'usage', message: error.message } }
  const failure = toFailure(error)
  return { file, error: { code: failure.code, message: formatFailure(failure) } }
}
