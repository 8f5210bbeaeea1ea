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
