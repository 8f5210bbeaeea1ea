/** Lists the verified backups of the notebook, makes a new one and restores one. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Backup, BackupComparison } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { saveAll } from '../../lib/save-state.ts'
import { useShowMore } from '../../lib/show-more.ts'
import { call } from '../../lib/store-client.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-backups.module.css'

const SHOWN_AT_FIRST = 7

export function Backups() {
  const { t } = useTranslation()
  const { zone, formatMoment } = useSystemFormat()
  const { data: backups = [] } = useStoreQuery('backups.list', {})
  const { data: status } = useStoreQuery('status.get', {})
  const create = useStoreMutation('backups.create')
  const { list, shown, more, showAll } = useShowMore(backups, SHOWN_AT_FIRST)
  const [chosen, setChosen] = useState<Backup | null>(null)
  const restore = useRestore()

  const backUp = async () => {
    try {
      // Save unsaved text first, so that the backup contains it.
      await saveAll()
      await create.mutateAsync({})
      announce(t('settings.backedUp'))
    } catch (error) {
      announce(t('settings.backUpFailed', { reason: getErrorText(error) }))
    }
  }
  return (
    <>
      <p>{t('settings.backupsHint')}</p>
      {status?.backupProblem && (
        <Problem text={t('settings.backupProblem', { reason: getErrorText(status.backupProblem) })} isNew />
      )}
      {status?.keptLog && <Problem text={t('settings.keptLog', { folder: status.keptLog })} />}
      <Button onPress={() => void backUp()} isPending={create.isPending}>
        {t('settings.backUpNow')}
      </Button>
      {backups.length > 0 && (
        <ul ref={list} className={styles.backups} aria-label={t('settings.backups')}>
          {shown.map((backup) => (
            <BackupRow key={backup.name} backup={backup} onRestore={() => setChosen(backup)} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="quiet" onPress={showAll}>
          {t('settings.allBackups', { count: backups.length })}
        </Button>
      )}
      <p>{t('settings.backupZone', { zone })}</p>
      {chosen && (
        // Cancel has the focus, so that an Enter key that is still held down from the list does not restore.
        <FormDialog
          role="alertdialog"
          title={t('settings.restoreTitle')}
          action={t('settings.restoreConfirm')}
          cancel={t('settings.restoreCancel')}
          workingText={t('settings.restoring')}
          run={async () => {
            await restore(
              () => call('backups.restore', { name: chosen.name }),
              t('settings.restored', { moment: formatMoment(chosen.createdAt) }),
            )
            setChosen(null)
          }}
          onClose={() => setChosen(null)}
        >
          <p>{t('settings.restoreWhat', { moment: formatMoment(chosen.createdAt) })}</p>
          <BackupSummary name={chosen.name} />
          <p>{t('settings.restoreSafe')}</p>
        </FormDialog>
      )}
    </>
  )
}

function BackupSummary({ name }: { name: string }) {
  const { data } = useStoreQuery('backups.compare', { name })
  return data ? <Comparison comparison={data} /> : null
}

/** Shown before a restore: what it brings back and what it removes. */
export function Comparison({ comparison: { holds, goes: lost, older } }: { comparison: BackupComparison }) {
  const { t, i18n } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const listCounts = (counts: typeof lost) =>
    new Intl.ListFormat(i18n.language).format([
      ...(counts.notes > 0 ? [t('sharing.noteChanges', { count: counts.notes })] : []),
      ...(counts.contacts > 0 ? [t('sharing.contactChanges', { count: counts.contacts })] : []),
      ...(counts.stars > 0 ? [t('afterEvent.holds.stars', { count: counts.stars })] : []),
      ...(counts.ownEntries > 0 ? [t('afterEvent.holds.ownEntries', { count: counts.ownEntries })] : []),
      ...(counts.remarks > 0 ? [t('afterEvent.holds.remarks', { count: counts.remarks })] : []),
      ...(counts.documents > 0 ? [t('afterEvent.holds.documents', { count: counts.documents })] : []),
      ...(counts.actions > 0 ? [t('export.counts.tasks', { count: counts.actions })] : []),
    ])
  const heldText = listCounts(holds)
  const lostText = listCounts(lost)
  return (
    <>
      <p>
        {heldText === '' || holds.lastChange === null
          ? t('settings.restoreHoldsNothing')
          : t('settings.restoreHolds', { what: heldText, moment: formatMoment(holds.lastChange) })}
      </p>
      {lostText !== '' && <p>{t('settings.restoreGoes', { what: lostText })}</p>}
      {older > 0 && <p>{t('settings.restoreOlder', { count: older })}</p>}
      {lostText === '' && older === 0 && <p>{t('settings.restoreGoesNothing')}</p>}
    </>
  )
}

function BackupRow({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const { t } = useTranslation()
  const { formatMoment, formatBytes } = useSystemFormat()
  const id = useId()
  return (
    <li>
      <span id={id} className={styles.what}>
        <time dateTime={backup.createdAt}>{formatMoment(backup.createdAt)}</time>
        <span>{t(`settings.reasons.${backup.reason}`)}</span>
      </span>
      <span className={styles.size}>{formatBytes(backup.bytes)}</span>
      <Button variant="quiet" aria-describedby={id} onPress={onRestore}>
        {t('settings.restore')}
      </Button>
    </li>
  )
}

/** Replaces this notebook with another and offers Undo, which restores the backup that the store made first. */
export function useRestore(): (replaceNotebook: () => Promise<unknown>, message: string) => Promise<void> {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const restore = async (replaceNotebook: () => Promise<unknown>, message: string) => {
    await saveAll()
    await replaceNotebook()
    const backupBefore = (await call('backups.list', {})).find(({ reason }) => reason === 'restore')
    announce(
      message,
      backupBefore && {
        label: t('app.undo'),
        run: () =>
          void restore(
            () => call('backups.restore', { name: backupBefore.name }),
            t('settings.restored', { moment: formatMoment(backupBefore.createdAt) }),
          ).catch((error) => announce(t('settings.restoreFailed', { reason: getErrorText(error) }))),
      },
    )
  }
  return restore
}
