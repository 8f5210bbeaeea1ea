/** Shares notes with colleagues and imports theirs: writes, opens, previews, merges and undoes bundles. */

import { basename } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { isWithinLevel } from '../../core/note-format/index.ts'
import type { BundleOptions, ExportMode, MergePreview } from '../contract/index.ts'
import { StoreError, toLogText } from '../errors.ts'
import { writeExport } from '../export/render/write-file.ts'
import { toFileName } from '../formats/file-name.ts'
import { isAgeFile } from '../sharing/age-header.ts'
import { MAX_FILE_BYTES, type NotesBundle, type SignedBundle } from '../sharing/bundle.ts'
import { clampTimes } from '../sharing/clamp-times.ts'
import { rememberKey } from '../sharing/device.ts'
import { addPictures, gather } from '../sharing/gather.ts'
import { getSessionNames, importConference, locateConference } from '../sharing/included-programme.ts'
import { merge } from '../sharing/merge.ts'
import { hasChanges, planMerge } from '../sharing/plan.ts'
import { countEntries, describePlan, summarise } from '../sharing/preview-merge.ts'
import { getNoteRows, listStarRows } from '../sharing/rows.ts'
import { pack, unpack } from '../sharing/sharing-worker.ts'
import { findUnverified, getSigner, refuseUntrusted } from '../sharing/signer.ts'
import { type Touched, undoMerge } from '../sharing/undo-merge.ts'
import { getConferenceId } from '../sql/conferences.ts'
import { addReceivedFile, findReceivedFile, markUndone } from '../sql/export-log.ts'
import { getPerson } from '../sql/people.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Context, HandlersOf } from './context.ts'
import { logExport } from './export-log.ts'

export const sharing: HandlersOf<'sharing'> = {
  'sharing.contents': (context, options) => {
    const { bundle, passages } = gatherFor(context, options)
    const all = getNoteRows(context.sql, options.conference, context.author())
    return {
      notes: countEntries(bundle.notes.filter(({ deletedAt }) => deletedAt === null)),
      contacts: bundle.contacts.filter(({ deletedAt }) => deletedAt === null).length,
      stars: bundle.stars.filter(({ deletedAt }) => deletedAt === null).length,
      remarks: bundle.keyMessageRemarks?.filter(({ deletedAt }) => deletedAt === null).length ?? 0,
      withheld: countEntries(
        all.filter(
          ({ deletedAt, confidentiality }) =>
            deletedAt === null && !isWithinLevel(confidentiality, options.confidentiality),
        ),
      ),
      withheldPassages: passages.internal + passages.private,
      fileName: toFileName(
        [bundle.conference.title, getPerson(context.sql, context.author()).name].filter(Boolean).join(' '),
        'rapporteur',
      ),
    }
  },

  'sharing.save': async (context, { options, passphrase, grant }) => {
    const path = context.grants.take(grant, 'write')
    const at = context.now()
    const { bundle } = gatherFor(context, options)
    const device = context.device()
    const file = await pack(addPictures(context.sql, bundle), device.privateKey, passphrase)
    device.markShared()
    const saved = writeExport(path, file)
    const mode: ExportMode = {
      sessions: Array.isArray(options.sessions) ? options.sessions.length : options.sessions,
      confidentiality: options.confidentiality,
      encrypted: passphrase !== null,
    }
    if (hasEverything(options)) mode.hasAll = 'everything'
    logExport(context, options.conference, saved, 'rapporteur', mode, at)
    return saved
  },

  'sharing.open': async (context, { grant }) => {
    const path = context.grants.take(grant, 'read')
    const fileName = basename(path)
    const file = readChosen(path, MAX_FILE_BYTES, () => message('sharing.too-large', { file: fileName }))
    if (isAgeFile(file)) {
      return { opened: context.bundles.add({ fileName, file, signed: null }), fileName, preview: null }
    }
    const signed = await readBundle(context, file, null)
    const preview = makePreview(context, signed)
    return { opened: context.bundles.add({ fileName, file, signed }), fileName, preview }
  },

  'sharing.unlock': async (context, { opened, passphrase }) => {
    const known = context.bundles.get(opened)
    const signed = await readBundle(context, known.file, passphrase)
    const preview = makePreview(context, signed)
    known.signed = signed
    return preview
  },

  'sharing.merge': (context, { opened, choices }) => {
    const { signed, fileName } = context.bundles.get(opened)
    if (!signed) throw new StoreError('not-found', toLogText('The bundle is still locked.'))
    const { sql, now, author } = context
    const signer = getSigner(sql, author(), signed)
    const isTrusted = !signer.needsTrust || choices.trustKey
    const wholePlan = planMerge(sql, author(), signed.bundle)
    if (!isTrusted && (hasChanges(wholePlan) || locateConference(sql, signed.bundle) === 'in-file')) {
      refuseUntrusted(author(), signed.bundle, signer)
    }
    const unverified = choices.trustKey
      ? new Set<string>()
      : findUnverified(sql, signed.bundle, signer, wholePlan)
    const leftOut = unverified.size
    const bundle = isTrusted ? omitItems(signed.bundle, unverified) : createEmptyBundle(signed.bundle)
    importConference(context, bundle, fileName)
    const plan = planMerge(sql, author(), bundle)
    const summary = summarise(plan, choices)
    const publicKey = isTrusted ? signed.publicKey : null
    if (publicKey !== null) rememberKey(sql, { publicKey, person: bundle.from, now: now() })
    const touched = merge(context, bundle, plan, choices, {
      person: publicKey === null ? null : bundle.from,
      replacesName: signer.state === 'first' || signer.state === 'other',
    })
    context.bundles.close(opened)
    if (touched.length === 0) return { id: null, summary, signer, leftOut }
    const id = addReceivedFile(sql, {
      conference: bundle.conference.slug,
      at: now(),
      person: bundle.from,
      fileName,
      summary,
      touched,
    })
    return { id, summary, signer, leftOut }
  },

  'sharing.undo': (context, { id }) => {
    const { sql, now } = context
    const log = findReceivedFile(sql, id)
    if (!log || log.undoneAt !== null || log.before === '[]') {
      throw new StoreError('not-found', message('sharing.undo-too-late'))
    }
    const result = undoMerge(context, JSON.parse(log.before) as Touched[])
    markUndone(sql, id, now())
    return result
  },

  'sharing.close': ({ bundles }, { opened }) => {
    bundles.close(opened)
    return null
  },
}

function gatherFor(context: Context, options: BundleOptions): ReturnType<typeof gather> {
  const { sql, now, author, device } = context
  getConferenceId(sql, options.conference)
  // Includes stars of sessions that are not in the stored programme, since colleagues' notes may refer to them.
  const sessions =
    options.sessions === 'starred'
      ? listStarRows(sql, options.conference).flatMap((star) => (star.deletedAt === null ? star.session : []))
      : options.sessions
  return gather({ sql, me: author(), device: device().id, now: now() }, { ...options, sessions })
}

async function readBundle(
  { now }: Context,
  file: Uint8Array,
  passphrase: string | null,
): Promise<SignedBundle> {
  const signed = await unpack(file, passphrase)
  clampTimes(signed.bundle, now())
  return signed
}

function omitItems(bundle: NotesBundle, ids: ReadonlySet<string>): NotesBundle {
  const isKept = ({ id }: { id: string }) => !ids.has(id)
  return { ...bundle, notes: bundle.notes.filter(isKept), contacts: bundle.contacts.filter(isKept) }
}

/** Removes all data from a bundle. Nothing of a bundle is used if its sender is not trusted, not even names and clocks. */
function createEmptyBundle({ format, formatVersion, createdAt, from, conference }: NotesBundle): NotesBundle {
  const nothing = { people: [], notes: [], contacts: [], stars: [], pictures: [] }
  return { format, formatVersion, createdAt, from, conference, ...nothing }
}

function makePreview({ sql, author }: Context, signed: SignedBundle): MergePreview {
  const { bundle } = signed
  const state = locateConference(sql, bundle)
  if (state === 'missing') {
    const { notes, contacts, stars, conference } = bundle
    throw new StoreError(
      'not-found',
      notes.length + contacts.length === 0 && stars.length > 0
        ? message('sharing.stars-without-programme', { title: conference.title })
        : message('sharing.notes-without-programme', { title: conference.title }),
    )
  }
  const plan = planMerge(sql, author(), bundle)
  const signer = getSigner(sql, author(), signed)
  return describePlan(bundle, plan, {
    me: author(),
    names: getSessionNames(sql, bundle),
    isNew: state === 'in-file',
    signer,
    unverified: findUnverified(sql, bundle, signer, plan),
  })
}

/** Whether a file with these options contains all that the delegate wrote. */
function hasEverything(options: BundleOptions): boolean {
  const { sessions, notes, contacts, contactNotes, history, confidentiality } = options
  return sessions === null && notes && contacts && contactNotes && history && confidentiality === 'private'
}
