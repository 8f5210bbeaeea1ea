/** Reads the programme of a pack, in any importable format, and adds the information in PACK.json. */
import { basename } from 'node:path'
import type { MessageCode } from '../core/i18n/message.ts'
import { StoreError } from '../db/errors.ts'
import { readJson, toObject } from '../db/formats/json.ts'
import { getFaults, InvalidFile } from '../db/formats/validation.ts'
import { findFaults } from '../db/import/builder/check-bundle.ts'
import { parseFile } from '../db/import/formats/index.ts'
import type { ParsedFile, ParseOptions } from '../db/import/importer.ts'
import { MAX_FILE_BYTES, readSource } from '../db/import/preview/source.ts'
import { makeSlug } from '../db/import/values/names.ts'
import type { ConferenceBundle } from '../db/model.ts'
import { DirectoryList, KeyMessageList, type PackPlan } from '../db/packs/description.ts'
import { packSchemas } from '../db/packs/schema.ts'
import { readChosen } from '../db/store/chosen-file.ts'
import { listFaults } from './describe-faults.ts'
import { suggestLanguages } from './pack-warnings.ts'
import { addFileName, type ReadingOptions } from './reading-options.ts'
import { createError, formatMessage, t, toMessage } from './texts.ts'

/** In megabytes. */
export const MAX_SIZE = MAX_FILE_BYTES / 1024 / 1024

type PackProgramme = { programme: ConferenceBundle; warnings: string[] }
export type Attempt = <T>(read: () => T) => T | null

/** `resolvePath`: finds the path of a file that PACK.json names. `attempt`: collects errors. @returns null if nothing can be checked */
export function getProgramme(
  plan: PackPlan,
  resolvePath: (path: string) => string,
  reading: ReadingOptions,
  attempt: Attempt,
): PackProgramme | null {
  const parsed = parseProgramme(plan, resolvePath, reading, attempt)
  if (!parsed) return null
  const { bundle, warnings } = parsed
  const isUnnamed = warnings.some(({ code }) => titleCodes.includes(code))
  const conference = { ...bundle.conference }
  if (plan.version !== undefined) conference.revision = plan.version
  if (plan.title !== undefined) {
    conference.title = plan.title
    // A slug from the file is kept, because delegates' computers identify the conference by it.
    if (isUnnamed) conference.slug = makeSlug('', plan.title, conference.startDate)
  }
  let programme: ConferenceBundle = { ...bundle, conference }
  for (const list of ['keyMessages', 'directory'] as const) {
    const file = plan[list]
    if (file !== undefined)
      programme = attempt(() => addList(programme, list, file, resolvePath(file))) ?? programme
  }
  return {
    programme,
    warnings: warnings.flatMap((warning) => {
      if (!titleCodes.includes(warning.code)) return formatMessage(warning) + suggestLanguages(warning)
      return plan.title === undefined ? t('pack.titleFromFile', { warning: formatMessage(warning) }) : []
    }),
  }
}

/** Warnings for a title taken from the file name. */
const titleCodes: readonly MessageCode[] = ['import.title-from-file', 'calendar.title-from-file']

function parseProgramme(
  { programme: file, timeZone }: PackPlan,
  resolvePath: (path: string) => string,
  reading: ReadingOptions,
  attempt: Attempt,
): ParsedFile | null {
  const bytes = attempt(() => nameFileInErrors(file, () => readSource(resolvePath(file))))
  if (!bytes) return null
  const options = { ...reading, timeZone: reading.timeZone ?? timeZone }
  const schema = packSchemas['conference-json.schema.json']
  const parse = (more: ParseOptions) =>
    nameFileInErrors(file, () =>
      listFaults({ file, bytes, schema }, () => readProgramme(bytes, file, { ...options, ...more })),
    )
  // A programme without a time zone is refused, but can be checked for other faults.
  return attempt(() => parse({})) ?? ignoreFaults(() => parse({ zoneIfUnknown: 'UTC' }))
}

function ignoreFaults<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof StoreError || error instanceof AggregateError) return null
    throw error
  }
}

function readProgramme(bytes: Uint8Array, file: string, options: ParseOptions): ParsedFile {
  const read = parseFile(bytes, basename(file), options)
  if (!read.pack) return read
  throw createError('bad-file', 'pack.isPack')
}

/** Adds a list from a separate file. Throws the faults of the list, each with its line. */
function addList(
  programme: ConferenceBundle,
  list: keyof typeof lists,
  file: string,
  path: string,
): ConferenceBundle {
  return nameFileInErrors(file, () => {
    const describeTooLarge = () => toMessage('pack.listTooLarge', { file, megabytes: MAX_SIZE })
    const bytes = readChosen(path, MAX_FILE_BYTES, describeTooLarge)
    const schema = packSchemas['conference-json.schema.json'].properties?.[list]
    return listFaults({ file, bytes, schema: toObject(schema) ?? {} }, () => {
      const checked = lists[list].safeParse(readJson(bytes))
      if (!checked.success) throw new InvalidFile(getFaults(checked.error))
      const whole = { ...programme, [list]: checked.data }
      const faults = findFaults(whole).faults.map(({ path, problem }) => ({ path: path.slice(1), problem }))
      if (faults.length > 0) throw new InvalidFile(faults)
      return whole
    })
  })
}

const lists = { keyMessages: KeyMessageList, directory: DirectoryList }

/** Adds the name of the file to errors. */
export function nameFileInErrors<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw addFileName(file, error)
  }
}
