/** Earlier versions of a note, to read and restore. Replaces the editor while open. */
import { X } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { NoteId, NoteVersion } from '../../../../db/model.ts'
import { toConferenceClock } from '../../../lib/clock.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { EmptyMessage } from '../../../ui/empty-message.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useConference, useConferenceFormat } from '../../sessions/index.ts'
import styles from './version-pane.module.css'
import { copyPart, restoreVersion } from './version-restore.ts'
import { VersionText } from './version-text.tsx'

const VersionChanges = lazy(async () => ({ default: (await import('./version-changes.tsx')).VersionChanges }))

/** Shows a version as its text or as the changes since then. */
type Reading = 'text' | 'changes'

export function VersionPane({ id, onClose }: { id: NoteId; onClose: () => void }) {
  const { t } = useTranslation()
  const { data: versions, error } = useStoreQuery('notes.versions', { id }, { keepPrevious: false })
  const [chosen, setChosen] = useState<number | null>(null)
  const [reading, setReading] = useState<Reading>('text')
  const revision = chosen ?? versions?.[0]?.revision ?? null
  useEscape(onClose)
  return (
    <section aria-labelledby="versions-title" className={styles.pane}>
      <div className={styles.bar}>
        <h3 id="versions-title" className={styles.title}>
          {t('notePane.versions')}
        </h3>
        {revision !== null && (
          <Segmented<Reading>
            label={t('notePane.readingLabel')}
            segments={[
              { id: 'text', label: t('notePane.readingText') },
              { id: 'changes', label: t('notePane.readingChanges') },
            ]}
            value={reading}
            onChange={setReading}
          />
        )}
        <IconButton label={t('notePane.closeVersions')} shortcut="Esc" onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      {error && (
        <EmptyMessage title={t('notePane.failed')}>
          <p>{getErrorText(error)}</p>
        </EmptyMessage>
      )}
      {versions?.length === 0 && (
        <EmptyMessage title={t('notePane.noVersions')}>
          <p>{t('notePane.noVersionsHint')}</p>
        </EmptyMessage>
      )}
      {versions && revision !== null && (
        <div className={styles.columns}>
          <VersionList versions={versions} chosen={revision} onChoose={setChosen} />
          <Version id={id} revision={revision} reading={reading} onRestored={onClose} />
        </div>
      )}
    </section>
  )
}

function VersionList({
  versions,
  chosen,
  onChoose,
}: {
  versions: readonly NoteVersion[]
  chosen: number
  onChoose: (revision: number) => void
}) {
  const { t } = useTranslation()
  const formatSavedAt = useSavedAtFormat()
  const choose = (keys: Selection) => {
    const [key] = keys === 'all' ? [] : keys
    if (key !== undefined) onChoose(Number(key))
  }
  return (
    <ListBox
      aria-label={t('notePane.versions')}
      className={styles.list ?? ''}
      autoFocus
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={choose}
    >
      {versions.map(({ revision, savedAt, excerpt, entries }) => (
        <ListBoxItem
          key={revision}
          id={revision}
          textValue={formatSavedAt(savedAt)}
          className={`marked ${styles.version}`}
        >
          <span>{formatSavedAt(savedAt)}</span>
          <span className={styles.excerpt}>
            {t('agenda.notes', { count: entries })} · {excerpt}
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  )
}

function Version({
  id,
  revision,
  reading,
  onRestored,
}: {
  id: NoteId
  revision: number
  reading: Reading
  onRestored: () => void
}) {
  const { t } = useTranslation()
  const formatSavedAt = useSavedAtFormat()
  const { slug, timeZone } = useConference()
  const appendPart = useCallback((part: string) => void copyPart(id, slug, part), [id, slug])
  const { data, error } = useStoreQuery('notes.version', { id, revision })
  const { data: present } = useStoreQuery('notes.get', reading === 'changes' ? { id } : null)
  return (
    <div className={styles.reading}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled with the arrow keys */}
      <div className={styles.text} dir="auto" tabIndex={0}>
        {error && <p>{getErrorText(error)}</p>}
        {data && reading === 'text' && (
          <VersionText
            markdown={data.markdown}
            timeZone={timeZone}
            onCopy={appendPart}
            copyLabel={t('notePane.copyPart')}
          />
        )}
        {data && present && reading === 'changes' && (
          <Suspense>
            <VersionChanges before={data.markdown} after={present.markdown} timeZone={timeZone} />
          </Suspense>
        )}
      </div>
      {data && (
        <div className={styles.foot}>
          <Button
            variant="primary"
            onPress={() => {
              void restoreVersion(id, revision, formatSavedAt(data.savedAt)).then((isRestored) => {
                if (isRestored) onRestored()
              })
            }}
          >
            {t('notePane.restore')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Formats the store's instants, which are on the computer's clock, in the conference's time zone. */
function useSavedAtFormat(): (instant: string) => string {
  const { formatMoment } = useConferenceFormat()
  return (instant) => formatMoment(toConferenceClock(instant))
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onEscape()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onEscape])
}
