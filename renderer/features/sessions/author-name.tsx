/** Whose a note or contact is, where it is somebody else's. */
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'

/** "by Anna Ek" */
export function AuthorName({ id }: { id: string }) {
  const { t } = useTranslation()
  const name = usePersonName()(id)
  return name && t('people.by', { name })
}

/** What returns the name of a person, which is empty until the store has answered. */
export function usePersonName(): (id: string) => string {
  const { t } = useTranslation()
  const { data: people } = useStoreQuery('people.list', {})
  return (id) => (people ? people.find((person) => person.id === id)?.name || t('people.unknown') : '')
}
