import type { Person } from '../model.ts'
import type { Sql } from '../store/open.ts'

export function listPeople(sql: Sql): Person[] {
  return sql<Person>('SELECT id, name, delegation FROM person ORDER BY name, id').all()
}

/** Without a name until one was told. */
export function personOf(sql: Sql, id: string): Person {
  return (
    sql<Person>('SELECT id, name, delegation FROM person WHERE id = ?').get(id) ?? {
      id,
      name: '',
      delegation: '',
    }
  )
}

/** The later of two names wins. Returns whether anything changed. */
export function savePerson(sql: Sql, person: Person & { updatedAt: string }): boolean {
  return (
    sql(
      `INSERT INTO person (id, name, delegation, updated_at) VALUES (@id, @name, @delegation, @updatedAt)
       ON CONFLICT (id) DO UPDATE
       SET name = excluded.name, delegation = excluded.delegation, updated_at = excluded.updated_at
       WHERE excluded.updated_at > updated_at
         AND (excluded.name <> name OR excluded.delegation <> delegation)`,
    ).run(person).changes > 0
  )
}
