/** What the delegate and colleagues remarked on each key message, and which messages are covered. */
import i18next from 'i18next'
import { useMemo } from 'react'
import type { KeyMessageMark, Remark } from '../../../db/contract/index.ts'
import type { ConferenceSlug, KeyMessage } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { announceToScreenReader } from '../../ui/live-region.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference, useNoteCounts, useStars } from '../sessions/index.ts'
import type { CoverageSource } from './key-message-coverage.ts'
import type { MarginNote } from './key-message-notes.ts'
import { createToggleMark } from './mark-changes.ts'
import { createRemarkDrafts } from './remark-drafts.ts'

export const markKinds = ['support', 'concern', 'follow-up'] as const satisfies readonly KeyMessageMark[]

export type Remarks = CoverageSource & {
  /** The delegate's own, by guid of the message. */
  own: ReadonlyMap<string, Remark>
  colleagues: ReadonlyMap<string, Remark[]>
}

const NO_REMARKS: readonly Remark[] = []

const isOwn = ({ by }: Remark) => by === null

export function useRemarks(notes: ReadonlyMap<string, MarginNote[]>): Remarks {
  const { slug } = useConference()
  const { data: remarks = NO_REMARKS } = useStoreQuery('keyMessages.remarks', { conference: slug })
  const { data: relatedSessions } = useStoreQuery('keyMessages.related', { conference: slug })
  const stars = useStars()
  const entryCounts = useNoteCounts()
  return useMemo(
    () => ({
      own: new Map(remarks.filter(isOwn).map((remark) => [remark.keyMessage as string, remark])),
      colleagues: Map.groupBy(
        remarks.filter((remark) => !isOwn(remark)),
        ({ keyMessage }) => keyMessage,
      ),
      notes,
      related: new Map(relatedSessions?.map(({ keyMessage, sessions }) => [keyMessage as string, sessions])),
      attended: new Set<string>([...stars, ...entryCounts.keys()]),
    }),
    [remarks, relatedSessions, stars, entryCounts, notes],
  )
}

const toggleAndSave = createToggleMark((input) => call('keyMessages.saveRemark', input))

/** Sets or removes a mark, and reads the change out. */
export async function toggleMark(
  conference: ConferenceSlug,
  { guid, number }: Pick<KeyMessage, 'guid' | 'number'>,
  mark: KeyMessageMark,
  remark: Remark | undefined,
): Promise<void> {
  const { t } = i18next
  try {
    const isSet = await toggleAndSave({ conference, keyMessage: guid }, mark, remark)
    const values = { number, mark: t(`keyMessages.marks.${mark}`) }
    announceToScreenReader(t(isSet ? 'keyMessages.marked' : 'keyMessages.unmarked', values))
  } catch (error) {
    announce(t('keyMessages.notMarked', { reason: getErrorText(error) }))
  }
}

export const comments = createRemarkDrafts((input) => call('keyMessages.saveRemark', input))
