import {
  archiveConference,
  getConference,
  listConferences,
  listLibrary,
  removeConference,
  renameConference,
  unhideConference,
} from '../sql/conferences.ts'
import { findAddress, putAddress } from '../sql/programme-addresses.ts'
import { deleteUserData, restoreUserData } from '../sql/user-data.ts'
import type { HandlersOf } from './context.ts'

export const conferences: HandlersOf<'conferences'> = {
  'conferences.list': ({ sql }) => listConferences(sql),
  'conferences.library': ({ sql }) =>
    listLibrary(sql).map((entry) => ({ ...entry, address: findAddress(sql, entry.slug) })),
  'conferences.get': ({ sql }, { conference }) => getConference(sql, conference),

  'conferences.keepEtag': ({ sql }, { conference, etag }) => {
    const stored = findAddress(sql, conference)
    if (stored) putAddress(sql, conference, { ...stored, etag })
    return null
  },

  'conferences.archive': ({ sql, now }, { conference, archived }) => {
    archiveConference(sql, conference, archived ? now() : null)
    return null
  },

  'conferences.rename': ({ sql }, { conference, title }) => {
    renameConference(sql, conference, title)
    return null
  },

  'conferences.remove': (context, { conference, own }) => {
    const removedAt = context.now()
    removeConference(context.sql, conference, removedAt)
    if (own === 'delete') deleteUserData(context, conference, removedAt)
    return null
  },

  'conferences.restore': (context, { conference }) => {
    restoreUserData(context, conference)
    unhideConference(context.sql, conference)
    return null
  },
}
