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
const [MAX_ROOMS, MAX_SPEAKERS] = [10_000, 100_000]

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
    throw new InvalidFile([...getFaults(checked.error), ...findFaultsInRest(bundle, checked.error)])
  return { bundle: checked.data, warnings: checkBundle(checked.data) }
}

/** If the schema refuses only sessions, finds the faults in the rest of the file. */
function findFaultsInRest(bundle: unknown, { issues }: z.ZodError): Fault[] {
  const sessions = toList(toObject(bundle)?.sessions)
  const refused = new Set(issues.map(({ path: [list, index] }) => (list === 'sessions' ? index : null)))
  const kept = [...sessions.keys()].filter((index) => !refused.has(index))
  const rest = ConferenceBundle.safeParse({
    ...toObject(bundle),
    sessions: kept.map((index) => sessions[index]),
  })
  if (!rest.success) return []
  return findFaults(rest.data).faults.map(({ path, problem }) => {
    const [list, index, ...inner] = path
    const isOfSession = list === 'sessions' && typeof index === 'number'
    return { path: isOfSession ? [list, kept[index] ?? index, ...inner] : path, problem }
  })
}
