/** Unsaved comments on key messages. */
import type { Input, Output } from '../../../db/contract/index.ts'
import type { ConferenceSlug, Guid } from '../../../db/model.ts'
import { createDraft, type Draft } from '../../lib/draft.ts'

type Place = { conference: ConferenceSlug; keyMessage: Guid }

export type RemarkDrafts = {
  edit(place: Place, comment: string): void
  flush(place: Place): Promise<void>
  /** The unsaved comment. */
  find(place: Place): string | null
}

export function createRemarkDrafts(
  save: (input: Input<'keyMessages.saveRemark'>) => Promise<Output<'keyMessages.saveRemark'>>,
): RemarkDrafts {
  const drafts = new Map<string, Draft<string>>()

  function getDraft({ conference, keyMessage }: Place): Draft<string> {
    const key = `${conference}/${keyMessage}`
    const existingDraft = drafts.get(key)
    if (existingDraft) return existingDraft
    const draft = createDraft<string>(
      async (comment) => (await save({ conference, keyMessage, comment })).updatedAt,
      {
        text: (comment) => comment,
        subject: () => ({ kind: 'note', session: null, conference, keyMessage }),
      },
    )
    drafts.set(key, draft)
    return draft
  }

  return {
    edit: (place, comment) => getDraft(place).edit(comment),
    flush: (place) => getDraft(place).flush(),
    find: (place) => getDraft(place).getUnsaved(),
  }
}
