import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStore } from '../../../db/open-store.ts'
import { root } from '../../../scripts/lib/paths.ts'

/** Reads the Markdown of all notes from the profile, without the app, and removes the times of its entries. */
export async function readStoredMarkdown(profile: string): Promise<string[]> {
  const store = openStore({ folder: profile, resources: root, now: () => '2016-11-17T13:52:00.000Z' })
  try {
    const list = await store.call('notes.list', { conference: 'octopus-2016' })
    if (!list.ok) throw new Error(list.error.message)
    const notes = await Promise.all(list.value.map(({ id }) => store.call('notes.get', { id })))
    return notes.map((note) =>
      note.ok ? note.value.markdown.replaceAll(/\[\d\d:\d\d\]\(rapporteur:at[^)]*\) ?/g, '') : '',
    )
  } finally {
    store.close()
  }
}

/**
 * Reads the text of all notes from the database file, while the app may be running or hanging. `withVersions`: also reads the earlier
 * versions of the notes.
 */
export function readNotesFromDisk(profile: string, { withVersions = false } = {}): string {
  const database = new Database(join(profile, 'rapporteur.db'), { readonly: true })
  try {
    const notes = database.prepare('SELECT markdown FROM note WHERE deleted_at IS NULL').pluck().all()
    const versions = withVersions ? database.prepare('SELECT markdown FROM note_version').pluck().all() : []
    return [...notes, ...versions].join('\n')
  } finally {
    database.close()
  }
}
