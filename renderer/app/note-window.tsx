/** A note in its own window, for use beside slides: the note, its save status and little else. */
import { AppWindow, ChevronDown, FileText, Minus, Paperclip, Pin, X } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { NoteTarget } from '../../core/desktop.ts'
import { appKeys, isKey } from '../../core/keys.ts'
import type { ConferenceSlug, Guid, NoteId } from '../../db/model.ts'
import { createFocusRequest, NotePane } from '../features/notes/index.ts'
import { getSessionName, getSessionTitle } from '../features/schedule/index.ts'
import {
  type AttachTarget,
  chooseDocuments,
  findDocuments,
  getDropProps,
  InConference,
  loadPersonCard,
  useConference,
  useFiles,
  useNotes,
  useSessions,
} from '../features/sessions/index.ts'
import { trimTrailingPunctuation } from '../lib/excerpt.ts'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { useStoreQuery } from '../lib/queries.ts'
import { buildRoute } from '../lib/router.ts'
import { useWindowState } from '../lib/window-state.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { EmptyMessage } from '../ui/empty-message.tsx'
import { modifierKey } from '../ui/kbd.tsx'
import { Menu } from '../ui/menu.tsx'
import { LockCover } from './lock-cover.tsx'
import styles from './note-window.module.css'
import { DropTarget } from './opened-files.tsx'
import { SaveStatus } from './save-status.tsx'
import { Toasts } from './toasts.tsx'
import { UnsavedDialog } from './unsaved-dialog.tsx'

const PersonCardHost = createLazyComponent(loadPersonCard)
const TooltipHost = createLazyComponent(async () => (await import('../ui/tooltip.tsx')).TooltipHost)

const showInMain = (route: string) => void window.desktop.showInMain(route)

export function NoteWindow({ note }: { note: NoteTarget }) {
  const { t, i18n } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  useWindowKeys()
  return (
    <I18nProvider locale={i18n.language}>
      <div className={styles.frame}>
        {status && status.state !== 'ready' ? (
          <>
            <NoteWindowBar title="Rapporteur" route="/agenda" />
            <main className={styles.note}>
              <EmptyMessage title={t('noteWindow.notReady')}>
                <Button onPress={() => showInMain('/agenda')}>{t('noteWindow.showMain')}</Button>
              </EmptyMessage>
            </main>
          </>
        ) : (
          <Suspense>
            <InConference slug={note.conference as ConferenceSlug}>
              <Note target={note} />
              <Suspense>
                <PersonCardHost />
              </Suspense>
            </InConference>
          </Suspense>
        )}
        <Toasts />
      </div>
      {status?.state === 'ready' && <DropTarget isMain={false} />}
      <UnsavedDialog />
      <Suspense>
        <TooltipHost />
      </Suspense>
      <LockCover />
    </I18nProvider>
  )
}

function Note({ target }: { target: NoteTarget }) {
  const { t } = useTranslation()
  const id = target.id as NoteId
  const [focusRequest] = useState(() => createFocusRequest({ atEnd: true }))
  const subject = useSubject(target)
  const { attachTo, detail, title } = subject
  return (
    <>
      <NoteWindowBar {...subject} note={id} />
      <main className={styles.note} {...(attachTo ? getDropProps(attachTo, detail ?? title) : {})}>
        <NotePane
          id={id}
          newNote={{ session: target.session as Guid | null, keyMessage: target.keyMessage as Guid | null }}
          label={subject.label}
          focusRequest={focusRequest}
        />
      </main>
      <footer className={styles.foot}>
        <SaveStatus />
        <span>{t('status.offline')}</span>
      </footer>
    </>
  )
}

/** Reads what the note belongs to, even if it has been moved since the window opened. */
function useSubject(target: NoteTarget): {
  detail?: string
  title: string
  route: string
  /** Accessible name of the editor. */
  label: string
  /** null if the note has no session and is not saved yet. */
  attachTo: AttachTarget | null
} {
  const { t } = useTranslation()
  const { slug } = useConference()
  const stored = useNotes().find(({ id }) => id === target.id)
  const { session: guid, keyMessage } = stored ?? target
  const attachTo = stored ? { conference: slug, session: null, note: stored.id } : null
  const session = useSessions()?.find((candidate) => candidate.guid === guid)
  const { data: messages } = useStoreQuery('keyMessages.list', keyMessage ? { conference: slug } : null)
  if (session) {
    return {
      ...(session.label ? { detail: session.label } : {}),
      title: getSessionTitle(session.title),
      route: buildRoute('agenda', session.guid),
      label: t('session.notesFor', { name: getSessionName(session) }),
      attachTo: { conference: slug, session: session.guid, note: null },
    }
  }
  const message = messages?.find((candidate) => candidate.guid === keyMessage)
  if (message) {
    return {
      detail: t('notes.keyMessage', { number: message.number }),
      title: trimTrailingPunctuation(message.lead),
      route: buildRoute('key-messages', message.guid),
      label: t('notes.editor'),
      attachTo,
    }
  }
  return {
    title: t('notes.withoutSession'),
    route: buildRoute('notes', target.id),
    label: t('notes.editor'),
    attachTo,
  }
}

function NoteWindowBar({
  detail,
  title,
  route,
  attachTo = null,
  note = null,
}: {
  detail?: string
  title: string
  route: string
  attachTo?: AttachTarget | null
  note?: NoteId | null
}) {
  const { t } = useTranslation()
  const { onTop } = useWindowState()
  const isMac = window.desktop.platform === 'darwin'
  return (
    <header className={styles.bar} data-lights={isMac}>
      <title>{`${detail ?? title} · Rapporteur`}</title>
      <h1 className={styles.title}>
        {detail && <span className={styles.detail}>{detail}</span>}
        <span className={styles.words}>{title}</span>
      </h1>
      <div className={styles.controls}>
        {attachTo && (
          <>
            <Documents session={attachTo.session} note={note} />
            <IconButton label={t('documents.attach')} onPress={() => void chooseDocuments(attachTo)}>
              <Paperclip aria-hidden />
            </IconButton>
          </>
        )}
        <Menu
          label={t('editor.view')}
          multiple
          actions={[
            {
              id: 'on-top',
              label: t('noteWindow.onTop'),
              icon: <Pin aria-hidden />,
              selected: onTop,
              onAction: () => void window.desktop.setOnTop(!onTop),
            },
          ]}
          more={[
            {
              id: 'main',
              label: t('noteWindow.showMain'),
              icon: <AppWindow aria-hidden />,
              onAction: () => showInMain(route),
            },
          ]}
        >
          <Button variant="quiet">
            {t('editor.view')}
            <ChevronDown aria-hidden />
          </Button>
        </Menu>
        {!isMac && (
          <>
            <IconButton label={t('app.minimise')} onPress={() => void window.desktop.minimise()}>
              <Minus aria-hidden />
            </IconButton>
            <IconButton
              label={t('app.close')}
              shortcut={`${modifierKey} W`}
              onPress={() => void window.desktop.close()}
            >
              <X aria-hidden />
            </IconButton>
          </>
        )}
      </div>
    </header>
  )
}

/** Lists the documents of the note and its session, which open in the main window. */
function Documents({ session, note }: { session: Guid | null; note: NoteId | null }) {
  const { t } = useTranslation()
  const documents = findDocuments(useFiles(), { session, note })
  if (documents.length === 0) return null
  return (
    <Menu
      label={t('nav.documents')}
      actions={documents.map(({ guid, title }) => ({
        id: guid,
        label: title,
        onAction: () => showInMain(buildRoute('documents', guid)),
      }))}
    >
      <Button variant="quiet" aria-label={`${t('nav.documents')} (${documents.length})`}>
        <FileText aria-hidden />
        {documents.length}
      </Button>
    </Menu>
  )
}

/** Binds the keys that the menu handles on macOS. */
function useWindowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.closeWindow, window.desktop.platform)) return
      event.preventDefault()
      void window.desktop.close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
