import type { z } from 'zod'
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { toList, toObject } from '../../formats/json.ts'
import { type Fault, getFaults, InvalidFile } from '../../formats/validation.ts'
import { ConferenceBundle } from '../../model.ts'
import { PROGRAMME } from '../../packs/manifest.ts'
import { expectKnown, nameEntryInErrors } from '../../packs/read-pack.ts'
import { checkBundle, findFaults } from '../builder/check-bundle.ts'
import {
  type Importer,
  type ParsedFile,
  type Source,
  type TableColumns,
  UnreadTable,
  type ZoneSource,
} from '../importer.ts'

/**
 * Reads a file with an importer, and checks the result against the schema and for consistency. Throws StoreError `bad-file`, or UnreadTable
 * for a table whose columns are known.
 */
export function parseWith(importer: Importer, source: Source): ParsedFile {
  const reported: { zone: ZoneSource; table: TableColumns | null } = { zone: 'file', table: null }
  const options = {
    ...source.options,
    onZone: (zone: ZoneSource) => {
      reported.zone = zone
    },
    onColumns: (table: TableColumns) => {
      reported.table = table
    },
  }
  try {
    const parsed = importer.parse({ ...source, options })
    const { warnings, missing, pack = null, sequences = new Map(), invitation = null } = parsed
    refuseOversized(parsed.bundle)
    const checked = pack
      ? nameEntryInErrors(PROGRAMME, () => validateBundle(parsed.bundle))
      : validateBundle(parsed.bundle)
    if (pack) expectKnown(pack.files, checked.bundle)
    return {
      bundle: pack ? { ...checked.bundle, files: pack.files } : checked.bundle,
      warnings: [...warnings, ...checked.warnings],
      missing,
      pack,
      sequences,
      invitation,
      ...reported,
    }
  } catch (error) {
    if (!reported.table || !(error instanceof StoreError)) throw error
    throw new UnreadTable(
      error.details ?? message('common.verbatim', { text: error.message }),
      reported.table,
      {
        cause: error,
      },
    )
  }
}

/** Far above what any conference needs; a larger file is malicious. */
const MAX_ROOMS = 10_000
const MAX_SPEAKERS = 100_000

/** `bundle` may not be validated yet. */
function refuseOversized(bundle: unknown): void {
  const { rooms, speakers } = (bundle ?? {}) as Partial<ConferenceBundle>
  if (Array.isArray(rooms) && rooms.length > MAX_ROOMS)
    throw new StoreError('bad-file', message('import.too-many-rooms', { limit: MAX_ROOMS }))
  if (Array.isArray(speakers) && speakers.length > MAX_SPEAKERS)
    throw new StoreError('bad-file', message('import.too-many-speakers', { limit: MAX_SPEAKERS }))
}

function validateBundle(bundle: unknown): Pick<ParsedFile, 'bundle' | 'warnings'> {
  const checked = ConferenceBundle.safeParse(bundle)
  if (!checked.success)
    throw new InvalidFile([...getFaults(checked.error), ...findFaultsInValidPart(bundle, checked.error)])
  return { bundle: checked.data, warnings: checkBundle(checked.data) }
}

/** If the schema refuses only sessions, finds the faults in the part that it accepts. */
function findFaultsInValidPart(bundle: unknown, { issues }: z.ZodError): Fault[] {
  const sessions = toList(toObject(bundle)?.sessions)
  const refusedIndexes = new Set(
    issues.map(({ path: [list, index] }) => (list === 'sessions' ? index : null)),
  )
  const validIndexes = [...sessions.keys()].filter((index) => !refusedIndexes.has(index))
  const validPart = ConferenceBundle.safeParse({
    ...toObject(bundle),
    sessions: validIndexes.map((index) => sessions[index]),
  })
  if (!validPart.success) return []
  return findFaults(validPart.data).faults.map(({ path, problem }) => {
    const [list, index, ...inner] = path
    const isOfSession = list === 'sessions' && typeof index === 'number'
    return { path: isOfSession ? [list, validIndexes[index] ?? index, ...inner] : path, problem }
  })
}
