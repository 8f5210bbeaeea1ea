/** Whose a note or contact is, where it is somebody else's. */
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'

/** "by Anna Ek" */
export function AuthorName({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data: people } = useStoreQuery('people.list', {})
  const name = people?.find((person) => person.id === id)?.name
  return people ? t('people.by', { name: name || t('people.unknown') }) : null
}
