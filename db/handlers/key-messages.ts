import { randomUUID } from 'node:crypto'
import { message } from '../../core/i18n/message.ts'
import { KeyMessageMark } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { listKeyMessages } from '../sql/key-messages.ts'
import { getPerson } from '../sql/people.ts'
import { findRemark, listRemarks, putRemark } from '../sql/remarks.ts'
import type { HandlersOf } from './context.ts'

export const keyMessages: HandlersOf<'keyMessages'> = {
  'keyMessages.list': ({ sql }, { conference }) => listKeyMessages(sql, conference),

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
    if (marks.join() === before.marks.join() && comment === before.comment) return null
    putRemark(sql, {
      ...{ conference, keyMessage, marks, comment },
      id: stored?.id ?? randomUUID(),
      person: '',
      author: author(),
      device: device().id,
      revision: (stored?.revision ?? 0) + 1,
      updatedAt: now(),
      deletedAt: marks.length === 0 && comment.trim() === '' ? now() : null,
    })
    return null
  },
}
