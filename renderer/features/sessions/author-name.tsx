/** Names the author of somebody else's note or contact. */
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'
import styles from './person-mark.module.css'
import { PersonMark } from './person-mark.tsx'

/** "by Anna Ek", after her colour */
export function AuthorName({ id }: { id: string }) {
  const { t } = useTranslation()
  const name = usePersonName()(id)
  return (
    name && (
      <span className={styles.named}>
        <PersonMark id={id} />
        {t('people.by', { name })}
      </span>
    )
  )
}

/** @returns a function that gives a person's name, empty until the store has answered */
export function usePersonName(): (id: string) => string {
  const { t } = useTranslation()
  const { data: people } = useStoreQuery('people.list', {})
  return (id) => (people ? people.find((person) => person.id === id)?.name || t('people.unknown') : '')
}
