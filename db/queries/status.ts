import type { HandlersOf } from '../context.ts'

export const status: HandlersOf<'status'> = {
  'status.get': ({ lifecycle }) => lifecycle.status(),
}

export const recovery: HandlersOf<'recovery'> = {
  'recovery.choose': ({ lifecycle }, { backup }) => {
    lifecycle.recover(backup)
    return null
  },
}
