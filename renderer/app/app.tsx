/** The window's frame: title bar, navigation, current screen and status line; or the recovery screen while the store is unavailable. */
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConferenceSlug } from '../../db/model.ts'
import { loadLibrary } from '../features/conferences/index.ts'
import { DelayDialogHost } from '../features/delays/index.ts'
import { loadDelegationSync } from '../features/delegation/index.ts'
import { importConference, loadImportDialog, useImportQueue } from '../features/import/index.ts'
import { captureNow, useCaptureKey } from '../features/notes/index.ts'
import { EntryDialogHost } from '../features/own-entries/index.ts'
import { loadPalette } from '../features/search/index.ts'
import { ConferenceProvider, loadPersonCard, openConference } from '../features/sessions/index.ts'
import { setFocusMode, useFocusMode } from '../lib/focus-mode.ts'
import { startBuffering } from '../lib/key-buffer.ts'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { printNow } from '../lib/print-command.ts'
import { useStoreQuery } from '../lib/queries.ts'
import { useRegionKeys } from '../lib/regions.ts'
import { focusMain, useFocusAfterNavigation } from '../lib/restore-focus.ts'
import { buildRoute, go, useRoute } from '../lib/router.ts'
import styles from './app.module.css'
import { LockCover } from './lock-cover.tsx'
import { Navigation } from './navigation.tsx'
import { DropTarget, openWaitingFiles } from './opened-files.tsx'
import { screens } from './screens.ts'
import { StatusLine } from './status-line.tsx'
import { TitleBar } from './title-bar.tsx'
import { Toasts } from './toasts.tsx'
import { UnsavedDialog } from './unsaved-dialog.tsx'

/** Shown when there is no conference: explains how to add a conference, and lists removed conferences. */
const Library = createLazyComponent(loadLibrary)
const ImportDialog = createLazyComponent(loadImportDialog)
const DelegationSync = createLazyComponent(loadDelegationSync)
const Palette = createLazyComponent(loadPalette)
const PersonCardHost = createLazyComponent(loadPersonCard)
const TooltipHost = createLazyComponent(async () => (await import('../ui/tooltip.tsx')).TooltipHost)
const Recovery = createLazyComponent(async () => (await import('./recovery.tsx')).Recovery)
const LockedPage = createLazyComponent(async () => (await import('./locked-page.tsx')).LockedPage)

export function App() {
  const [isSearching, setIsSearching] = useState(false)
  const isFocusMode = useFocusMode()
  const isImporting = useImportQueue().files.length > 0
  const { data: status } = useStoreQuery('status.get', {})
  const { data: conferences } = useStoreQuery('conferences.list', status?.state === 'ready' ? {} : null)
  // Show the search field until the store has answered, since it is shown after almost every start.
  const canSearch = (status?.state ?? 'ready') === 'ready' && conferences?.length !== 0
  const openSearch = canSearch
    ? () => {
        startBuffering({ atEnd: false })
        setIsSearching(true)
      }
    : null
  const isReady = status?.state === 'ready'
  const [wasUnavailable, setWasUnavailable] = useState(false)
  if (status && !isReady && !wasUnavailable) setWasUnavailable(true)
  useCommands(openSearch, isReady)
  useRegionKeys()
  return (
    <>
      <div className={styles.frame} data-focus-mode={isFocusMode}>
        <TitleBar onSearch={openSearch} />
        {status && status.state !== 'ready' ? (
          <main className={styles.whole}>
            <Suspense>{status.state === 'locked' ? <LockedPage /> : <Recovery status={status} />}</Suspense>
          </main>
        ) : (
          <ConferenceProvider
            empty={
              <main className={styles.whole}>
                <Suspense>
                  <Library current={null} />
                </Suspense>
              </main>
            }
          >
            <Navigation />
            <CurrentScreen takesFocus={wasUnavailable} />
            <StatusLine />
            <EntryDialogHost />
            <DelayDialogHost />
            <Suspense>
              <PersonCardHost />
            </Suspense>
            <Suspense>
              <DelegationSync />
            </Suspense>
            {isSearching && (
              <Suspense>
                <Palette screens={screens} onClose={() => setIsSearching(false)} />
              </Suspense>
            )}
          </ConferenceProvider>
        )}
        <Toasts isLocked={status?.state === 'locked'} />
      </div>
      {isReady && <DropTarget />}
      {isImporting && (
        <Suspense>
          <ImportDialog />
        </Suspense>
      )}
      <UnsavedDialog />
      <Suspense>
        <TooltipHost />
      </Suspense>
      <LockCover />
    </>
  )
}

/** `takesFocus`: true after the notebook was unlocked or recovered, since the button that had the focus has disappeared. */
function CurrentScreen({ takesFocus }: { takesFocus: boolean }) {
  const { t } = useTranslation()
  const { route, path, id } = useRoute()
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of screen leaves focus mode
  useEffect(() => setFocusMode(false), [path])
  const screen = screens.find((candidate) => candidate.path === path)
  const title = t(screen?.navigation?.label ?? screen?.title ?? 'nav.settings')
  useFocusAfterNavigation(route)
  useEffect(() => {
    if (takesFocus) focusMain()
  }, [takesFocus])
  useCaptureKey(path === 'agenda' ? id : undefined)
  useEffect(() => {
    if (!screen) go(buildRoute('agenda'), { replace: true })
  }, [screen])
  return (
    <main className={styles.screen} data-screen={screen?.path} data-region>
      <title>{`${title} · Rapporteur`}</title>
      <Suspense>{screen && <screen.Component id={id} />}</Suspense>
    </main>
  )
}

/** Handles menu commands and keys that apply to the whole window. */
function useCommands(openSearch: (() => void) | null, isReady: boolean): void {
  useEffect(
    () =>
      window.desktop.onCommand((command) => {
        if (command.kind === 'go') go(command.route)
        else if (command.kind === 'search') openSearch?.()
        else if (command.kind === 'new-note') go(buildRoute('notes', 'new'))
        else if (command.kind === 'capture') captureNow()
        else if (command.kind === 'import') void importConference()
        else if (command.kind === 'print') printNow()
        else if (command.kind === 'open-session')
          void openConference(command.conference as ConferenceSlug, buildRoute('agenda', command.session))
        else if (command.kind === 'opened') {
          // While the notebook is locked or being recovered, the files wait. DropTarget opens them afterwards.
          if (isReady) void openWaitingFiles()
        } else if (command.kind === 'back') history.back()
        else history.forward()
      }),
    [openSearch, isReady],
  )
}
