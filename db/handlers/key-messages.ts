import { createHash, randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { KeyMessageMark } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { executePlan, type Plan } from '../import/apply/update.ts'
import { matchKeyMessages } from '../import/key-messages/match.ts'
import { readKeyMessages } from '../import/key-messages/read-markdown.ts'
import { compareProgrammes, isUnchanged } from '../import/matching/compare.ts'
import { hasSpokenLanguages } from '../import/matching/file-memory.ts'
import { readProgramme } from '../import/matching/stored-programme.ts'
import type { ConferenceSlug } from '../model.ts'
import { getImportedFile, getProgrammeVersionKey } from '../sql/conferences.ts'
import { listKeyMessages } from '../sql/key-messages.ts'
import { getPerson } from '../sql/people.ts'
import { findRemark, listRemarks, putRemark } from '../sql/remarks.ts'
import { findRelatedSessions } from '../sql/search/related-sessions.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { Sql } from '../store/open.ts'
import type { HandlersOf } from './context.ts'

export const keyMessages: HandlersOf<'keyMessages'> = {
  'keyMessages.list': ({ sql }, { conference }) => listKeyMessages(sql, conference),

  'keyMessages.previewFile': ({ sql, grants }, { conference, grant }) => {
    const file = readFile(grants.peek(grant, 'read'))
    const { bundle, comparison } = planMessages(sql, conference, file)
    const messages = bundle.keyMessages.flatMap(({ points, guid, number, lead }) => [
      { number, lead, parent: null },
      ...points.map((point) => ({ number: point.number, lead: point.lead, parent: guid })),
    ])
    const kept = new Set<string>(
      bundle.keyMessages.flatMap((one) => [one, ...one.points]).map(({ guid }) => guid),
    )
    return {
      fileName: file.fileName,
      sha256: file.sha256,
      messages,
      changes: comparison.otherChanges.keyMessages,
      marked: listRemarks(sql, conference).filter(
        ({ person, deletedAt, keyMessage }) => person === '' && deletedAt === null && !kept.has(keyMessage),
      ).length,
    }
  },

  'keyMessages.importFile': (context, { conference, grant, sha256 }) => {
    const file = readFile(context.grants.peek(grant, 'read'))
    if (file.sha256 !== sha256) throw new StoreError('conflict', message('key-messages.changed'))
    const { slug, ...plan } = planMessages(context.sql, conference, file)
    if (isUnchanged(plan.comparison)) return { update: null }
    const update = executePlan(context, plan, {
      origin: { kind: 'file', fileName: file.fileName },
      backUpFirst: () => context.lifecycle.backup('import'),
      fileSlug: slug,
    })
    // The grant is spent only after the import, so that a failed import can be tried again.
    context.grants.take(grant, 'read')
    return { update }
  },

  'keyMessages.related': ({ sql }, { conference }) => {
    const messages = listKeyMessages(sql, conference)
    const found = findRelatedSessions(
      sql,
      conference,
      messages.map(({ text }) => text),
    )
    return messages.map(({ guid }, index) => ({ keyMessage: guid, sessions: found[index] ?? [] }))
  },

  'keyMessages.remarks': ({ sql }, { conference }) =>
    listRemarks(sql, conference)
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ keyMessage, person, marks, comment, updatedAt }) => ({
        ...{ keyMessage, marks, comment, updatedAt },
        by: person === '' ? null : getPerson(sql, person).name,
      })),

  'keyMessages.saveRemark': ({ sql, now, author, device }, { conference, keyMessage, ...changes }) => {
    const stored = findRemark(sql, { conference, keyMessage, person: '' })
    const isKnown = listKeyMessages(sql, conference).some(({ guid }) => guid === keyMessage)
    if (!stored && !isKnown) throw new StoreError('not-found', message('gone.key-message'))
    const before = stored?.deletedAt === null ? stored : { marks: [], comment: '' }
    const marked = new Set(changes.marks ?? before.marks)
    const marks = KeyMessageMark.options.filter((mark) => marked.has(mark))
    const comment = changes.comment ?? before.comment
    if (marks.join() === before.marks.join() && comment === before.comment) {
      return { updatedAt: stored?.updatedAt ?? now() }
    }
    const updatedAt = now()
    putRemark(sql, {
      ...{ conference, keyMessage, marks, comment },
      id: stored?.id ?? randomUUID(),
      person: '',
      author: author(),
      device: device().id,
      revision: (stored?.revision ?? 0) + 1,
      updatedAt,
      deletedAt: marks.length === 0 && comment.trim() === '' ? updatedAt : null,
    })
    return { updatedAt }
  },
}

const MAX_FILE_BYTES = 4 * 1024 * 1024

type MessagesFile = { fileName: string; sha256: string; text: string }

function readFile(path: string): MessagesFile {
  const fileName = basename(path)
  const bytes = readChosen(path, MAX_FILE_BYTES, () => message('key-messages.too-large', { file: fileName }))
  return { fileName, sha256: createHash('sha256').update(bytes).digest('hex'), text: decode(bytes) }
}

/** Plans an update of the programme that changes only the key messages. `slug`: the slug in the organiser's files. */
function planMessages(
  sql: Sql,
  conference: ConferenceSlug,
  { text, sha256 }: MessagesFile,
): Plan & { comparison: NonNullable<Plan['comparison']>; slug: string } {
  const before = readProgramme(sql, conference)
  const stored = getImportedFile(sql, conference)
  if (!before) throw new Error('The conference was removed while its key messages were read.')
  const bundle = { ...before, keyMessages: matchKeyMessages(readKeyMessages(text), before.keyMessages) }
  return {
    state: 'newer',
    bundle,
    // The hash of the organiser's file, which stays recognisable, and the hash of the new key messages.
    hash: `${stored.hash.split(' ')[0]} key-messages ${sha256}`,
    versionKey: getProgrammeVersionKey(sql, conference),
    before,
    baseline: before,
    comparison: compareProgrammes(before, bundle),
    importedAt: null,
    isSameVersion: false,
    warnings: [],
    remembered: { sequences: new Map(), known: new Map(), spoken: hasSpokenLanguages(sql, conference) },
    slug: stored.slug,
  }
}
