import { useMemo } from 'react'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from '../sessions/index.ts'
import { type Chapter, getChapters } from './key-message-text.ts'

/** undefined until the first answer. */
export function useChapters(): Chapter[] | undefined {
  const { slug } = useConference()
  const { data } = useStoreQuery('keyMessages.list', { conference: slug }, { keepPrevious: false })
  return useMemo(() => data && getChapters(data), [data])
}
