import { StoreError } from '../../db/errors.ts'
import { ask, type Command, UsageError } from '../command.ts'
import { conferenceOption, getOnlyConference } from '../conferences.ts'
import { describeChanges, describeCounts } from '../describe-changes.ts'

export const history: Command = {
  name: 'history',
  arguments: '[id]',
  summary: 'List what was imported into a conference, newest first; with an id, what that changed',
  options: { ...conferenceOption, '--all': 'with an id: show every change' },
  run: (store, { values: [id], one, has }) => {
    const { slug, timeZone } = getOnlyConference(store, one('conference'))
    if (id === undefined) {
      const updates = ask(store, 'updates.list', { conference: slug })
      return {
        json: updates,
        text: updates
          .map(
            ({ id, appliedAt, fileName, isFirst, counts, beside, undoneAt }) =>
              `${id}  ${appliedAt}  ${fileName}: ${describeCounts(counts, beside)}` +
              `${isFirst ? ' (first import)' : ''}${undoneAt === null ? '' : ` (undone ${undoneAt})`}`,
          )
          .join('\n'),
      }
    }
    const update = ask(store, 'updates.get', { conference: slug, id: readId(id) })
    return { json: update, text: describeChanges(update.changes, timeZone, has('all')).join('\n') }
  },
}

export const undo: Command = {
  name: 'undo',
  summary: 'Bring a programme back as it was before the last import; your notes and stars stay as they are',
  options: conferenceOption,
  run: (store, { one }) => {
    const { slug } = getOnlyConference(store, one('conference'))
    const updates = ask(store, 'updates.list', { conference: slug })
    const [newest] = updates
    // If the only import cannot be undone, the store explains why.
    const isOnly = newest?.isFirst && newest.origin === 'file' && newest.undoneAt === null
    const last = updates.find(({ canUndo }) => canUndo) ?? (isOnly ? newest : undefined)
    // The history lists earlier imports too, so say why they cannot be undone.
    const why = updates.length > 1 ? ': only the last one can, and only once' : ''
    if (!last) throw new StoreError('not-found', `There is no import into ${slug} that can be undone${why}.`)
    ask(store, 'updates.undo', { conference: slug, id: last.id })
    return { json: { undone: last.id }, text: `The import of ${last.fileName} was undone.` }
  },
}

function readId(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UsageError(`“${text}” is not the number of an import: history lists them.`)
  return Number(text)
}
