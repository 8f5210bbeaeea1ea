import type { Instant, Person } from '../model.ts'
import type { Sql } from '../store/open.ts'

export function listPeople(sql: Sql): Person[] {
  return sql<Person>('SELECT id, name, delegation FROM person ORDER BY name, id').all()
}

/** @returns a person with an empty name if none is known */
export function getPerson(sql: Sql, id: string): Person {
  return (
    sql<Person>('SELECT id, name, delegation FROM person WHERE id = ?').get(id) ?? {
      id,
      name: '',
      delegation: '',
    }
  )
}

type NamedPerson = Person & { updatedAt: string }

/** Adds a person, but never renames a person, since only a file of the person can do that. */
export function addPerson(sql: Sql, person: NamedPerson): void {
  sql(
    `INSERT INTO person (id, name, delegation, updated_at) VALUES (@id, @name, @delegation, @updatedAt)
     ON CONFLICT (id) DO NOTHING`,
  ).run(person)
}

/**
 * Keeps the later of two names. `replacesName`: uses this name in any case, because nobody vouched for the stored name.
 * @returns whether anything changed
 */
export function savePerson(sql: Sql, person: NamedPerson, replacesName = false): boolean {
  return (
    sql(
      `INSERT INTO person (id, name, delegation, updated_at) VALUES (@id, @name, @delegation, @updatedAt)
       ON CONFLICT (id) DO UPDATE
       SET name = excluded.name, delegation = excluded.delegation, updated_at = excluded.updated_at
       WHERE (@replacesName = 1 OR excluded.updated_at > updated_at)
         AND (excluded.name <> name OR excluded.delegation <> delegation)`,
    ).run({ ...person, replacesName: replacesName ? 1 : 0 }).changes > 0
  )
}

/** Lists the keys of colleagues, without those of `me`. */
export function listColleagueKeys(
  sql: Sql,
  me: string,
): { publicKey: string; name: string; since: Instant }[] {
  return sql<{ publicKey: string; name: string; since: Instant }>(
    `SELECT public_key AS publicKey, coalesce(name, '') AS name, since FROM device_key LEFT JOIN person ON person.id = device_key.person
     WHERE device_key.person <> ? ORDER BY name, since, public_key`,
  ).all(me)
}

/** @returns false if no colleague has this key */
export function forgetKey(sql: Sql, me: string, publicKey: string): boolean {
  return sql('DELETE FROM device_key WHERE public_key = ? AND person <> ?').run(publicKey, me).changes > 0
}
