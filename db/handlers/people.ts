/** The author of this profile, and colleagues whose notes were imported. */

import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { writeCardLines } from '../formats/vcard/write-card.ts'
import type { CardFields, OfficeFields, Person } from '../model.ts'
import { getFingerprint } from '../packs/keys.ts'
import { getCard, getOffice, saveCard, saveOffice } from '../sql/office.ts'
import { forgetKey, getPerson, listColleagueKeys, listPeople, savePerson } from '../sql/people.ts'
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

  'people.card': ({ sql, author }) => {
    const card = getCard(sql)
    return { ...card, text: writeOwnCard(getPerson(sql, author()), getOffice(sql), card) }
  },

  'people.saveCard': ({ sql }, card) => {
    saveCard(sql, card)
    return null
  },

  'people.list': ({ sql }) => listPeople(sql),

  'people.keys': ({ sql, author }) =>
    listColleagueKeys(sql, author()).map((key) => ({ ...key, fingerprint: getFingerprint(key.publicKey) })),

  'people.forgetKey': ({ sql, author }, { publicKey }) => {
    if (!forgetKey(sql, author(), publicKey)) {
      throw new StoreError('not-found', message('gone.colleague-key'))
    }
    return null
  },
}

/** Lines are not folded, since each character makes a QR code denser. */
function writeOwnCard(
  { name, delegation }: Person,
  { role, office, division }: OfficeFields,
  { email, telephone }: CardFields,
): string {
  if (name === '') return ''
  const organisation = [...new Set([office, division, delegation])].filter(Boolean).join(', ')
  const content = {
    name,
    organisation,
    role,
    email,
    telephone,
    country: '',
    note: '',
    id: null,
    updatedAt: null,
  }
  return writeCardLines('3.0', content).join('\r\n')
}
