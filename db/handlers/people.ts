/** The author of this profile, and colleagues whose notes were imported. */

import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { getFingerprint } from '../packs/keys.ts'
import { getOffice, saveOffice } from '../sql/office.ts'
import { forgetKey, getPerson, listKeys, listPeople, savePerson } from '../sql/people.ts'
import type { HandlersOf } from './context.ts'

export const people: HandlersOf<'people'> = {
  'people.me': ({ sql, author }) => getPerson(sql, author()),

  'people.saveMe': ({ sql, now, author }, { name, delegation }) => {
    savePerson(sql, { id: author(), name, delegation, updatedAt: now() })
    return null
  },

  'people.office': ({ sql }) => getOffice(sql),

  'people.saveOffice': ({ sql }, office) => {
    saveOffice(sql, office)
    return null
  },

  'people.list': ({ sql }) => listPeople(sql),

  'people.keys': ({ sql, author }) =>
    listKeys(sql, author()).map((key) => ({ ...key, fingerprint: getFingerprint(key.publicKey) })),

  'people.forgetKey': ({ sql, author }, { publicKey }) => {
    if (!forgetKey(sql, author(), publicKey)) {
      throw new StoreError('not-found', message('gone.colleague-key'))
    }
    return null
  },
}
