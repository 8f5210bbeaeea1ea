/** After the event: verify saved reports, back up, then delete what the delegate wrote from this computer. */
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fold } from '../../core/fold.ts'
import { message } from '../../core/i18n/message.ts'
import type { SentEntry } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { hashContent, hashFolder, writeExport } from '../export/render/write-file.ts'
import { readBack, readBackFolder, readFolder } from '../maintenance/read-back.ts'
import type { ConferenceSlug } from '../model.ts'
import { findTitle } from '../sql/conferences.ts'
import { listExports, markVerified } from '../sql/export-log.ts'
import { countChanged, countUserData } from '../sql/user-data.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Context, HandlersOf } from './context.ts'
import { exportLog, logExport } from './export-log.ts'

const MAX_BYTES = 1024 * 1024 * 1024

export const afterEvent: HandlersOf<'afterEvent'> = {
  'afterEvent.state': (context, { conference }) => {
    const { sql, lifecycle } = context
    const copies = listExports(sql, conference).filter(
      ({ format, verifiedAt }) => verifiedAt !== null || format === 'backup',
    )
    const notesSavedAt = copies.find(({ mode }) => mode.hasAll)?.at ?? null
    const othersSavedAt = copies.find(({ mode }) => mode.hasAll === 'everything')?.at ?? null
    return {
      sent: listSentFiles(context, conference),
      unsaved: countChanged(sql, conference, { notes: notesSavedAt, others: othersSavedAt }),
      contents: { ...countUserData(sql, conference), backups: lifecycle.backups().length },
    }
  },

  'afterEvent.verify': async (context, { conference, grant }) => {
    const path = context.grants.take(grant, 'read')
    const name = basename(path)
    const { sha256, assertReadable } = hashSaved(path)
    const entry = listSentFiles(context, conference).find((known) => known.sha256 === sha256)
    if (!entry) {
      throw new StoreError('not-found', message('after-event.not-on-record', { name }))
    }
    try {
      assertReadable(entry.format)
    } catch (error) {
      throw new StoreError('bad-file', message('after-event.not-readable', { name }), { cause: error })
    }
    const verifiedAt = context.now()
    context.db.transaction(() => markVerified(context.sql, entry.id, verifiedAt)).immediate()
    return { ...entry, verifiedAt }
  },

  'afterEvent.backUp': async (context, { conference, grant }) => {
    const path = context.grants.take(grant, 'write')
    const at = context.now()
    context.lifecycle.copyTo(path)
    const saved = { path, bytes: statSync(path).size, sha256: await hashFile(path) }
    const mode = { sessions: null, confidentiality: 'private', hasAll: 'everything' } as const
    logExport(context, conference, saved, 'backup', mode, at)
    return saved
  },

  'afterEvent.wipe': async (
    context,
    { conference, confirmation, unverified, deleteRecords, recoveryCode },
  ) => {
    const { sql, lifecycle } = context
    const title = findTitle(sql, conference)
    if (title === null) throw new StoreError('not-found', message('conference.unknown', { slug: conference }))
    if (fold(confirmation.trim()) !== fold(title.trim())) {
      throw new StoreError('conflict', message('after-event.type-name', { title }))
    }
    const { sent, unsaved } = afterEvent['afterEvent.state'](context, { conference })
    if (Object.values(unsaved).some((count) => count > 0) && !unverified) {
      throw new StoreError('conflict', message('after-event.unsaved'))
    }
    const wipedAt = context.now()
    return {
      at: wipedAt,
      conference: { slug: conference, title },
      verified: sent.filter(({ verifiedAt }) => verifiedAt !== null),
      ...lifecycle.wipe(conference, deleteRecords, recoveryCode),
    }
  },

  'afterEvent.saveReceipt': ({ grants }, { grant, text }) =>
    writeExport(grants.take(grant, 'write'), new TextEncoder().encode(text)),
}

/** Hashes a saved file or folder. `assertReadable` throws if its content is damaged. */
function hashSaved(path: string): { sha256: string; assertReadable: (format: string) => void } {
  const stats = statSync(path)
  if (stats.isDirectory()) {
    const files = readFolder(path, MAX_BYTES)
    return { sha256: hashFolder(files).sha256, assertReadable: () => readBackFolder(files) }
  }
  const file = readChosen(path, MAX_BYTES, () => message('after-event.too-large', { name: basename(path) }))
  return { sha256: hashContent(file).sha256, assertReadable: (format) => readBack(file, format) }
}

/** Lists the exported files. Leaves out clipboard copies, which cannot be read back, and backups, which are checked when they are made. */
function listSentFiles(context: Context, conference: ConferenceSlug): SentEntry[] {
  return exportLog['exportLog.sent'](context, { conference }).filter(
    ({ format, fileName }) => fileName !== '' && format !== 'backup',
  )
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
