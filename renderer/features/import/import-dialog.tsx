/** Shows what a file contains and would change before it is imported. Queued files follow one after the other. */
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../../core/desktop.ts'
import { message } from '../../../core/i18n/message.ts'
import type { ImportChoice } from '../../../db/contract/index.ts'
import { useDelayed } from '../../lib/delayed.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { getMessageText } from '../../lib/message.ts'
import { buildRoute } from '../../lib/router.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { addOrChangeEntry } from '../own-entries/index.ts'
import { openConference } from '../sessions/index.ts'
import { Choices, describeEffect, dropOldLinks, getSigner } from './import-choice.tsx'
import styles from './import-dialog.module.css'
import { announceImport } from './import-done.ts'
import { FileSummary, ReadingFields, Warnings } from './import-facts.tsx'
import { discardAllFiles, openNextFile, useImportQueue } from './import-files.ts'
import { Invitation, useInvitation } from './import-invitation.tsx'
import { ImportProgress } from './import-progress.tsx'
import { useImport } from './import-reading.ts'
import { PackSignature } from './pack-signature.tsx'
import { hasNoChanges, ProgrammeChanges } from './programme-changes.tsx'
import type { ZoneInDoubt } from './zone-field.tsx'

export function ImportDialog() {
  const { files, done } = useImportQueue()
  const [file] = files
  if (!file) return null
  return <ImportFile key={file.token} file={file} position={done + 1} total={done + files.length} />
}

function ImportFile({ file, position, total }: { file: Grant; position: number; total: number }) {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const { preview, unreadTable, problem, isBusy, isWriting, isOutdated, readFile, apply } = useImport(file)
  const [chosen, setChosen] = useState<ImportChoice | null>(null)
  const [isTrusted, setIsTrusted] = useState(false)
  const [title, setTitle] = useState<string | null>(null)
  const [zoneInDoubt, setZoneInDoubt] = useState<ZoneInDoubt | null>(null)
  const [isAdding, setIsAdding] = useState(false)
  const [addProblem, setAddProblem] = useState('')
  const isReadingLong = useDelayed(true)
  const isWritingLong = useDelayed(isWriting)
  const appointment = useInvitation(preview)
  const table = preview?.table ?? unreadTable?.table ?? null
  // If the file is read again, for example in another time zone, it may match other conferences.
  const isOffered =
    chosen?.update === null || preview?.matches.some(({ slug }) => slug === chosen?.update) === true
  const choice =
    (isOffered && preview && chosen && dropOldLinks(preview.matches, chosen)) || preview?.suggested || null
  const effect = preview && choice && describeEffect(preview, choice)
  const signer = preview && choice && getSigner(preview, choice)
  const isLast = position === total
  const canImport = effect?.kind === 'new' || effect?.kind === 'update'
  const needsTrust = signer?.state === 'other' || signer?.state === 'unsigned'
  // The programme is already stored, but without this signature or with another one.
  const importsOnlyKey = effect?.kind === 'same' && (signer?.state === 'first' || signer?.state === 'other')
  const isRead = preview !== null || unreadTable !== null || problem !== null
  const canOnlyClose = isRead && !canImport && !importsOnlyKey && !unreadTable
  if (!isRead && !isReadingLong) return null

  const importFile = async () => {
    if (!choice) return
    // The field itself shows the error.
    if (zoneInDoubt) return zoneInDoubt.focus()
    const choiceWithTitle =
      choice.update === null && title?.trim() ? { ...choice, title: title.trim() } : choice
    const result = await apply(choiceWithTitle, isTrusted)
    if (!result) return
    announceImport(result)
    openNextFile()
  }
  const addToDay = async () => {
    if (!appointment) return
    const { invitation, conference } = appointment
    setIsAdding(true)
    setAddProblem('')
    try {
      await addOrChangeEntry({ id: invitation.id, conference: conference.slug }, invitation.fields)
    } catch (error) {
      setAddProblem(t('ownEntries.notSaved', { reason: getErrorText(error) }))
      return
    } finally {
      setIsAdding(false)
    }
    void openConference(conference.slug, buildRoute('agenda', invitation.id))
    openNextFile()
  }
  const getCloseLabel = () => {
    if (!isLast) return t('import.skip')
    return t(canOnlyClose ? 'import.close' : 'import.cancel')
  }
  const getImportLabel = () => {
    if (importsOnlyKey) return t('import.keepKey')
    if (effect?.kind === 'update')
      return t(effect.importedAt === null ? 'import.applyUpdate' : 'import.takeBack')
    return t(appointment ? 'import.applyAsConference' : 'import.apply')
  }
  return (
    <Dialog
      role="dialog"
      size="large"
      title={total > 1 ? t('import.titleOf', { place: position, of: total }) : t('import.title')}
      onClose={openNextFile}
      actions={
        isWritingLong ? (
          <ImportProgress file={file} onCancel={openNextFile} />
        ) : (
          <>
            {!isLast && (
              <Button variant="quiet" onPress={discardAllFiles}>
                {t('import.cancelRest')}
              </Button>
            )}
            <Button variant={canOnlyClose ? 'primary' : 'plain'} onPress={openNextFile}>
              {getCloseLabel()}
            </Button>
            {(canImport || importsOnlyKey || unreadTable) && (
              <Button
                variant={appointment ? 'plain' : 'primary'}
                isPending={isBusy}
                isDisabled={!(canImport || importsOnlyKey) || (needsTrust && !isTrusted)}
                onPress={() => void importFile()}
              >
                {getImportLabel()}
              </Button>
            )}
            {appointment && (
              <Button variant="primary" isPending={isBusy || isAdding} onPress={() => void addToDay()}>
                {t('import.addToDay')}
              </Button>
            )}
          </>
        )
      }
    >
      {problem === null && <p className={styles.fileName}>{file.name}</p>}
      {isBusy && !isRead && <Progress label={t('import.reading', { name: file.name })} value={null} />}
      {problem !== null && (
        <p role="alert" className={styles.refusal}>
          <TriangleAlert aria-hidden />
          <span>
            <strong>{t('import.failed', { name: file.name })}</strong> {problem}
          </span>
        </p>
      )}
      {isOutdated && (
        <p role="alert" className={styles.problem}>
          <TriangleAlert aria-hidden />
          <span>{t('import.outdated')}</span>
        </p>
      )}
      {appointment && <Invitation {...appointment} />}
      {addProblem && (
        <p role="alert" className={styles.problem}>
          <TriangleAlert aria-hidden />
          <span>{addProblem}</span>
        </p>
      )}
      {preview && (
        <FileSummary
          preview={preview}
          title={title}
          {...(effect?.kind === 'new' ? { onTitle: setTitle } : {})}
        />
      )}
      {(preview || unreadTable) && !isWritingLong && (
        <ReadingFields
          preview={preview}
          unreadTable={unreadTable}
          table={table}
          onChange={(reading) => void readFile(reading)}
          onDoubt={setZoneInDoubt}
        />
      )}
      {preview && choice && effect && (
        <>
          <Choices preview={preview} choice={choice} onChange={setChosen} />
          {signer && (
            <PackSignature
              signer={signer}
              canImport={canImport || importsOnlyKey}
              isTrusted={isTrusted}
              onTrust={setIsTrusted}
            />
          )}
          {effect.kind === 'same' && (
            <p className={styles.nothing}>{t(importsOnlyKey ? 'import.sameButKey' : 'import.same')}</p>
          )}
          {effect.kind === 'older' && (
            <p className={styles.nothing}>
              {t('import.older', { here: effect.revision, file: preview.conference.revision })}
            </p>
          )}
          {effect.kind === 'update' && effect.importedAt !== null && (
            <p className={styles.nothing}>
              {t('import.takesBack', { moment: formatMoment(effect.importedAt) })}
            </p>
          )}
          {effect.kind === 'rival' && (
            <p role="alert" className={styles.problem}>
              <TriangleAlert aria-hidden />
              <span>
                {getMessageText(message('import.same-version', { version: preview.conference.revision }))}
              </span>
            </p>
          )}
          {effect.kind === 'update' && hasNoChanges(effect.changes) && (
            <p className={styles.nothing}>{t('import.backOnly')}</p>
          )}
          {(effect.kind === 'rival' || (effect.kind === 'update' && !hasNoChanges(effect.changes))) && (
            <section className={styles.section} aria-label={t('import.changes')}>
              <h3>{t('import.changes')}</h3>
              <ProgrammeChanges
                key={`${choice.update} ${preview.conference.timeZone}`}
                changes={effect.changes}
                conference={preview.conference}
              />
            </section>
          )}
          <Warnings warnings={preview.warnings} />
        </>
      )}
    </Dialog>
  )
}
