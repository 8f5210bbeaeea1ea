/** Writes a delegation with a colleague: her note, a contact, an action for the delegate, and a paragraph that both changed. */
import { randomUUID } from 'node:crypto'
import type { Store } from '../../../db/open-store.ts'
import { openAnnasNotebook, unwrapReply } from './colleague.ts'
import { openNotebookIn } from './notebook.ts'

const conference = 'octopus-2016'
const sync = (store: Store) => unwrapReply(store.request('delegation.sync', { conference }))

function grantFolder(store: Store, path: string): string {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}

export async function joinDelegation(store: Store, invitation: string, folder: string): Promise<void> {
  await unwrapReply(store.request('delegation.join', { invitation, grant: grantFolder(store, folder) }))
}

/** Adds a delegation that shares `folder` to the profile's notebook. The app must not be running. @returns the note that both changed */
export async function writeSampleDelegation(profile: string, folder: string): Promise<{ note: string }> {
  const me = openNotebookIn(profile)
  const anna = await openAnnasNotebook()
  const create = { conference, name: 'Bureau', allowsInternal: true, grant: grantFolder(me, folder) }
  await unwrapReply(me.request('delegation.create', create))
  const { invitation } = await unwrapReply<{ invitation: string }>(
    me.call('delegation.invite', { conference }),
  )
  await joinDelegation(anna, invitation, folder)
  const choice = { notes: true, internal: false, contacts: true, stars: true }
  for (const store of [me, anna])
    await unwrapReply(store.call('delegation.saveSettings', { conference, choice, isPaused: false }))
  await unwrapReply(anna.call('stars.set', { conference, session: 'workshop-8', starred: true }))

  const { id: person } = await unwrapReply<{ id: string }>(me.call('people.me', {}))
  const save = (store: Store, id: string, markdown: string, baseRevision = 0) =>
    unwrapReply(
      store.call('notes.save', {
        id,
        conference,
        session: 'plenary',
        keyMessage: null,
        markdown,
        baseRevision,
      }),
    )
  const note = randomUUID()
  const tasks = randomUUID()
  await save(
    anna,
    tasks,
    `- [ ] Send the draft to the secretariat [for you](rapporteur:for/member/${person})`,
  )
  await save(anna, note, 'The vote is at three.\n\nRomania takes the floor.')
  await unwrapReply(anna.call('delegation.setWritable', { conference, note, isWritable: true }))
  const fields = {
    name: 'Ana Ferreira',
    organisation: 'UNODC',
    country: '',
    role: 'Prosecutor',
    note: '',
    email: 'ana@office.example',
    telephone: '',
    metAt: 'workshop-8',
  }
  await unwrapReply(anna.call('contacts.save', { id: randomUUID(), conference, fields }))
  for (const store of [anna, me, anna]) await sync(store)
  for (const [store, hour] of [
    [anna, 'four'],
    [me, 'five'],
  ] as const) {
    const { revision } = await unwrapReply<{ revision: number }>(store.call('notes.get', { id: note }))
    await save(store, note, `The vote is at ${hour}.\n\nRomania takes the floor.`, revision)
  }
  for (const store of [anna, me, anna]) await sync(store)
  anna.close()
  me.close()
  return { note }
}
