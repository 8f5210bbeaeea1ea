import type { HandlersOf } from './context.ts'

export const backups: HandlersOf<'backups'> = {
  'backups.list': ({ lifecycle }) => lifecycle.backups(),
  'backups.create': ({ lifecycle }) => lifecycle.backup('manual'),
  'backups.compare': ({ lifecycle }, { name }) => lifecycle.compareBackup(name),
  'backups.restore': ({ lifecycle }, { name }) => {
    lifecycle.restore(name)
    return null
  },
  'backups.copy': ({ lifecycle, grants }, { grant }) => {
    lifecycle.copyTo(grants.take(grant, 'write'))
    return null
  },
  'backups.compareFile': ({ lifecycle, grants }, { grant, secret }) =>
    lifecycle.compareFile(grants.peek(grant, 'read'), secret),
  'backups.restoreFile': ({ lifecycle, grants }, { grant, secret }) => {
    lifecycle.restoreFile(grants.peek(grant, 'read'), secret)
    // The grant is used up only after the restore, so that a failed attempt can be repeated.
    grants.take(grant, 'read')
    return null
  },
}
