/** The delegate's own ways of making a report, kept as settings. */
import type { z } from 'zod'
import { fold } from '../../core/fold.ts'
import { OwnPreset } from '../contract/index.ts'
import { logProblem } from '../errors.ts'
import type { Sql } from '../store/open.ts'
import { putSetting } from './settings.ts'

/** Before the id, the key of a setting. */
const OWN = 'report-preset/'

/** By name. */
export function ownPresets(sql: Sql): (OwnPreset & { id: string })[] {
  return sql<{ id: string; value: string }>(
    'SELECT substr(key, length(?) + 1) AS id, value FROM setting WHERE key GLOB ?',
  )
    .all(OWN, `${OWN}*`)
    .flatMap(({ id, value }) => {
      const preset = parseSetting(OwnPreset, value)
      return preset ? [{ id, ...preset }] : []
    })
    .sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1))
}

export function putPreset(sql: Sql, id: string, preset: OwnPreset): void {
  putSetting(sql, OWN + id, JSON.stringify(preset))
}

/** false: there is none. */
export function removePreset(sql: Sql, id: string): boolean {
  return sql('DELETE FROM setting WHERE key = ?').run(OWN + id).changes > 0
}

/** undefined for what a newer version of the app wrote. What an older one did not know takes its usual value. */
export function parseSetting<T>(schema: z.ZodType<T>, json: string): T | undefined {
  const { data, error } = schema.safeParse(JSON.parse(json))
  if (error) logProblem(error)
  return data
}
