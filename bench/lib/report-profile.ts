/** Fills a profile with real notes, some with a photo, for the benchmarks of reports. */
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConferenceSlug, NoteId } from '../../db/model.ts'
import { openStore, type Store } from '../../db/open-store.ts'
import { root } from '../../scripts/lib/paths.ts'

export const conference = ConferenceSlug.parse('octopus-2016')

/**
 * `longest`: maximum characters of a note. `photos`: JPEG files, one for each of the first notes. Opens the store, so the app must not be
 * running.
 */
export async function fillWithNotes(
  folder: string,
  { notes, longest, photos }: { notes: number; longest: number; photos: readonly Uint8Array<ArrayBuffer>[] },
): Promise<{ store: Store; bytes: number }> {
  const store = openStore({ folder, resources: root })
  const corpus = join(root, '../shared/data/notes')
  const texts = globSync('**/*.md', { cwd: corpus })
    .sort()
    .map((file) => readFileSync(join(corpus, file), 'utf8'))
    .filter(({ length }) => length <= longest)
  if (texts.length === 0) throw new Error(`there are no notes in ${corpus}`)
  const sessions = store.call('sessions.list', { conference })
  if (!sessions.ok) throw new Error(sessions.error.message)
  let bytes = 0
  for (let index = 0; index < notes; index++) {
    // All notes differ, so that no parsed text can be used twice.
    let markdown = `${index}\n\n${texts[index % texts.length]}`
    const photo = photos[index]
    if (photo) {
      const added = await store.request('pictures.add', { bytes: photo })
      if (!added.ok) throw new Error(added.error.message)
      markdown += `\n\n![Slide ${index}](rapporteur:picture/${added.value.sha256})\n`
    }
    bytes += Buffer.byteLength(markdown)
    const saved = store.call('notes.save', {
      id: NoteId.parse(randomUUID()),
      conference,
      session: sessions.value[index % sessions.value.length]?.guid ?? null,
      keyMessage: null,
      markdown,
      baseRevision: 0,
    })
    if (!saved.ok) throw new Error(saved.error.message)
  }
  return { store, bytes }
}
