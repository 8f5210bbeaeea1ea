/** Actions of the library: rename, archive and remove conferences, with a message and Undo for each. */
import i18next from 'i18next'
import { getHost } from '../../../core/address.ts'
import type { LibraryEntry } from '../../../db/contract/index.ts'
import type { ConferenceSlug } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { getMessageText } from '../../lib/message.ts'
import { download } from '../../lib/network.ts'
import { setPreferences } from '../../lib/preferences.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { openFiles, prepareImport } from '../import/index.ts'

type ConferenceName = Pick<LibraryEntry, 'slug' | 'title'>

export async function renameConference(
  { slug, title: oldTitle }: ConferenceName,
  title: string,
): Promise<void> {
  const { t } = i18next
  await announceErrors(async () => {
    await call('conferences.rename', { conference: slug, title })
    announce(t('library.renamedNow', { before: oldTitle, title }), {
      label: t('app.undo'),
      run: () => void announceErrors(() => call('conferences.rename', { conference: slug, title: oldTitle })),
    })
  })
}

export async function archiveConference({ slug, title }: ConferenceName, archived: boolean): Promise<void> {
  const { t } = i18next
  await announceErrors(async () => {
    await call('conferences.archive', { conference: slug, archived })
    announce(t(archived ? 'library.archivedNow' : 'library.unarchivedNow', { title }), {
      label: t('app.undo'),
      run: () =>
        void announceErrors(() => call('conferences.archive', { conference: slug, archived: !archived })),
    })
  })
}

/** `isOnScreen`: whether the conference is on the screen. Undo then opens it again. */
export async function removeConference(
  { slug, title }: ConferenceName,
  ownData: 'keep' | 'delete',
  isOnScreen: boolean,
): Promise<void> {
  const { t } = i18next
  await announceErrors(async () => {
    await call('conferences.remove', { conference: slug, own: ownData })
    announce(t(ownData === 'keep' ? 'library.removedNow' : 'library.removedAllNow', { title }), {
      label: t('app.undo'),
      run: () => void announceErrors(() => restore(slug, isOnScreen)),
    })
  })
}

export async function restoreConference({ slug, title }: ConferenceName): Promise<void> {
  await announceErrors(async () => {
    await restore(slug, false)
    announce(i18next.t('library.broughtBack', { title }))
  })
}

async function restore(conference: ConferenceSlug, shouldOpen: boolean): Promise<void> {
  await call('conferences.restore', { conference })
  if (shouldOpen) setPreferences({ conference })
}

/** Requests a newer programme from the conference's address, and shows what it would change. */
export async function refreshProgramme({ slug, title, address }: LibraryEntry): Promise<void> {
  if (address === null) return
  const { t } = i18next
  prepareImport()
  const answer = await download(address.address, address)
  if (answer.kind === 'file') await openFiles([answer.file])
  if (answer.kind === 'failed') announce(getMessageText(answer.problem))
  if (answer.kind !== 'unchanged') return
  announce(t('library.unchanged', { title, host: getHost(address.address) }))
  await announceErrors(async () => {
    if (answer.etag !== address.etag)
      await call('conferences.keepEtag', { conference: slug, etag: answer.etag })
  })
}

/** Creates a folder with samples, from which an organiser makes a conference pack. */
export async function createPackFolder(): Promise<void> {
  const { t } = i18next
  const grant = await window.desktop.chooseSave(t('library.newFolder'), [])
  if (!grant) return
  await announceErrors(async () => {
    const { path } = await call('packs.create', { grant: grant.token })
    announce(t('library.newMade', { path }), {
      label: t('export.showInFolder'),
      run: () => void window.desktop.showInFolder(grant.token),
    })
  })
}

/** Saves the delegate's data to a chosen file, then deletes all of it here, even what Markdown leaves out: stars, appointments, documents. */
export async function saveAndRemove({ slug, title }: ConferenceName, isOnScreen: boolean): Promise<void> {
  const { t, language } = i18next
  const grant = await window.desktop.chooseSave(`${t('library.fileName', { title })}.md`, [
    { name: 'Markdown', extensions: ['md'] },
    { name: 'JSON', extensions: ['json'] },
  ])
  if (!grant) return
  await announceErrors(async () => {
    await call('export.save', {
      grant: grant.token,
      options: {
        conference: slug,
        format: grant.name.toLowerCase().endsWith('.json') ? 'json' : 'md',
        title: '',
        sessions: null,
        language: language as 'en' | 'fr' | 'es' | 'ru',
        include: {
          tableOfContents: false,
          keyMessages: true,
          remarks: true,
          actions: true,
          contacts: true,
          contactNotes: true,
          history: true,
        },
        // Includes private notes, since they will be deleted here and exist only in that file.
        confidentiality: 'private',
      },
    })
    await removeConference({ slug, title }, 'delete', isOnScreen)
  })
}

/** Announces an error of the store, after which nothing has changed. */
async function announceErrors(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    announce(getErrorText(error))
  }
}
