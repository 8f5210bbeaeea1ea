/** A colleague with a notebook of her own, and files of notes shared between two notebooks while no app is running. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Store } from '../../../db/open-store.ts'
import { openNotebookIn } from './notebook.ts'
import { createTemporaryFolder } from './test-app.ts'

const conference = 'octopus-2016'

/** Opens the notebook of Anna Ek. The caller must close it. */
export async function openAnnasNotebook(): Promise<Store> {
  const anna = openNotebookIn(await createTemporaryFolder())
  await unwrapReply(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Sweden' }))
  return anna
}

/** @returns the path of a file with the notes */
export async function shareNotes(store: Store): Promise<string> {
  const path = join(await createTemporaryFolder(), 'from-anna.rapporteur')
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'write' })
  await unwrapReply(store.request('sharing.save', { options: { conference }, passphrase: null, grant }))
  return path
}

export async function importShared(store: Store, path: string): Promise<void> {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  const { opened } = await unwrapReply<{ opened: string }>(store.request('sharing.open', { grant }))
  await unwrapReply(store.call('sharing.merge', { opened, choices: {} }))
}

/** @returns the value of a store's reply, or throws its failure */
export async function unwrapReply<T>(reply: unknown): Promise<T> {
  const answer = (await reply) as { ok: true; value: T } | { ok: false; error: unknown }
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
