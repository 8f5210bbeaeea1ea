/** Lists the exports from this computer, with date and mode, and the imports from colleagues. */
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceivedEntry, SentEntry } from '../../../db/contract/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { useConference } from '../sessions/index.ts'
import { undoMerge } from './import-shared.tsx'
import { formatMergeSummary } from './merge-summary.ts'
import styles from './sharing.module.css'

export function SharingLog() {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data: sent = [] } = useStoreQuery('exportLog.sent', { conference: slug })
  const { data: received = [] } = useStoreQuery('exportLog.received', { conference: slug })
  return (
    <>
      <p>{t('sharing.logHint')}</p>
      {sent.length + received.length === 0 && <p>{t('sharing.logEmpty')}</p>}
      {sent.length > 0 && (
        <ul className={styles.log} aria-label={t('sharing.sent')}>
          {sent.map((entry) => (
            <Sent key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {received.length > 0 && (
        <ul className={styles.log} aria-label={t('sharing.received')}>
          {received.map((entry) => (
            <Received key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </>
  )
}

function Sent({ entry: { at, format, fileName, bytes, sha256, mode, verifiedAt } }: { entry: SentEntry }) {
  const { t } = useTranslation()
  const { formatMoment, formatBytes } = useSystemFormat()
  const { sessions, confidentiality, encrypted, chathamHouse } = mode
  const describeScope = () => {
    if (sessions === 'starred' || sessions === null) return t(`sharing.scopes.${sessions ?? 'all'}`)
    return t('export.inSessions', { count: sessions })
  }
  const modeTexts = [
    describeScope(),
    t(`confidentiality.asked.${confidentiality}`),
    chathamHouse && t('sharing.chathamHouse'),
    encrypted && t('sharing.locked'),
    verifiedAt !== null && t('afterEvent.checked'),
  ]
  return (
    <li>
      <div className={styles.what}>
        <span>{fileName || t(format === 'printer' ? 'sharing.printed' : 'sharing.clipboard')}</span>
        <time dateTime={at}>{formatMoment(at)}</time>
        <span>{[...modeTexts.filter(Boolean), formatBytes(bytes)].join(' · ')}</span>
        <details>
          <summary>{t('sharing.details')}</summary>
          SHA-256 <code>{sha256}</code>
        </details>
      </div>
    </li>
  )
}

function Received({
  entry: { id, at, name, fileName, undoneAt, canUndo, summary },
}: {
  entry: ReceivedEntry
}) {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const row = useRef<HTMLLIElement>(null)
  const couldUndo = useRef(canUndo)
  // Pressing Undo removes its button, so the focus moves to the row.
  useLayoutEffect(() => {
    if (couldUndo.current && !canUndo && document.activeElement === document.body) row.current?.focus()
    couldUndo.current = canUndo
  }, [canUndo])
  return (
    <li ref={row} tabIndex={-1}>
      <div className={styles.what}>
        <span>{t('sharing.from', { name: name || t('people.unknown') })}</span>
        <time dateTime={at}>{formatMoment(at)}</time>
        <span>
          {fileName} · {undoneAt ? t('sharing.undone') : formatMergeSummary(summary, t)}
        </span>
      </div>
      {canUndo && (
        <Button variant="quiet" onPress={() => void undoMerge(id)}>
          {t('app.undo')}
        </Button>
      )}
    </li>
  )
}
