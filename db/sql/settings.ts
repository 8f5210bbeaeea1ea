/** Key–value settings. Each caller defines the format of its values. */
import type { Sql } from '../store/open.ts'

export function getSetting(sql: Sql, key: string): string | null {
  return sql<{ value: string }>('SELECT value FROM setting WHERE key = ?').get(key)?.value ?? null
}

export function removeSetting(sql: Sql, key: string): void {
  sql('DELETE FROM setting WHERE key = ?').run(key)
}

export function putSetting(sql: Sql, key: string, value: string): void {
  sql(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value)
}
