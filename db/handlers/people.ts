/** Who writes here, and whose notes were taken in. */

import { StoreError } from '../errors.ts'
import { fingerprintOf } from '../packs/keys.ts'
import { officeOf, saveOffice } from '../sql/office.ts'
import { forgetKey, listKeys, listPeople, personOf, savePerson } from '../sql/people.ts'
import type { HandlersOf } from './context.ts'

export const people: HandlersOf<'people'> = {
  'people.me': ({ sql, author }) => personOf(sql, author()),

  'people.saveMe': ({ sql, now, author }, { name, delegation }) => {
    savePerson(sql, { id: author(), name, delegation, updatedAt: now() })
    return null
  },

  'people.office': ({ sql }) => officeOf(sql),

  'people.saveOffice': ({ sql }, office) => {
    saveOffice(sql, office)
    return null
  },

  'people.list': ({ sql }) => listPeople(sql),

  'people.keys': ({ sql, author }) =>
    listKeys(sql, author()).map((key) => ({ ...key, fingerprint: fingerprintOf(key.publicKey) })),

  'people.forgetKey': ({ sql, author }, { publicKey }) => {
    if (!forgetKey(sql, author(), publicKey)) {
      throw new StoreError('not-found', 'This key is not remembered as a colleague’s.')
    }
    return null
  },
}
