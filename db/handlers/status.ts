import { writeExport } from '../export/render/write-file.ts'
import type { HandlersOf } from './context.ts'

export const status: HandlersOf<'status'> = {
  'status.get': ({ lifecycle }) => lifecycle.status(),
}

export const recovery: HandlersOf<'recovery'> = {
  'recovery.choose': ({ lifecycle }, { backup }) => {
    lifecycle.recover(backup)
    return null
  },
  'recovery.chooseFile': ({ lifecycle, grants }, { grant, secret }) => {
    const isLogIncomplete = lifecycle.recoverFrom(grants.peek(grant, 'read'), secret)
    grants.take(grant, 'read')
    return { isLogIncomplete }
  },
  'recovery.reopen': ({ lifecycle }) => {
    lifecycle.reopen()
    return null
  },
  'recovery.saveText': ({ grants }, { grant, text }) =>
    writeExport(grants.take(grant, 'write'), new TextEncoder().encode(text)),
  'recovery.salvage': async ({ lifecycle, grants }, { grant }) => {
    return lifecycle.salvage(grants.take(grant, 'write'))
  },
}
