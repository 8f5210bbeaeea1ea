/** The imports of a conference: date, file and changes, with Undo for the last one. */
import { useState } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { LibraryEntry, ProgrammeUpdate } from '../../../db/contract/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { hasNoChanges, ProgrammeChanges, summariseChanges, undoUpdate } from '../import/index.ts'
import { formatSessionCount } from '../schedule/index.ts'
import styles from './update-history.module.css'

export function UpdateHistory({ entry, onClose }: { entry: LibraryEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const { data: updates } = useStoreQuery('updates.list', { conference: entry.slug }, { keepPrevious: false })
  const undo = async (id: number, isFirst: boolean) => {
    const done = await undoUpdate(entry.slug, id)
    // Undoing the first import removes the conference.
    if (done && isFirst) onClose()
  }
  if (!updates) return null
  return (
    <Dialog
      role="dialog"
      size="large"
      title={t('history.title', { title: entry.title })}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          {t('import.close')}
        </Button>
      }
    >
      <p>{t('history.hint')}</p>
      <ul className={styles.updates} aria-label={t('history.updates')}>
        {updates.map((update, index) => (
          <li key={update.id}>
            <Update
              entry={entry}
              update={update}
              isLast={index === 0}
              onUndo={() => void undo(update.id, update.isFirst)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Update({
  entry,
  update: { id, appliedAt, origin, fileName, isFirst, counts, beside, undoneAt, canUndo },
  isLast,
  onUndo,
}: {
  entry: LibraryEntry
  update: ProgrammeUpdate
  isLast: boolean
  onUndo: () => void
}) {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const [isExpanded, setIsExpanded] = useState(isLast && !isFirst)
  // The first import cannot be undone once the delegate has data of their own in the conference.
  const isUndoBlocked = isLast && isFirst && origin === 'file' && undoneAt === null && !canUndo
  const facts = (
    <>
      <strong>
        <time dateTime={appliedAt}>{formatMoment(appliedAt)}</time>
      </strong>
      <span>{origin === 'bundled' ? t('history.bundled') : fileName}</span>
      <span>
        {isFirst
          ? t('history.first', { sessions: formatSessionCount(t, counts.added, counts.cancelled) })
          : summariseChanges(t, counts, beside)}
        {undoneAt !== null && ` · ${t('history.undone')}`}
      </span>
      {isUndoBlocked && <span>{t('history.held')}</span>}
    </>
  )
  return (
    <div className={styles.update}>
      {isFirst ? (
        <div className={styles.facts}>{facts}</div>
      ) : (
        <Disclosure
          isExpanded={isExpanded}
          onExpandedChange={setIsExpanded}
          className={styles.disclosure ?? ''}
        >
          <Heading level={3}>
            <AriaButton slot="trigger" className={styles.trigger ?? ''}>
              <span className={styles.facts}>{facts}</span>
            </AriaButton>
          </Heading>
          <DisclosurePanel className={styles.panel ?? ''}>
            {isExpanded && <Changes entry={entry} id={id} />}
          </DisclosurePanel>
        </Disclosure>
      )}
      {canUndo && <Button onPress={onUndo}>{t(isFirst ? 'history.undoFirst' : 'app.undo')}</Button>}
    </div>
  )
}

function Changes({ entry, id }: { entry: LibraryEntry; id: number }) {
  const { t } = useTranslation()
  const { data } = useStoreQuery('updates.get', { conference: entry.slug, id })
  if (!data) return null
  if (hasNoChanges(data.changes)) return <p>{t('history.nothing')}</p>
  return <ProgrammeChanges changes={data.changes} conference={entry} />
}
