/** For organisers. */
import { z } from 'zod'
import { type Calls, grant, mutation } from './call.ts'

export const packsCalls = {
  /** Creates the granted folder with samples from which `pack build` makes a pack. Refused as `occupied` if it has files. */
  'packs.create': {
    ...mutation(z.strictObject({ grant })).returns<{ path: string }>(),
    transaction: false,
    evenReadOnly: true,
  },
} as const satisfies Calls
