/** Lists what will be deleted, and asks the delegate to type the conference's name, because this cannot be undone. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AfterEventState, UnsavedKind, WipeResult } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { fold } from '../../lib/fold.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { flushAll } from '../../lib/save-state.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { clearProgrammeCache, useConference } from '../sessions/index.ts'
import { NewCodeDialog } from '../settings/index.ts'
import styles from './after-event.module.css'

export function AfterEventDelete({
  state: { contents, unsaved },
  title,
  onDone,
}: {
  state: AfterEventState
  title: string
  onDone: (wiped: WipeResult) => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data: delegation } = useStoreQuery('delegation.get', { conference: slug })
  const [typed, setTyped] = useState('')
  const [deleteRecords, setDeleteRecords] = useState(false)
  const [acceptUnverified, setAcceptUnverified] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const unsavedText = (Object.keys(unsaved) as UnsavedKind[])
    .filter((kind) => unsaved[kind] > 0)
    .map((kind) => t(`afterEvent.holds.${kind}`, { count: unsaved[kind] }))
    .join(' · ')
  const isVerified = unsavedText === ''
  const canDelete = fold(typed.trim()) === fold(title.trim()) && (isVerified || acceptUnverified)
  const [isKeyDialogOpen, setKeyDialogOpen] = useState(false)
  const wipe = async (recoveryCode?: string) => {
    // Unsaved text would be stored again after the deletion.
    if (!(await flushAll())) return setProblem(t('afterEvent.unsaved'))
    const confirmed = {
      conference: slug,
      confirmation: typed,
      unverified: acceptUnverified,
      deleteRecords,
    }
    const wiped = await call('afterEvent.wipe', { ...confirmed, ...(recoveryCode ? { recoveryCode } : {}) })
    clearProgrammeCache()
    onDone(wiped)
  }
  const wipeUnencrypted = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await wipe()
    } catch (error) {
      setProblem(getErrorText(error))
    } finally {
      setBusy(false)
    }
  }
  const contentsText = (
    ['notes', 'versions', 'contacts', 'stars', 'ownEntries', 'remarks', 'documents', 'backups'] as const
  )
    .filter((kind) => kind === 'notes' || contents[kind] > 0)
    // Keeps each number on the line of the word that follows it.
    .map((kind) => t(`afterEvent.holds.${kind}`, { count: contents[kind] }).replace(' ', '\u00a0'))
    .join(' · ')
  return (
    <>
      <p>{t('afterEvent.deleteHint')}</p>
      <p className={styles.summary}>{contentsText}</p>
      <p>{t('afterEvent.backupsGo')}</p>
      {delegation && <p>{t('afterEvent.sharedFilesStay', { name: delegation.name })}</p>}
      <Checkbox isSelected={deleteRecords} onChange={setDeleteRecords}>
        {t('afterEvent.records')}
      </Checkbox>
      {!isVerified && (
        <>
          <p className={styles.warning}>{t('afterEvent.unsavedWhat', { what: unsavedText })}</p>
          <Checkbox isSelected={acceptUnverified} onChange={setAcceptUnverified}>
            {t('afterEvent.unverified')}
          </Checkbox>
        </>
      )}
      <div className={styles.typed}>
        <TextField
          label={t('afterEvent.type', { title })}
          value={typed}
          maxLength={2_000}
          autoComplete="off"
          onChange={setTyped}
        />
      </div>
      <Button
        isDisabled={!canDelete}
        isPending={busy}
        onPress={() => (window.desktop.isEncrypted ? setKeyDialogOpen(true) : void wipeUnencrypted())}
      >
        {t(busy ? 'afterEvent.deleting' : 'afterEvent.delete')}
      </Button>
      {isKeyDialogOpen && (
        <NewCodeDialog
          what="key"
          title={t('afterEvent.newKeyTitle')}
          hint={t('afterEvent.newKeyWhat')}
          action={t('afterEvent.delete')}
          onClose={() => setKeyDialogOpen(false)}
          run={wipe}
        />
      )}
      {problem && (
        <p role="alert" className={styles.warning}>
          {problem}
        </p>
      )}
    </>
  )
}
