import type { Instant, Person } from '../model.ts'
import type { Sql } from '../store/open.ts'

export function listPeople(sql: Sql): Person[] {
  return sql<Person>('SELECT id, name, delegation FROM person ORDER BY name, id').all()
}

/** Without a name until one was told. */
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

/** A name where none is known: what is known is changed by who bears it. */
export function addPerson(sql: Sql, person: NamedPerson): void {
  sql(
    `INSERT INTO person (id, name, delegation, updated_at) VALUES (@id, @name, @delegation, @updatedAt)
     ON CONFLICT (id) DO NOTHING`,
  ).run(person)
}

/** The later of two names wins; `isFirst`: this one, since nobody vouched for the other. Returns whether anything changed. */
export function savePerson(sql: Sql, person: NamedPerson, isFirst = false): boolean {
  return (
    sql(
      `INSERT INTO person (id, name, delegation, updated_at) VALUES (@id, @name, @delegation, @updatedAt)
       ON CONFLICT (id) DO UPDATE
       SET name = excluded.name, delegation = excluded.delegation, updated_at = excluded.updated_at
       WHERE (@isFirst = 1 OR excluded.updated_at > updated_at)
         AND (excluded.name <> name OR excluded.delegation <> delegation)`,
    ).run({ ...person, isFirst: isFirst ? 1 : 0 }).changes > 0
  )
}

/** Of colleagues: those of `me` sign here. */
export function listKeys(sql: Sql, me: string): { publicKey: string; name: string; since: Instant }[] {
  return sql<{ publicKey: string; name: string; since: Instant }>(
    `SELECT public_key AS publicKey, coalesce(name, '') AS name, since FROM device_key LEFT JOIN person ON person.id = device_key.person
     WHERE device_key.person <> ? ORDER BY name, since, public_key`,
  ).all(me)
}

/** false: there is no such key of a colleague. */
export function forgetKey(sql: Sql, me: string, publicKey: string): boolean {
  return sql('DELETE FROM device_key WHERE public_key = ? AND person <> ?').run(publicKey, me).changes > 0
}
