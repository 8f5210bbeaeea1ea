/** Unsaved comments on key messages. They outlive their field, and are saved when typing pauses. */
import type { Input, Output } from '../../../db/contract/index.ts'
import type { ConferenceSlug, Guid } from '../../../db/model.ts'
import {
  isPassing,
  markFailed,
  markSaved,
  markUnsaved,
  RESUME_MS,
  type Writer,
} from '../../lib/save-state.ts'

const SAVE_DELAY_MS = 300
const RETRY_MS = 2_000

type Place = { conference: ConferenceSlug; keyMessage: Guid }
type Draft = Place & {
  comment: string
  writer: Writer
  timer: ReturnType<typeof setTimeout> | undefined
  saving: Promise<void> | null
}

export type RemarkDrafts = {
  edit(place: Place, comment: string): void
  flush(place: Place): Promise<void>
  /** The unsaved comment. */
  find(place: Place): string | undefined
}

export function createRemarkDrafts(
  save: (input: Input<'keyMessages.saveRemark'>) => Promise<Output<'keyMessages.saveRemark'>>,
): RemarkDrafts {
  const drafts = new Map<string, Draft>()
  const getKey = ({ conference, keyMessage }: Place) => `${conference}/${keyMessage}`

  function create(place: Place): Draft {
    const draft: Draft = {
      ...place,
      comment: '',
      writer: {
        flush: () => flush(place),
        text: () => draft.comment,
        subject: () => ({ kind: 'note', session: null, ...place }),
      },
      timer: undefined,
      saving: null,
    }
    drafts.set(getKey(place), draft)
    return draft
  }

  function saveSoon(draft: Draft, delay: number): void {
    clearTimeout(draft.timer)
    draft.timer = setTimeout(() => void flush(draft), delay)
  }

  async function flush(place: Place): Promise<void> {
    const draft = drafts.get(getKey(place))
    if (!draft) return
    clearTimeout(draft.timer)
    draft.saving ??= saveNow(draft).finally(() => {
      draft.saving = null
    })
    await draft.saving
  }

  async function saveNow(draft: Draft): Promise<void> {
    const { conference, keyMessage, comment, writer } = draft
    try {
      const { updatedAt } = await save({ conference, keyMessage, comment })
      if (draft.comment !== comment) return await saveNow(draft)
      drafts.delete(getKey(draft))
      markSaved(writer, updatedAt)
    } catch (error) {
      markFailed(writer, error)
      saveSoon(draft, isPassing(error) ? RESUME_MS : RETRY_MS)
    }
  }

  return {
    edit(place, comment) {
      const draft = drafts.get(getKey(place)) ?? create(place)
      draft.comment = comment
      markUnsaved(draft.writer)
      saveSoon(draft, SAVE_DELAY_MS)
    },
    flush,
    find: (place) => drafts.get(getKey(place))?.comment,
  }
}
