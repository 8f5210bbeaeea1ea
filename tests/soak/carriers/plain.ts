/** One folder for all members, such as on a network drive. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Carrier, CarrierOptions } from './carrier.ts'

export function startPlain({ folder }: CarrierOptions): Carrier {
  const shared = join(folder, 'shared')
  mkdirSync(shared)
  return {
    getFolder: () => shared,
    getBridge: () => shared,
    carry: async () => {},
    delayMs: 0,
    stop: async () => {},
  }
}
