import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore } from '../../../db/open-store.ts'
import { root } from '../../../scripts/lib/paths.ts'

/** Adds a conference to the profile's notebook. The app must not be running. */
export async function importBundle(profile: string, bundle: { conference: { slug: string } }): Promise<void> {
  const path = join(profile, `${bundle.conference.slug}.json`)
  await writeFile(path, JSON.stringify(bundle))
  await importFile(profile, path)
}

/** Adds a conference from a file of any format. */
export async function importFile(profile: string, path: string): Promise<void> {
  const store = openStore({ folder: profile, resources: root })
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  const answer = await store.request('import.file', { grant })
  store.close()
  if (!answer.ok) throw new Error(JSON.stringify(answer))
}
