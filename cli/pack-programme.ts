/** Reads the programme of a pack, in any importable format, and adds what PACK.json says. */
import { basename } from 'node:path'
import type { z } from 'zod'
import { toEnglish } from '../core/i18n/english-messages.ts'
import type { MessageCode } from '../core/i18n/message.ts'
import { StoreError } from '../db/errors.ts'
import { readJson } from '../db/formats/json.ts'
import { describeIssues } from '../db/formats/validation.ts'
import { checkBundle } from '../db/import/builder/check-bundle.ts'
import { parseFile } from '../db/import/formats/index.ts'
import { MAX_FILE_BYTES, readSource } from '../db/import/preview/source.ts'
import { makeSlug } from '../db/import/values/names.ts'
import type { ConferenceBundle } from '../db/model.ts'
import { DirectoryList, KeyMessageList, type PackPlan } from '../db/packs/description.ts'
import { readChosen } from '../db/store/chosen-file.ts'
import { inEnglish } from './in-english.ts'
import { nameFile, type Reading } from './reading.ts'

export const LARGEST = `${MAX_FILE_BYTES / 1024 / 1024} MB`

type Made = { programme: ConferenceBundle; warnings: string[] }
export type Attempt = <T>(read: () => T) => T | null

/** `at`: where a file lies that PACK.json names. `attempt`: collects what is wrong with the lists beside the programme. */
export function getProgramme(
  plan: PackPlan,
  at: (path: string) => string,
  reading: Reading,
  attempt: Attempt,
): Made {
  const { programme: file } = plan
  const withZone = { ...reading, timeZone: reading.timeZone ?? plan.timeZone }
  const { bundle, warnings } = withFileNamed(file, () => readProgramme(at(file), withZone))
  const isUnnamed = warnings.some(({ code }) => titleCodes.includes(code))
  const conference = { ...bundle.conference }
  if (plan.version !== undefined) conference.revision = plan.version
  if (plan.title !== undefined) {
    conference.title = plan.title
    // A slug from the file stays, because delegates' computers identify the conference by it.
    if (isUnnamed) conference.slug = makeSlug('', plan.title, conference.startDate)
  }
  let programme = { ...bundle, conference }
  const add = (file: string | undefined, read: (path: string) => Partial<ConferenceBundle>) => {
    if (file !== undefined) programme = attempt(() => checkedWith(programme, file, read)) ?? programme
  }
  add(plan.keyMessages, (path) => ({ keyMessages: listIn(KeyMessageList, at(path)) }))
  add(plan.directory, (path) => ({ directory: listIn(DirectoryList, at(path)) }))
  return {
    programme,
    warnings: warnings.flatMap((warning) => {
      if (!titleCodes.includes(warning.code)) return toEnglish(warning)
      return plan.title === undefined ? `${toEnglish(warning)} Name it in PACK.json: "title": "…".` : []
    }),
  }
}

/** A title made of the file's name. */
const titleCodes: readonly MessageCode[] = ['import.title-from-file', 'calendar.title-from-file']

function readProgramme(path: string, reading: Reading) {
  const read = parseFile(readSource(path), basename(path), reading)
  if (!read.pack) return read
  throw new StoreError(
    'bad-file',
    inEnglish('This is a pack already. Name the programme that it was made of.'),
  )
}

/** Checks what a schema cannot, and names the file at fault. */
function checkedWith(
  bundle: ConferenceBundle,
  file: string,
  read: (path: string) => Partial<ConferenceBundle>,
): ConferenceBundle {
  return withFileNamed(file, () => {
    const whole = { ...bundle, ...read(file) }
    checkBundle(whole)
    return whole
  })
}

function listIn<T>(schema: z.ZodType<T>, path: string): T {
  const tooLarge = () => inEnglish(`${basename(path)} is larger than ${LARGEST}.`)
  const checked = schema.safeParse(readJson(readChosen(path, MAX_FILE_BYTES, tooLarge)))
  if (checked.success) return checked.data
  throw new StoreError('bad-file', describeIssues(checked.error))
}

/** Names the file beside PACK.json in errors. */
export function withFileNamed<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw nameFile(file, error)
  }
}
