/** A member of the delegation in the soak test. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { root as resources } from '../../scripts/lib/paths.ts'
import type { Carrier, Place } from './carriers/carrier.ts'
import { createDelegate, type DelegateProcess } from './process.ts'
import type { CarrierName, Plan } from './soak-run.ts'

export type Delegate = {
  name: string
  place: Place
  carrier: Carrier
  carrierName: CarrierName
  folder: string
  profile: string
  journal: string
  process: DelegateProcess
  device: string
  isCut: boolean
  isOlder: boolean
  isBusy: boolean
}

export function createMember(
  { folder, older, prepareProfile }: Plan,
  { place, carrier, carrierName }: Pick<Delegate, 'place' | 'carrier' | 'carrierName'>,
): Delegate {
  const name = `Delegate${String(place.number).padStart(2, '0')}`
  const [profile, journal] = [
    join(folder, `profile-${place.number}`),
    join(folder, `journal-${place.number}`),
  ]
  const isOlder = older !== null && place.number === 3
  mkdirSync(profile)
  prepareProfile?.(profile)
  const process = createDelegate({
    name,
    root: isOlder ? older : resources,
    profile,
    journal,
    prefix: place.prefix,
  })
  const folderHere = carrier.getFolder(place)
  return {
    name,
    place,
    carrier,
    carrierName,
    folder: folderHere,
    profile,
    journal,
    process,
    device: '',
    isCut: false,
    isOlder,
    isBusy: false,
  }
}
