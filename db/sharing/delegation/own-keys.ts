/** The age identity of this device, to which colleagues encrypt new group keys. */
import type { Writer } from '../../store/context.ts'
import { makeKeysInWorker } from '../sharing-worker.ts'
import { getCurrentKey } from './group-keys.ts'
import type { Syncing } from './read-files.ts'
import { changeState, type DelegationState, getState, type OwnKeys } from './state.ts'
import { takeOverWritable } from './writable.ts'

export async function makeOwnKeys({ device }: Pick<Writer, 'device'>): Promise<OwnKeys> {
  return { ...(await makeKeysInWorker()), devices: [device().id] }
}

/**
 * Replaces the identity if another device of the delegate may have it: in a copied or restored notebook, and in one from which a copy was
 * made. That device could otherwise read new group keys after it was removed.
 */
export async function renewOwnKeys({ context, slug, transact }: Syncing): Promise<void> {
  const { own, members } = getState(context.sql, slug)
  const ownDevices = members.flatMap(({ person, device }) => (person === context.author() ? device : []))
  const devices = [...new Set([...own.devices, context.device().id, ...ownDevices])]
  if (devices.length === own.devices.length) return
  const keys = await makeOwnKeys(context)
  transact(() =>
    changeState(context.sql, slug, (state) => {
      state.formerIdentities = [...(state.formerIdentities ?? []), state.own.identity]
      const isCopy = !own.devices.includes(context.device().id)
      if (isCopy) takeOverWritable(state, own.devices, context.device().id)
      // A restored notebook may have other stars than its former device sent last.
      if (isCopy) delete state.published.stars
      state.own = { ...keys, devices }
      // The next file is a snapshot, with which colleagues learn of the new recipient.
      state.published.device = ''
    }),
  )
}

/**
 * The devices to which a new group key is encrypted. Leaves out removed devices and their copies (devices of the same person with the same
 * recipient). Includes a device that waits for the delegate's confirmation if another member confirmed it and so gave it the current key.
 */
export function listRemaining(
  { keys, members, waiting }: DelegationState,
  removed: readonly string[],
): { device: string; recipient: string }[] {
  const current = getCurrentKey(keys)
  const confirmed = waiting.flatMap(({ device, person, recipient }) =>
    recipient && current.members.includes(device) ? { device, person, recipient } : [],
  )
  const all = [...members, ...confirmed]
  const getOwner = ({ person, recipient }: (typeof all)[number]) => `${person} ${recipient}`
  const unsafe = new Set(all.filter(({ device }) => removed.includes(device)).map(getOwner))
  return all.filter((one) => !unsafe.has(getOwner(one)))
}
