/** Lists the floor plans and documents of the conference, or shows one of them: a plan as a picture, a document as text. */
import { ArrowLeft } from 'lucide-react'
import { type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isShownInApp, UNKNOWN_TYPE } from '../../../core/document-types.ts'
import type { ListedFile } from '../../../db/contract/index.ts'
import { getMessageText } from '../../lib/message.ts'
import { getPictureAddress } from '../../lib/picture-address.ts'
import { useFocusAfterChange } from '../../lib/restore-focus.ts'
import { buildHref, buildRoute, go } from '../../lib/router.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { getSessionName } from '../schedule/index.ts'
import {
  getKindName,
  getRoomName,
  openFile,
  removeDocument,
  saveFile,
  useConference,
  useFiles,
  useSessions,
} from '../sessions/index.ts'
import { DocumentReading } from './document-reading.tsx'
import styles from './documents.module.css'

export function Documents({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  const files = useFiles()
  const { placeRef, expectChange } = useFocusAfterChange<HTMLUListElement>(files)
  const shown = files.find(({ guid }) => guid === id)
  if (shown && isShownInApp(shown.type)) return <Plan key={shown.guid} file={shown} />
  if (shown && shown.pages > 0) return <DocumentReading key={shown.guid} file={shown} />
  const plans = files.filter(({ role }) => role === 'floor-plan')
  const documents = files.filter(({ role }) => role === 'document')
  return (
    <Page title={t('nav.documents')}>
      {files.length === 0 && (
        <EmptyMessage title={t('documents.none')}>{t('documents.noneHint')}</EmptyMessage>
      )}
      {plans.length > 0 && (
        <Section title={t('documents.plans')}>
          <FileList label={t('documents.plans')} files={plans} />
        </Section>
      )}
      {documents.length > 0 && (
        <Section title={t('documents.documents')}>
          <FileList
            ref={placeRef}
            label={t('documents.documents')}
            files={documents}
            onRemove={(file) => {
              expectChange()
              void removeDocument(file)
            }}
          />
        </Section>
      )}
    </Page>
  )
}

type Removable = {
  /** For documents that the delegate attached. */
  onRemove?: (file: ListedFile) => void
}

function FileList({
  ref,
  label,
  files,
  onRemove,
}: Removable & { ref?: Ref<HTMLUListElement>; label: string; files: readonly ListedFile[] }) {
  return (
    <ul ref={ref} aria-label={label} className={styles.files}>
      {files.map((file) => (
        <File key={file.guid} file={file} {...(onRemove ? { onRemove } : {})} />
      ))}
    </ul>
  )
}

function File({ file, onRemove }: Removable & { file: ListedFile }) {
  const { t } = useTranslation()
  const { formatBytes } = useSystemFormat()
  const conference = useConference()
  const sessions = useSessions() ?? []
  const { guid, title, type, size, pages, problem, mine } = file
  const rooms = file.rooms.flatMap((room) => getRoomName(conference, room) ?? [])
  const sessionsOfFile = sessions.filter((session) => file.sessions.includes(session.guid))
  const isReadable = pages > 0 || isShownInApp(type)
  const viewDocument = () => (isShownInApp(type) ? go(buildRoute('documents', guid)) : void openFile(file))
  return (
    <li>
      <div className={styles.words}>
        <p className={styles.title}>
          {isReadable ? <a href={buildHref('documents', guid)}>{title}</a> : title}
        </p>
        <p>
          {[
            ...(mine ? [t('documents.mine')] : []),
            ...rooms,
            [getKindName(file), formatBytes(size)].filter(Boolean).join(', '),
          ].join(' · ')}
        </p>
        {problem && <p>{getMessageText(problem)}</p>}
        {sessionsOfFile.map((session) => (
          <p key={session.guid}>
            <a href={buildHref('agenda', session.guid)}>{getSessionName(session)}</a>
          </p>
        ))}
        {mine?.note && sessionsOfFile.length === 0 && (
          <p>
            <a href={buildHref('notes', mine.note)}>{t('notes.withoutSession')}</a>
          </p>
        )}
      </div>
      <div className={styles.actions}>
        {type !== UNKNOWN_TYPE && (
          <Button aria-label={t('documents.openNamed', { title })} onPress={viewDocument}>
            {t('documents.open')}
          </Button>
        )}
        <Button aria-label={t('documents.saveNamed', { title })} onPress={() => void saveFile(file)}>
          {t('documents.save')}
        </Button>
        {mine && onRemove && (
          <Button aria-label={t('documents.removeNamed', { title })} onPress={() => onRemove(file)}>
            {t('documents.remove')}
          </Button>
        )}
      </div>
    </li>
  )
}

function Plan({ file }: { file: ListedFile }) {
  const { t } = useTranslation()
  const [zoom, setZoom] = useState<'fit' | 'full'>('fit')
  const [isBroken, setIsBroken] = useState(false)
  return (
    <div className={styles.plan}>
      <header>
        <Button variant="quiet" onPress={() => go(buildRoute('documents'))}>
          <ArrowLeft aria-hidden />
          {t('nav.documents')}
        </Button>
        <h1>{file.title}</h1>
        {!isBroken && (
          <Segmented
            label={t('documents.zoom')}
            segments={(['fit', 'full'] as const).map((id) => ({ id, label: t(`documents.zooms.${id}`) }))}
            value={zoom}
            onChange={setZoom}
          />
        )}
      </header>
      {isBroken ? (
        <EmptyMessage title={t('documents.notShown', { title: file.title })}>
          {t('documents.notShownHint')}
          <span className={styles.way}>
            <Button
              aria-label={t('documents.saveNamed', { title: file.title })}
              onPress={() => void saveFile(file)}
            >
              {t('documents.save')}
            </Button>
          </span>
        </EmptyMessage>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that scrolls is scrolled with the arrow keys
        <section tabIndex={0} aria-label={file.title} data-zoom={zoom} className={styles.paper}>
          <img src={getPictureAddress(file.sha256)} alt={file.title} onError={() => setIsBroken(true)} />
        </section>
      )}
    </div>
  )
}
