/** Reads the files listed in PACK.json and builds the pack. Collects all errors, so that an organiser sees them at once. */
import type { KeyObject } from 'node:crypto'
import { basename, dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { message } from '../core/i18n/message.ts'
import type { Failure } from '../core/wire.ts'
import { StoreError, toFailure } from '../db/errors.ts'
import { type JsonObject, readJson, toObject } from '../db/formats/json.ts'
import { getFaults, InvalidFile } from '../db/formats/validation.ts'
import { parseFile } from '../db/import/formats/index.ts'
import { MAX_FILE_BYTES, readSource } from '../db/import/preview/source.ts'
import type { ConferenceBundle } from '../db/model.ts'
import { PackPlan } from '../db/packs/description.ts'
import { findGlossaryFault, GLOSSARY_FILE } from '../db/packs/glossary.ts'
import type { Endorsement } from '../db/packs/manifest.ts'
import { packSchemas } from '../db/packs/schema.ts'
import { buildPack, expectDisplayable, expectLanguageData, type PackSource } from '../db/packs/write-pack.ts'
import { readChosen } from '../db/store/chosen-file.ts'
import { listFaults } from './describe-faults.ts'
import { createLineFinder, type LineFinder } from './line-finder.ts'
import { createNameFinder, type NameFinder } from './name-finder.ts'
import { type Attempt, getProgramme, MAX_SIZE, nameFileInErrors } from './pack-programme.ts'
import { findPackWarnings } from './pack-warnings.ts'
import type { ReadingOptions } from './reading-options.ts'
import { createError, toMessage } from './texts.ts'

/** `pack`: null if anything failed. */
type Prepared = {
  plan: PackPlan | null
  programme: ConferenceBundle | null
  pack: Uint8Array | null
  failures: Failure[]
  warnings: string[]
}

type Signing = { key: KeyObject; endorsement?: Endorsement | undefined }

export function preparePack(file: string, reading: ReadingOptions, signing: Signing): Prepared {
  const failures: Failure[] = []
  const attempt: Attempt = (read) => {
    try {
      return read()
    } catch (error) {
      for (const fault of error instanceof AggregateError ? error.errors : [error]) {
        const failure = toFailure(fault)
        if (failure.code === 'internal') throw fault
        failures.push(failure)
      }
      return null
    }
  }
  const bytes = attempt(() => nameFileInErrors(file, () => readPart(resolve(file))))
  const plan = bytes && parsePlan(bytes, file, attempt)
  if (!plan) return { plan, programme: null, pack: null, failures, warnings: [] }
  const resolveFromPlan = (path: string) => resolve(dirname(resolve(file)), path)
  const preparedProgramme = getProgramme(plan, resolveFromPlan, reading, attempt)
  const programme = preparedProgramme?.programme ?? null
  const sources = readSources(plan, programme, resolveFromPlan, attempt, createLineFinder(file, bytes))
  const warnings = preparedProgramme
    ? [
        ...preparedProgramme.warnings,
        ...findPackWarnings(
          preparedProgramme.programme,
          createLineFinder(plan.programme, readSource(resolveFromPlan(plan.programme))),
        ),
      ]
    : []
  const pack =
    failures.length > 0 || !programme ? null : attempt(() => makePack(plan, programme, sources, signing))
  return { plan, programme, pack, failures, warnings }
}

function makePack(
  plan: PackPlan,
  programme: ConferenceBundle,
  sources: readonly PackSource[],
  signing: Signing,
): Uint8Array {
  const size = sources.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (size > MAX_FILE_BYTES) throw createError('bad-file', 'pack.partsTooLarge', { megabytes: MAX_SIZE })
  const createdAt = new Date().toISOString()
  const { publisher, address } = plan
  const pack = buildPack(programme, sources, { publisher, createdAt, address, ...signing })
  // Reads the pack back, since a pack that Rapporteur refuses must not reach delegates.
  parseFile(pack, 'built.rapporteur-pack')
  return pack
}

/** @returns the valid part of the plan, or null; collects the errors */
function parsePlan(bytes: Uint8Array, file: string, attempt: Attempt): PackPlan | null {
  const json = attempt(() => nameFileInErrors(file, () => readJson(bytes)))
  if (json === null) return null
  const checked = PackPlan.safeParse(json)
  if (checked.success) return checked.data
  attempt(() =>
    listFaults({ file, bytes, schema: packSchemas['pack-json.schema.json'] }, () => {
      throw new InvalidFile(getFaults(checked.error))
    }),
  )
  const validPart = omitRefusedParts(toObject(json) ?? {}, checked.error.issues)
  return PackPlan.safeParse({ publisher: 'Organiser', ...validPart }).data ?? null
}

/** Removes keys and list items that the schema refuses. */
function omitRefusedParts(json: JsonObject, issues: readonly z.core.$ZodIssue[]): JsonObject {
  const isRefused = (key: string, index?: number) =>
    issues.some(({ path }) => path[0] === key && (path[1] === undefined || path[1] === index))
  const known = Object.entries(json).filter(([key]) => key in PackPlan.shape && !isRefused(key))
  return Object.fromEntries(
    known.map(([key, value]) => [
      key,
      Array.isArray(value) ? value.filter((_, index) => !isRefused(key, index)) : value,
    ]),
  )
}

/** Throws if the file cannot be part of a pack. */
function readPart(path: string): Uint8Array {
  const describeTooLarge = () => toMessage('pack.partTooLarge', { megabytes: MAX_SIZE })
  const bytes = readChosen(path, MAX_FILE_BYTES, describeTooLarge)
  if (bytes.length === 0) throw new StoreError('bad-file', message('common.file-empty'))
  return bytes
}

/** `programme`: null if it could not be read. Names of rooms and sessions can then not be checked. */
function readSources(
  plan: PackPlan,
  programme: ConferenceBundle | null,
  resolvePath: (path: string) => string,
  attempt: Attempt,
  lines: LineFinder,
): PackSource[] {
  const findRoom = createNameFinder(
    'room',
    programme?.rooms.map(({ guid, name }) => ({ guid, names: [name] })) ?? [],
  )
  const findSession = createNameFinder(
    'session',
    programme?.sessions.map(({ guid, title, label }) => ({
      guid,
      names: label === null ? [title] : [title, label],
    })) ?? [],
  )
  const findGuids = (find: NameFinder, names: readonly string[]) =>
    programme === null
      ? []
      : names.flatMap(
          (name) =>
            attempt(() => nameFileInErrors(lines.locate(JSON.stringify(name)), () => find(name))) ?? [],
        )
  const readListedFile = (
    role: PackSource['role'],
    file: string,
    about: Pick<PackSource, 'title' | 'rooms' | 'sessions'>,
  ): PackSource[] => {
    const bytes = attempt(() =>
      nameFileInErrors(file, () => {
        const part = readPart(resolvePath(file))
        expectDisplayable(role, basename(file), part)
        return part
      }),
    )
    return bytes ? [{ role, fileName: basename(file), bytes, ...about }] : []
  }
  const readGlossary = ({ file, title }: NonNullable<PackPlan['glossary']>): PackSource[] => {
    const sources = readListedFile('document', file, { title, rooms: [], sessions: [] })
    return sources.flatMap(({ bytes, ...source }) => {
      const fault = findGlossaryFault(bytes)
      const isValid = attempt(() =>
        nameFileInErrors(file, () => {
          if (fault) throw new StoreError('bad-file', fault)
          return true
        }),
      )
      return isValid ? { ...source, bytes, fileName: GLOSSARY_FILE } : []
    })
  }
  const readLanguage = ({ file, title, licence }: PackPlan['pictureLanguages'][number]): PackSource[] => {
    const fileName = basename(file)
    const bytes = attempt(() =>
      nameFileInErrors(file, () => {
        const part = readPart(resolvePath(file))
        expectLanguageData(fileName, part)
        return part
      }),
    )
    const about = { title: `${title} · ${licence}`, rooms: [], sessions: [] }
    return bytes ? [{ role: 'document', fileName, bytes, ...about }] : []
  }
  return [
    ...plan.floorPlans.flatMap(({ file, title, rooms }) =>
      readListedFile('floor-plan', file, { title, rooms: findGuids(findRoom, rooms), sessions: [] }),
    ),
    ...plan.documents.flatMap(({ file, title, sessions }) =>
      readListedFile('document', file, { title, rooms: [], sessions: findGuids(findSession, sessions) }),
    ),
    ...(plan.glossary ? readGlossary(plan.glossary) : []),
    ...plan.pictureLanguages.flatMap(readLanguage),
  ]
}
