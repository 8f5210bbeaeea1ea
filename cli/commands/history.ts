import { type Command, callStore, UsageError } from '../command.ts'
import { conferenceOption, getOnlyConference } from '../conferences.ts'
import { describeChanges, describeCounts } from '../describe-changes.ts'
import { createError, t } from '../texts.ts'

export const history: Command = {
  name: 'history',
  arguments: '[id]',
  summary: 'history.summary',
  options: { ...conferenceOption, '--all': 'history.all' },
  run: (store, { values: [id], getOption, hasOption }) => {
    const { slug, timeZone } = getOnlyConference(store, getOption('conference'))
    if (id === undefined) {
      const updates = callStore(store, 'updates.list', { conference: slug })
      return {
        json: updates,
        text: updates
          .map(
            ({ id, appliedAt, fileName, isFirst, counts, beside, undoneAt }) =>
              `${id}  ${appliedAt}  ${t('ofFile', { file: fileName, problem: describeCounts(counts, beside) })}` +
              `${isFirst ? ` ${t('history.first')}` : ''}` +
              `${undoneAt === null ? '' : ` ${t('history.undone', { date: undoneAt })}`}`,
          )
          .join('\n'),
      }
    }
    const update = callStore(store, 'updates.get', { conference: slug, id: readId(id) })
    return {
      json: update,
      text: describeChanges(update.changes, timeZone, { all: hasOption('all') }).join('\n'),
    }
  },
}

export const undo: Command = {
  name: 'undo',
  summary: 'undo.summary',
  options: conferenceOption,
  run: (store, { getOption }) => {
    const { slug } = getOnlyConference(store, getOption('conference'))
    const updates = callStore(store, 'updates.list', { conference: slug })
    const [newest] = updates
    // If the only import cannot be undone, the store explains why.
    const isOnly = newest?.isFirst && newest.origin === 'file' && newest.undoneAt === null
    const last = updates.find(({ canUndo }) => canUndo) ?? (isOnly ? newest : undefined)
    // The history lists earlier imports too, so the answer explains why they cannot be undone.
    const reason = updates.length > 1 ? 'undo.onlyLast' : 'undo.none'
    if (!last) throw createError('not-found', reason, { slug })
    callStore(store, 'updates.undo', { conference: slug, id: last.id })
    return { json: { undone: last.id }, text: t('undo.done', { file: last.fileName }) }
  },
}

function readId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(t('history.noNumber', { text }))
  return Number(text)
}
