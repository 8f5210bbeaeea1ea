/** Who writes here, and whose notes were taken in. */

import { officeOf, saveOffice } from '../sql/office.ts'
import { listPeople, personOf, savePerson } from '../sql/people.ts'
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
}
