/** Lists the conferences on this computer: in use, archived, removed. Works without any conference on screen. */
import { Ellipsis, FolderInput, FolderPlus, Import, Link2, RefreshCw } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getHost } from '../../../core/address.ts'
import { formatDateRange } from '../../../core/time.ts'
import type { LibraryEntry } from '../../../db/contract/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildRoute, go, useRoute } from '../../lib/router.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { hasFolderDialog, importConference, importFolder } from '../import/index.ts'
import { formatSessionCount } from '../schedule/index.ts'
import { openConference } from '../sessions/index.ts'
import styles from './library.module.css'
import {
  archiveConference,
  createPackFolder,
  refreshProgramme,
  removeConference,
  restoreConference,
} from './library-actions.ts'
import { AddressDialog } from './library-address.tsx'
import { countUserData, RemoveDialog } from './library-remove.tsx'
import { TitleField } from './library-title.tsx'
import { UpdateHistory } from './update-history.tsx'

/** `current`: the slug of the conference on screen, if any. The route names the conference being renamed. */
export function Library({ current }: { current: string | null }) {
  const { t } = useTranslation()
  const { data: all = [] } = useStoreQuery('conferences.library', {})
  const [removing, setRemoving] = useState<LibraryEntry | null>(null)
  const [historyOf, setHistoryOf] = useState<LibraryEntry | null>(null)
  const [isAddressOpen, setIsAddressOpen] = useState(false)
  const { id: renaming } = useRoute()
  const askOrRemove = (entry: LibraryEntry) => {
    keepFocusOn(entry)
    if (hasUserData(entry)) setRemoving(entry)
    else void removeConference(entry, 'keep', entry.slug === current)
  }
  const keepFocusOn = useFocusOnMovedRow(all)
  const active = all.filter(({ removed }) => !removed)
  const hasUserData = (entry: LibraryEntry) => countUserData(entry, t) !== ''
  const renderActions = (entry: LibraryEntry) => (
    <>
      {entry.slug === current ? (
        <span className={styles.current}>{t('library.current')}</span>
      ) : (
        <Button
          aria-label={t('library.openNamed', { title: entry.title })}
          onPress={() => void openConference(entry.slug, buildRoute('agenda'))}
        >
          {t('library.open')}
        </Button>
      )}
      {entry.address !== null && <RefreshButton entry={entry} address={entry.address.address} />}
      <Button
        variant="quiet"
        label={t('library.rename', { title: entry.title })}
        data-renames
        onPress={() => go(buildRoute('library', entry.slug), { replace: true })}
      >
        {t('library.actions.rename')}
      </Button>
      <Button
        variant="quiet"
        label={t('history.open', { title: entry.title })}
        onPress={() => setHistoryOf(entry)}
      >
        {t('library.actions.updates')}
      </Button>
      <Button
        variant="quiet"
        label={t(entry.archived ? 'library.unarchive' : 'library.archive', { title: entry.title })}
        onPress={() => {
          keepFocusOn(entry)
          void archiveConference(entry, !entry.archived)
        }}
      >
        {t(entry.archived ? 'library.actions.unarchive' : 'library.actions.archive')}
      </Button>
      {hasUserData(entry) && (
        <Button
          variant="quiet"
          label={t('afterEvent.open', { title: entry.title })}
          onPress={() => void openConference(entry.slug, buildRoute('after-event'))}
        >
          {t('afterEvent.heading')}
        </Button>
      )}
      <Button
        variant="quiet"
        label={t('library.remove', { title: entry.title })}
        onPress={() => askOrRemove(entry)}
      >
        {t('library.actions.remove')}
      </Button>
    </>
  )
  return (
    <Page
      title={t('nav.library')}
      actions={
        <>
          <Menu
            label={t('library.more')}
            actions={[
              {
                id: 'address',
                label: t('library.fromAddress'),
                icon: <Link2 aria-hidden />,
                onAction: () => setIsAddressOpen(true),
              },
              {
                id: 'new',
                label: t('library.new'),
                icon: <FolderPlus aria-hidden />,
                onAction: () => void createPackFolder(),
              },
            ]}
          >
            <IconButton label={t('library.more')}>
              <Ellipsis aria-hidden />
            </IconButton>
          </Menu>
          {hasFolderDialog && (
            <Button aria-label={t('import.folderNamed')} onPress={() => void importFolder()}>
              <FolderInput aria-hidden />
              {t('import.folder')}
            </Button>
          )}
          <Button variant={active.length === 0 ? 'primary' : 'plain'} onPress={() => void importConference()}>
            <Import aria-hidden />
            {t('nav.importConference')}
          </Button>
        </>
      }
    >
      {active.length === 0 && <p className={styles.none}>{t('app.noConferenceHint')}</p>}
      <Shelf entries={active.filter(({ archived }) => !archived)} {...{ current, renaming, renderActions }} />
      <Shelf
        title={t('library.archived')}
        hint={t('library.archivedHint')}
        entries={active.filter(({ archived }) => archived)}
        {...{ current, renaming, renderActions }}
      />
      <Shelf
        title={t('library.removed')}
        hint={t('library.removedHint')}
        entries={all.filter(({ removed }) => removed)}
        current={null}
        renderActions={(entry) => (
          <Button
            aria-label={t('library.bringBackNamed', { title: entry.title })}
            onPress={() => {
              keepFocusOn(entry)
              void restoreConference(entry)
            }}
          >
            {t('library.bringBack')}
          </Button>
        )}
      />
      {isAddressOpen && <AddressDialog onClose={() => setIsAddressOpen(false)} />}
      {historyOf && <UpdateHistory entry={historyOf} onClose={() => setHistoryOf(null)} />}
      {removing && (
        <RemoveDialog
          entry={removing}
          isOnScreen={removing.slug === current}
          onClose={() => setRemoving(null)}
        />
      )}
    </Page>
  )
}

function RefreshButton({ entry, address }: { entry: LibraryEntry; address: string }) {
  const { t } = useTranslation()
  const [isRefreshing, setIsRefreshing] = useState(false)
  const refresh = async () => {
    setIsRefreshing(true)
    await refreshProgramme(entry).finally(() => setIsRefreshing(false))
  }
  return (
    <Button
      aria-label={t('library.refreshNamed', { title: entry.title, host: getHost(address) })}
      isPending={isRefreshing}
      onPress={() => void refresh()}
    >
      <RefreshCw aria-hidden />
      {t('library.refresh')}
    </Button>
  )
}

/** Keeps the focus on a conference that moves to another section. @returns a function to call before a conference moves */
function useFocusOnMovedRow(entries: readonly LibraryEntry[]): (entry: LibraryEntry) => void {
  const movingEntry = useRef<LibraryEntry>(undefined)
  useEffect(() => {
    const before = movingEntry.current
    const after = entries.find(({ slug }) => slug === before?.slug)
    if (!before || (after?.removed === before.removed && after.archived === before.archived)) return
    movingEntry.current = undefined
    const row = document.querySelector(`[data-conference="${CSS.escape(before.slug)}"]`)
    if (document.activeElement === document.body) row?.querySelector('button')?.focus()
  }, [entries])
  return (entry) => {
    movingEntry.current = entry
  }
}

function Shelf({
  title,
  hint,
  entries,
  current,
  renaming,
  renderActions,
}: {
  title?: string
  hint?: string
  entries: readonly LibraryEntry[]
  current: string | null
  renaming?: string | undefined
  renderActions: (entry: LibraryEntry) => ReactNode
}) {
  if (entries.length === 0) return null
  const Title = title ? 'h3' : 'h2'
  return (
    <section className={styles.shelf}>
      {title && <h2 className={styles.shelfTitle}>{title}</h2>}
      {hint && <p className={styles.hint}>{hint}</p>}
      <ul>
        {entries.map((entry) => (
          <li
            key={entry.slug}
            className={styles.row}
            data-conference={entry.slug}
            data-current={entry.slug === current}
          >
            <div className={styles.words}>
              {entry.slug === renaming ? (
                <div className={styles.rename}>
                  <TitleField entry={entry} onClose={() => go(buildRoute('library'), { replace: true })} />
                </div>
              ) : (
                <Title className={styles.title}>{entry.title}</Title>
              )}
              <Facts entry={entry} />
            </div>
            <div className={styles.actions}>{renderActions(entry)}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ entry }: { entry: LibraryEntry }) {
  const { t, i18n } = useTranslation()
  const { venue, city, country, startDate, endDate, sessions, cancelled, address } = entry
  const place = [venue, city, country].filter(Boolean).join(', ')
  return (
    <>
      {entry.fileTitle !== null && <p>{t('library.fileTitle', { title: entry.fileTitle })}</p>}
      <p>{[formatDateRange(startDate, endDate, i18n.language), place].filter(Boolean).join(' · ')}</p>
      <p>
        {formatSessionCount(t, sessions, cancelled)}
        {' · '}
        <OwnCounts entry={entry} />
      </p>
      {address !== null && <p>{t('library.refreshedFrom', { host: getHost(address.address) })}</p>}
    </>
  )
}

function OwnCounts({ entry }: { entry: LibraryEntry }) {
  const { t } = useTranslation()
  const own = countUserData(entry, t)
  return own === '' ? t('library.nothingOwn') : <strong>{own}</strong>
}
