/** Shares files between the stores of two colleagues. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter } from 'age-encryption'
import type { Input } from '../../contract/index.ts'
import { readProgramme } from '../../import/matching/stored-programme.ts'
import type { ConferenceSlug } from '../../model.ts'
import { createTempFolder, octopus, type TestStore, unwrap } from '../../testing/temp-store.ts'

export type Options = Partial<Input<'sharing.contents'>>

export async function shareNotes(
  from: TestStore,
  options: Options = {},
  passphrase: string | null = null,
): Promise<string> {
  const path = join(createTempFolder(), 'notes.rapporteur')
  const grant = randomUUID()
  from.grants.add(grant, { path, mode: 'write' })
  unwrap(
    await from.request('sharing.save', {
      options: { conference: octopus, ...options },
      passphrase,
      grant,
    }),
  )
  return path
}

/** Encrypts the file with the lowest scrypt work factor that the format allows, as another program may. */
export function encryptCheaply(path: string, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(1)
  encrypter.setPassphrase(passphrase)
  return encrypter.encrypt(readFileSync(path))
}

export function openShared(store: TestStore, path: string) {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return store.request('sharing.open', { grant })
}

export async function importShared(
  store: TestStore,
  path: string,
  choices: Partial<Input<'sharing.merge'>['choices']> = {},
) {
  const { opened, preview } = unwrap(await openShared(store, path))
  return { preview, ...unwrap(store.call('sharing.merge', { opened, choices })) }
}

/** @returns all rows with the delegate's data, without row ids and with authors written out */
export function getRows(store: TestStore): unknown {
  const { db } = store.lifecycle.ready().connection
  const { author } = store.lifecycle.ready()
  const queryAll = (query: string) => db.prepare(query).all({ me: author })
  return {
    notes: queryAll(
      `SELECT uuid, conference, session, key_message, author, device, revision, created_at, updated_at, deleted_at, entries,
         excerpt, plain_text, markdown, coalesce(created_by, @me) AS created_by,
         coalesce(confidentiality, 'shareable') AS confidentiality, coalesce(partial, 0) AS partial
       FROM note LEFT JOIN note_handling ON note_id = id ORDER BY uuid`,
    ),
    versions: queryAll(
      `SELECT note.uuid, version.revision, version.author, saved_at, replaced_at, version.entries, version.excerpt,
         version.markdown
       FROM note_version AS version JOIN note ON note.id = note_id ORDER BY note.uuid, version.revision`,
    ),
    mentions: queryAll(
      `SELECT note.uuid, mention.position, target, mention.conference, target_id, at, mention.excerpt
       FROM note_mention AS mention JOIN note ON note.id = note_id ORDER BY note.uuid, mention.position`,
    ),
    contacts: queryAll(
      `SELECT uuid, conference, author, device, revision, created_at, updated_at, deleted_at, name, organisation, country, role,
         email, telephone, met_at, note, follow_up, follow_up_on, followed_up_at, consent, picture, confidentiality,
         merged_into,
         coalesce(created_by, @me) AS created_by
       FROM contact ORDER BY uuid`,
    ),
    stars: queryAll(
      `SELECT uuid, conference, session, author, device, revision, updated_at, deleted_at
       FROM star ORDER BY uuid`,
    ),
    clocks: queryAll(`SELECT kind, uuid, device, revision FROM edit_clock ORDER BY kind, uuid, device`),
    tags: queryAll('SELECT * FROM note_tag ORDER BY note, folded').map(removeId),
    pins: queryAll('SELECT * FROM note_pin ORDER BY note').map(removeId),
    items: queryAll(
      `SELECT note.uuid, open_tasks, items
       FROM note_items JOIN note ON note.id = note_id ORDER BY note.uuid`,
    ),
    pictures: queryAll(
      'SELECT sha256, type, width, height, hex(bytes) AS bytes FROM picture ORDER BY sha256',
    ),
    people: queryAll('SELECT * FROM person ORDER BY id'),
  }
}

/** Removes the row id, which each database assigns. */
function removeId(row: unknown): unknown {
  const { id: _, ...rest } = row as { id: number }
  return rest
}

/** The programme of the conference, as written to a file. */
export function getProgramme(store: TestStore, slug: ConferenceSlug): unknown {
  return readProgramme(store.lifecycle.ready().connection.sql, slug)
}

/** Writes a file of notes with an export. */
export async function exportJson(
  store: TestStore,
  wanted: Partial<Input<'export.preview'>> = {},
): Promise<string> {
  const path = join(createTempFolder(), 'notes.json')
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'write' })
  const options = {
    conference: octopus,
    format: 'json',
    title: '',
    sessions: null,
    language: 'en',
    ...wanted,
  } as const
  return unwrap(await store.request('export.save', { options, grant })).path
}
