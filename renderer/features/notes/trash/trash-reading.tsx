/** Shows the items selected in the trash, with the actions on them. */
import { useTranslation } from 'react-i18next'
import type { Trash } from '../../../../db/contract/index.ts'
import type { NoteId } from '../../../../db/model.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { getSessionName } from '../../schedule/index.ts'
import { useConference, useSessions } from '../../sessions/index.ts'
import { VersionText } from '../versions/version-text.tsx'
import styles from './notes-trash.module.css'
import type { TrashItem } from './trash-items.ts'

export function TrashReading({
  items,
  onRestore,
  onRemove,
}: {
  items: readonly TrashItem[]
  onRestore: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const [item] = items
  if (!item) return null
  return (
    <article className={styles.reading}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled with the arrow keys */}
      <div className={styles.text} dir="auto" tabIndex={0}>
        {items.length > 1 ? (
          <p className={styles.several}>{t('trash.several', { count: items.length })}</p>
        ) : item.kind === 'note' ? (
          <DeletedNote key={item.key} id={item.note.id} />
        ) : (
          <DeletedContact contact={item.contact} />
        )}
      </div>
      <div className={styles.foot}>
        <Button variant="primary" onPress={onRestore}>
          {t('trash.restore', { count: items.length })}
        </Button>
        <Button onPress={onRemove}>{t('trash.remove')}</Button>
      </div>
    </article>
  )
}

function DeletedNote({ id }: { id: NoteId }) {
  const { timeZone } = useConference()
  const { data, error } = useStoreQuery('trash.note', { id }, { keepPrevious: false })
  if (error) return <p>{getErrorText(error)}</p>
  return data ? <VersionText markdown={data.markdown} timeZone={timeZone} /> : null
}

function DeletedContact({ contact }: { contact: Trash['contacts'][number] }) {
  const { t } = useTranslation()
  const sessions = useSessions()
  const metAtSession = sessions?.find(({ guid }) => guid === contact.metAt)
  const facts = [
    [t('contacts.organisation'), contact.organisation],
    [t('contacts.role'), contact.role],
    [t('contacts.country'), contact.country],
    [t('contacts.email'), contact.email],
    [t('contacts.telephone'), contact.telephone],
    [t('contacts.metAt'), metAtSession ? getSessionName(metAtSession) : ''],
    [t('contacts.note'), contact.note],
  ].filter(([, value]) => value)
  return (
    <>
      <h2 className={styles.name}>{contact.name}</h2>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
