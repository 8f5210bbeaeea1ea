/** The changes that the members of a delegation made to contacts and tasks, field by field. */
import type { ConferenceSlug, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

export type FieldValue = string | boolean | null

export type FieldChange = {
  kind: 'contact' | 'task'
  /** The id of a contact; for a task the id of its note, a slash and a hash of its text. */
  item: string
  field: string
  /** One more than the highest number of this field that its author knew. */
  number: number
  device: string
  person: string
  at: Instant
  value: FieldValue
}
type Stored = Omit<FieldChange, 'value'> & { value: string }

const columns = 'kind, item, field, number, device, person, at, value'

/** The highest valid number. If a member claims it, later changes get it too, since a higher number would make their files invalid. */
export const MAX_CHANGE_NUMBER = 1_000_000_000

/** @returns false if the change is known */
export function addFieldChange(sql: Sql, conference: ConferenceSlug, change: FieldChange): boolean {
  const number = Math.min(change.number, MAX_CHANGE_NUMBER)
  const { changes } = sql(
    `INSERT INTO field_change (conference, ${columns})
     VALUES (@conference, @kind, @item, @field, @number, @device, @person, @at, @value) ON CONFLICT DO NOTHING`,
  ).run({ ...change, number, conference, value: JSON.stringify(change.value) })
  return changes > 0
}

/** Lists the changes of a conference, or only those of one kind or item. The change of a field that is in effect comes last. */
export function listFieldChanges(
  sql: Sql,
  conference: ConferenceSlug,
  { kind = null, item = null }: { kind?: FieldChange['kind'] | null; item?: string | null } = {},
): FieldChange[] {
  return sql<Stored>(
    `SELECT ${columns} FROM field_change
     WHERE conference = @conference AND (@kind IS NULL OR kind = @kind) AND (@item IS NULL OR item = @item)
     ORDER BY item, field, number, device`,
  )
    .all({ conference, kind, item })
    .map((change) => ({ ...change, value: JSON.parse(change.value) }))
}

/** The latest change of each field, which is in effect, by field. */
export type LatestFields = ReadonlyMap<string, FieldChange>

/** @returns the latest changes of each contact or task, by item */
export function getLatestFields(
  sql: Sql,
  conference: ConferenceSlug,
  kind: FieldChange['kind'],
): ReadonlyMap<string, LatestFields> {
  const items = new Map<string, Map<string, FieldChange>>()
  for (const change of listFieldChanges(sql, conference, { kind })) {
    const fields = items.get(change.item) ?? new Map<string, FieldChange>()
    items.set(change.item, fields.set(change.field, change))
  }
  return items
}

export function forgetFieldChanges(sql: Sql, conference: ConferenceSlug): void {
  sql('DELETE FROM field_change WHERE conference = ?').run(conference)
}
