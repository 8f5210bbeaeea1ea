import { randomUUID } from 'node:crypto'
import { type Message, message } from '../../core/i18n/message.ts'
import { getZoneName } from '../../core/zones.ts'
import type { ImportChoice, ImportResult, ProgrammeAddress } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { type ApplyTask, applyFile } from '../import/apply/apply-file.ts'
import { applyInWorker, isLarge } from '../import/apply/apply-in-worker.ts'
import { createChangedError, isProgrammeOf } from '../import/apply/update.ts'
import type { ParseOptions } from '../import/importer.ts'
import { findKeptColumns, keepColumns } from '../import/preview/kept-columns.ts'
import { startParser } from '../import/preview/parse-in-worker.ts'
import type { Job, PendingFile } from '../import/preview/pending-imports.ts'
import {
  applyTitle,
  findKeptZone,
  getTable,
  makePreview,
  suggestChoice,
} from '../import/preview/preview-import.ts'
import { isVCardFile } from '../import/preview/vcard-file.ts'
import type { ConferenceSlug } from '../model.ts'
import { isNotesFile } from '../sharing/notes-file.ts'
import { getConferenceId, getConferenceTitle, getProgrammeVersionKey } from '../sql/conferences.ts'
import { findAddress, putAddress } from '../sql/programme-addresses.ts'
import { checkpointLater } from '../store/open.ts'
import type { Context, HandlersOf } from './context.ts'

export const importing: HandlersOf<'import'> = {
  // Loaded on demand, because the importers are more code than the rest of the store, and the start does not need them.
  'import.formats': async () => {
    startParser()
    const { importers } = await import('../import/formats/index.ts')
    return importers.map(({ id, name, extensions }) => ({ id, name, extensions: [...extensions] }))
  },

  'import.kind': ({ grants }, { grant }) => {
    const path = grants.peek(grant, 'read')
    if (isNotesFile(path)) return 'notes'
    return isVCardFile(path) ? 'people' : 'programme'
  },

  'import.preview': async ({ db, sql, grants, imports }, { grant, choice, ...options }) => {
    if (choice && choice.update !== null) getConferenceId(sql, choice.update)
    const getPath = () => {
      const path = grants.peek(grant, 'read')
      // The grant stays valid, so that the page for shared notes or the contacts can open the file.
      if (isNotesFile(path)) throw new StoreError('bad-file', message('import.notes-only'))
      if (isVCardFile(path)) throw new StoreError('bad-file', message('import.cards-only'))
      return grants.take(grant, 'read')
    }
    const { read, messages, isProposed } = await readWithRememberedChoices(
      sql,
      options,
      choice,
      (allOptions) => imports.read(grant, getPath, allOptions),
    )
    if (!read) return null
    if ('problem' in read) return { ...read, table: getTable(read.table) }
    const { preview, versionKeys } = db.transaction(() => makePreview(sql, read, choice)).deferred()
    imports.setVersionKeys(grant, versionKeys)
    const { update } = preview.suggested
    const isStored = preview.matches.some(({ slug, state }) => slug === update && state === 'same')
    // A stored programme is not imported again, but the delegate may have entered a new address for it.
    if (isStored) keepAddress({ db, sql }, update, grants.getOrigin(grant))
    const zone = isProposed ? 'proposed' : preview.zone
    return { ...preview, zone, warnings: [...messages, ...preview.warnings] }
  },

  'import.apply': async (context, { grant, choice, trustKey }) => {
    const { file, fileName, pack, versionKeys, ...table } = context.imports.get(grant)
    if (
      choice.update !== null &&
      versionKeys.get(choice.update) !== getProgrammeVersionKey(context.sql, choice.update)
    )
      throw createChangedError()
    const result = await context.imports.runWrite(grant, (job) =>
      apply(context, table, { parsed: { file, fileName, pack }, choice, trustKey }, job),
    )
    keepAddressOfFile(context, result.conference.slug, { file, pack }, grant)
    await context.imports.discard(grant)
    return result
  },

  'import.progress': ({ imports }, { grant }) => imports.getProgress(grant),

  'import.discard': async ({ imports }, { grant }) => {
    await imports.discard(grant)
    return null
  },

  'import.file': async (context, { grant, choice, trustKey, title, ...options }) => {
    const { sql, grants, imports } = context
    // The preview gets a token of its own, so that no other caller can discard it.
    const token = randomUUID()
    const { read, messages } = await readWithRememberedChoices(sql, options, choice, (allOptions) =>
      imports.read(token, () => grants.take(grant, 'read'), allOptions),
    ).finally(() => imports.discard(token))
    if (!read) throw new Error('The file was discarded while it was read.')
    if ('problem' in read) throw new StoreError('bad-file', read.problem)
    const { file, fileName, pack } = read
    const pending = { file, fileName, pack }
    if (choice && choice.update !== null) getConferenceId(sql, choice.update)
    const suggested = choice ? { choice, warnings: [] } : suggestChoice(sql, file)
    const named = applyTitle(suggested.choice, title, (slug) => getConferenceTitle(sql, slug))
    const result = await apply(context, read, { parsed: pending, choice: named, trustKey })
    keepAddressOfFile(context, result.conference.slug, pending, grant)
    return { ...result, warnings: [...suggested.warnings, ...messages, ...result.warnings] }
  },
}

type ReadResult = Awaited<ReturnType<Context['imports']['read']>>

/** `messages` tell which remembered choices were used. `isProposed` is true if the file was read in the zone of a city that it names. */
type ReadWithMessages = { read: ReadResult; messages: Message[]; isProposed?: boolean }

/** Reads a file with the columns that were chosen for such a table before, in the conference's time zone. */
async function readWithRememberedChoices(
  sql: Context['sql'],
  options: ParseOptions,
  choice: ImportChoice | undefined,
  read: (options: ParseOptions) => Promise<ReadResult>,
): Promise<ReadWithMessages> {
  const first = await readInConferenceZone(sql, options, choice, read)
  const columns = first.read?.table && findKeptColumns(sql, first.read.table)
  if (!columns || options.columns) return first
  const reread = await readInConferenceZone(sql, { ...options, columns }, choice, read)
  return { ...reread, messages: [message('import.columns-remembered'), ...reread.messages] }
}

/**
 * Reads a file in the time zone of the conference that it updates, and returns a message about this for the command line; the window shows
 * the zone itself. If all times of a new programme are in UTC, the window reads it in the zone of a city that it names. On the command line,
 * an error then asks for the zone.
 */
async function readInConferenceZone(
  sql: Context['sql'],
  options: ParseOptions,
  choice: ImportChoice | undefined,
  read: (options: ParseOptions) => Promise<ReadResult>,
): Promise<ReadWithMessages> {
  // The window gives a zone for files without one. On the command line, an error asks for the zone.
  const isCommandLine = options.zoneIfUnknown === undefined
  // The conference to update is known only after reading the file.
  const first = await read(isCommandLine ? { ...options, zoneIfUnknown: 'UTC' } : options)
  if (!first || 'problem' in first) return { read: first, messages: [] }
  const kept = findKeptZone(sql, first, choice)
  const isAssumed = isCommandLine && first.zone === 'assumed'
  if (kept === null && first.zone === 'offset' && first.outline.conference.timeZone === 'UTC') {
    const proposed = await proposeZone(first.file.bundle)
    if (isCommandLine) {
      const zone = proposed ?? 'Europe/Brussels'
      throw new StoreError('bad-file', message('import.utc-alone-say-zone', { zone }))
    }
    if (proposed)
      return { read: await read({ ...options, timeZone: proposed }), messages: [], isProposed: true }
  }
  // If the zone was only assumed, reads the file without it. The file is then refused with a message that asks for the zone.
  if (kept === null) return { read: isAssumed ? await read(options) : first, messages: [] }
  const { title, timeZone } = kept
  const isReread = isAssumed || timeZone !== first.outline.conference.timeZone
  const pending = isReread ? await read({ ...options, timeZone }) : first
  const line = message('import.zone-of-conference', { title, zone: getZoneName(timeZone) })
  return { read: pending, messages: isCommandLine && isReread ? [line] : [] }
}

/** @returns the zone of a city named in the file, or null if it names none or several */
async function proposeZone({ conference, rooms }: PendingFile['file']['bundle']): Promise<string | null> {
  const { findZoneOfCity } = await import('../import/values/zone.ts')
  const { city, venue, title } = conference
  return findZoneOfCity([city, venue, ...rooms.map(({ name }) => name), title])
}

async function apply(
  context: Context,
  { table, columns }: Pick<PendingFile, 'table' | 'columns'>,
  work: ApplyTask,
  job: Job = {},
): Promise<ImportResult> {
  const backUpFirst = () => context.lifecycle.backup('import')
  const result = await (isLarge(work.parsed.file)
    ? applyInWorker(
        work,
        { database: context.db.name, encryption: context.encryption(), now: context.now() },
        { backUpFirst, ...job },
      )
    : checkpointLater(context.db, () => applyFile(context, work, backUpFirst)))
  if (table && columns) keepColumns(context.sql, table, columns)
  return result
}

/** Keeps the address that a signed pack names, or else the one from which the file was downloaded. */
function keepAddressOfFile(
  { db, sql, grants }: Pick<Context, 'db' | 'sql' | 'grants'>,
  slug: ConferenceSlug,
  { file, pack }: Pick<PendingFile, 'file' | 'pack'>,
  grant: string,
): void {
  // An older file was not imported, so the address that it names does not count.
  if (!isProgrammeOf(sql, slug, file)) return
  const origin = grants.getOrigin(grant)
  const named = pack?.address ?? null
  if (named === null || named === origin?.address) keepAddress({ db, sql }, slug, origin)
  else if (findAddress(sql, slug)?.address !== named)
    keepAddress({ db, sql }, slug, { address: named, etag: null, sha256: null })
}

function keepAddress(
  { db, sql }: Pick<Context, 'db' | 'sql'>,
  slug: ConferenceSlug | null,
  address: ProgrammeAddress | null,
): void {
  if (slug !== null && address !== null) db.transaction(() => putAddress(sql, slug, address)).immediate()
}
