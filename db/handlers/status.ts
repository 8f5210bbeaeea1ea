import { forLog, StoreError } from '../errors.ts'
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
  'recovery.reopen': ({ lifecycle }) => {
    lifecycle.reopen()
    return null
  },
  'recovery.saveText': ({ grants }, { grant, text }) =>
    writeExport(grants.take(grant, 'write'), new TextEncoder().encode(text)),
  'recovery.salvage': async ({ lifecycle, grants }, { grant }) => {
    const { damage } = lifecycle.status()
    if (!damage?.movedTo) throw new StoreError('conflict', forLog('There is no damaged database to read.'))
    const path = grants.take(grant, 'write')
    // Loaded on demand, because few people ever need it.
    const { salvage } = await import('../maintenance/salvage/salvage.ts')
    return salvage(damage.movedTo, path)
  },
}
