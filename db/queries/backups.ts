import type { HandlersOf } from '../context.ts'

export const backups: HandlersOf<'backups'> = {
  'backups.list': ({ lifecycle }) => lifecycle.backups(),
  'backups.create': ({ lifecycle }) => lifecycle.backup('manual'),
  'backups.restore': ({ lifecycle }, { name }) => {
    lifecycle.restore(name)
    return null
  },
}
