/** Whether the members of the delegation may edit a note. */
import { useTranslation } from 'react-i18next'
import type { NoteId } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { call } from '../../../lib/store-client.ts'
import type { MenuAction } from '../../../ui/menu-popover.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
import { useConference } from '../../sessions/index.ts'

/** @returns null without a delegation */
export function useIsWritable(id: NoteId): boolean | null {
  const { slug } = useConference()
  const { data } = useStoreQuery('delegation.get', { conference: slug })
  return data ? data.writable.includes(id) : null
}

/** @returns the entry of a menu; null without a delegation */
export function useWritingChoice(note: NoteId): MenuAction | null {
  const { t } = useTranslation()
  const { slug: conference } = useConference()
  const isWritable = useIsWritable(note)
  if (isWritable === null) return null
  return {
    id: 'writing',
    label: t(isWritable ? 'delegation.writeAlone' : 'delegation.allWrite'),
    onAction: () =>
      void call('delegation.setWritable', { conference, note, isWritable: !isWritable }).catch((error) =>
        announce(getErrorText(error)),
      ),
  }
}
