/** A member of the delegation in the soak test. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root as resources } from '../../scripts/lib/paths.ts'
import type { Carrier, Host } from './carriers/carrier.ts'
import { createDelegateProcess, type DelegateProcess } from './process.ts'
import type { CarrierName, Plan } from './soak-run.ts'

export type Member = {
  name: string
  host: Host
  carrier: Carrier
  carrierName: CarrierName
  /** The delegation's folder, as this member has it. */
  folder: string
  profile: string
  journal: string
  process: DelegateProcess
  device: string
  isOlder: boolean
  isOffline: boolean
  isBusy: boolean
}

export function createMember(
  { folder, older, prepareProfile }: Plan,
  { host, carrier, carrierName }: Pick<Member, 'host' | 'carrier' | 'carrierName'>,
): Member {
  const name = `Delegate${String(host.number).padStart(2, '0')}`
  const profile = join(folder, `profile-${host.number}`)
  const journal = join(folder, `journal-${host.number}`)
  mkdirSync(profile)
  prepareProfile?.(profile)
  const isOlder = host.number === 5 && older !== null
  const process = createDelegateProcess({
    name,
    root: isOlder ? older : resources,
    profile,
    journal,
    prefix: host.prefix,
  })
  return {
    name,
    host,
    carrier,
    carrierName,
    folder: carrier.getFolder(host),
    profile,
    journal,
    process,
    device: '',
    isOlder,
    isOffline: false,
    isBusy: false,
  }
}
