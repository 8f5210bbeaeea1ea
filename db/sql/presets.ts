/** The delegate's own report presets, stored as settings. */
import type { z } from 'zod'
import { fold } from '../../core/fold.ts'
import { OwnPreset } from '../contract/index.ts'
import { logProblem } from '../errors.ts'
import type { Sql } from '../store/open.ts'
import { putSetting } from './settings.ts'

/** Prefix of the setting key; the preset's id follows. */
const OWN_PRESET = 'report-preset/'

/** Sorted by name. */
export function getOwnPresets(sql: Sql): (OwnPreset & { id: string })[] {
  return sql<{ id: string; value: string }>(
    'SELECT substr(key, length(?) + 1) AS id, value FROM setting WHERE key GLOB ?',
  )
    .all(OWN_PRESET, `${OWN_PRESET}*`)
    .flatMap(({ id, value }) => {
      const preset = parseSetting(OwnPreset, value)
      return preset ? [{ id, ...preset }] : []
    })
    .sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1))
}

export function putPreset(sql: Sql, id: string, preset: OwnPreset): void {
  putSetting(sql, OWN_PRESET + id, JSON.stringify(preset))
}

/** @returns false if there is no such preset */
export function removePreset(sql: Sql, id: string): boolean {
  return sql('DELETE FROM setting WHERE key = ?').run(OWN_PRESET + id).changes > 0
}

/** @returns undefined if a newer version of the app wrote the setting. Fields that an older version lacked get their defaults */
export function parseSetting<T>(schema: z.ZodType<T>, json: string): T | undefined {
  const { data, error } = schema.safeParse(JSON.parse(json))
  if (error) logProblem(error)
  return data
}
