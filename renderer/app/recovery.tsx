/** Replaces every screen while the store is unavailable: explains what happened and offers ways to recover. */

import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Backup, Rescued, StoreStatus } from '../../db/contract/index.ts'
import { getErrorText } from '../lib/error-text.ts'
import { getMessageText } from '../lib/message.ts'
import { useStoreMutation } from '../lib/mutations.ts'
import { focusMain } from '../lib/restore-focus.ts'
import { useShowMore } from '../lib/show-more.ts'
import { useSystemFormat } from '../lib/system-format.ts'
import { Button } from '../ui/button.tsx'
import styles from './recovery.module.css'
import { RecoverFromFile } from './recovery-file.tsx'

/** Older backups are rarely wanted. */
const SHOWN_BACKUPS = 5

export function Recovery({ status }: { status: StoreStatus }) {
  const { damage, problem, folder } = status
  useEffect(() => focusMain(), [])
  return damage ? (
    <DamagedNotebook damage={damage} />
  ) : (
    <UnusableNotebook reason={getErrorText(problem)} folder={folder} />
  )
}

/** A database that must not be repaired or replaced (newer version, locked, no permission): explains why and where it is. */
function UnusableNotebook({ reason, folder }: { reason: string; folder: string }) {
  const { t } = useTranslation()
  const reopen = useStoreMutation('recovery.reopen')
  return (
    <div className={styles.page}>
      <h1>{t('recovery.unusableTitle')}</h1>
      <p>{reason}</p>
      <dl>
        <dt>{t('recovery.folder')}</dt>
        <dd className={styles.path}>{folder}</dd>
      </dl>
      <div className={styles.actions}>
        <Button variant="primary" isPending={reopen.isPending} onPress={() => reopen.mutate({})}>
          {t('app.tryAgain')}
        </Button>
        <Button onPress={() => void window.desktop.showDataFolder()}>{t('recovery.showFolder')}</Button>
      </div>
      <p role="status">{reopen.isSuccess && t('recovery.stillUnusable')}</p>
      <p role="alert" className={styles.failed}>
        {reopen.error && t('recovery.failed', { reason: getErrorText(reopen.error) })}
      </p>
    </div>
  )
}

function DamagedNotebook({ damage }: { damage: NonNullable<StoreStatus['damage']> }) {
  const { t } = useTranslation()
  const choose = useStoreMutation('recovery.choose')
  const chosen = choose.isPending ? choose.variables.backup : undefined
  const { finding, reason, details, movedTo, rescued, backups } = damage
  return (
    <div className={styles.page}>
      <h1>{movedTo ? t('recovery.title') : t('recovery.goneTitle')}</h1>
      <p>{movedTo ? t('recovery.what') : t('recovery.goneWhat')}</p>
      {/* If the file itself has vanished, there are no further details. */}
      {movedTo && (
        <dl>
          <dt>{t('recovery.found')}</dt>
          <dd>{t(`recovery.findings.${finding}`)}</dd>
          <dt>{t('recovery.detail')}</dt>
          {details ? <dd>{getMessageText(details, reason)}</dd> : <dd lang="en">{reason}</dd>}
          <dt>{t('recovery.movedTo')}</dt>
          <dd className={styles.path}>{movedTo}</dd>
        </dl>
      )}
      <Button onPress={() => void window.desktop.showDataFolder()}>{t('recovery.showFolder')}</Button>
      <section>
        <h2>{t('recovery.backups')}</h2>
        <BackupChoice
          backups={backups}
          rescued={rescued ?? null}
          chosen={chosen}
          isDisabled={choose.isPending}
          onChoose={(backup) => choose.mutate({ backup })}
        />
        <RecoverFromFile />
      </section>
      {movedTo && <Salvage />}
      <section>
        <h2>{t('recovery.startEmpty')}</h2>
        <p>{movedTo ? t('recovery.startEmptyHint') : t('recovery.startEmptyGone')}</p>
        <Button isPending={choose.isPending} onPress={() => choose.mutate({ backup: null })}>
          {t('recovery.startEmpty')}
        </Button>
      </section>
      <p role="alert" className={styles.failed}>
        {choose.error && t('recovery.failed', { reason: getErrorText(choose.error) })}
      </p>
    </div>
  )
}

/** Recovers what no backup contains by reading the damaged file page by page. */
function Salvage() {
  const { t } = useTranslation()
  const [result, setResult] = useState<string | null>(null)
  const salvage = useStoreMutation('recovery.salvage')
  const save = async () => {
    const grant = await window.desktop.chooseSave('rapporteur-salvaged.zip', [
      { name: 'ZIP', extensions: ['zip'] },
    ])
    if (!grant) return
    setResult(null)
    try {
      const { notes, versions, contacts, entries, remarks, cut } = await salvage.mutateAsync({
        grant: grant.token,
      })
      const counts = { notes, versions, contacts, entries, remarks, cut, name: grant.name }
      setResult(t(cut > 0 ? 'recovery.salvagedPart' : 'recovery.salvaged', counts))
    } catch (error) {
      setResult(t('recovery.failed', { reason: getErrorText(error) }))
    }
  }
  return (
    <section>
      <h2>{t('recovery.salvage')}</h2>
      <p>{t('recovery.salvageHint')}</p>
      <Button isPending={salvage.isPending} onPress={() => void save()}>
        {t('recovery.salvageButton')}
      </Button>
      <p role="status">{result}</p>
    </section>
  )
}

function BackupChoice({
  backups,
  rescued,
  chosen,
  isDisabled,
  onChoose,
}: {
  backups: Backup[]
  rescued: Rescued | null
  /** Name of the backup that is being restored. */
  chosen: string | null | undefined
  isDisabled: boolean
  onChoose: (name: string) => void
}) {
  const { t, i18n } = useTranslation()
  const { zone, formatMoment, formatBytes } = useSystemFormat()
  const id = useId()
  const { list, shown, more, showAll } = useShowMore(backups, SHOWN_BACKUPS)
  if (backups.length === 0) return <p>{t('recovery.noBackups')}</p>
  const isRescuedFirst = rescued !== null && backups[0]?.name === rescued.name
  const missing = isRescuedFirst ? rescued.missing : []
  const parts = new Intl.ListFormat(i18n.language).format(missing.map((part) => t(`recovery.parts.${part}`)))
  return (
    <>
      <p>
        {t('recovery.backupsHint')} {isRescuedFirst && t('recovery.rescued')}
      </p>
      {missing.length > 0 && <p>{t('recovery.rescuedPart', { parts })}</p>}
      <ul ref={list} className={styles.backups}>
        {shown.map((backup, index) => (
          <li key={backup.name}>
            <span id={`${id}-${index}`} className={styles.when}>
              <time dateTime={backup.createdAt}>{formatMoment(backup.createdAt)}</time>
              <span>{t(`settings.reasons.${backup.reason}`)}</span>
            </span>
            <span className={styles.size}>{formatBytes(backup.bytes)}</span>
            <Button
              // If the first backup lacks parts, no button stands out, so that the delegate reads the hint before choosing.
              variant={index === 0 && missing.length === 0 ? 'primary' : 'plain'}
              aria-describedby={`${id}-${index}`}
              isPending={backup.name === chosen}
              isDisabled={isDisabled && backup.name !== chosen}
              onPress={() => onChoose(backup.name)}
            >
              {backup.name === chosen ? t('recovery.restoring') : t('recovery.restore')}
            </Button>
          </li>
        ))}
      </ul>
      {more > 0 && <Button onPress={showAll}>{t('settings.allBackups', { count: backups.length })}</Button>}
      <p className={styles.zone}>{t('recovery.zone', { zone })}</p>
    </>
  )
}
