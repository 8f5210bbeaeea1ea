/** A mark in the colour of a colleague, which is always shown beside the name. */
import { useMemo } from 'react'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from './conference.tsx'
import { assignColours, getDefaultColour } from './person-colours.ts'
import styles from './person-mark.module.css'

export function PersonMark({ id }: { id: string }) {
  const { slug } = useConference()
  const { data: delegation } = useStoreQuery('delegation.get', { conference: slug })
  const colours = useMemo(
    () => assignColours(delegation?.members.map(({ person }) => person) ?? []),
    [delegation],
  )
  return <span aria-hidden className={styles.mark} data-colour={colours.get(id) ?? getDefaultColour(id)} />
}
