/** Tests each call for organisers with a valid and an invalid request. A missing call is a compile error. */
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Case, checkCalls } from '../testing/calls.ts'
import type { packsCalls } from './packs.ts'

const cases: { [N in keyof typeof packsCalls]: Case<N> } = {
  'packs.create': {
    good: (store) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'made'), mode: 'write' })
      return { grant }
    },
    answers: ({ path }) => expect(readdirSync(path)).toContain('pack.json'),
    bad: [{}, { grant: 'x' }, { grant: randomUUID(), path: '/tmp/made' }],
  },
}

checkCalls(cases)
