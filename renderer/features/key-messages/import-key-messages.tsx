/** Imports key messages from Markdown: shows what would change, or why the file is refused. */

import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { KeyMessagesPreview } from '../../../db/contract/index.ts'
import type { ConferenceSlug } from '../../../db/model.ts'
import { createStore } from '../../lib/create-store.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { trimTrailingPunctuation } from '../../lib/excerpt.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './import-key-messages.module.css'

type ChosenFile = { conference: ConferenceSlug; grant: string; name: string } & (
  | { preview: KeyMessagesPreview }
  | { problem: string }
)

const chosenFile = createStore<ChosenFile | null>(null)

/** Asks for a file, and opens the preview. */
export async function chooseKeyMessages(conference: ConferenceSlug): Promise<void> {
  const grant = await window.desktop.chooseOpen([
    { name: i18next.t('keyMessages.import.fileType'), extensions: ['md', 'markdown', 'txt'] },
  ])
  if (!grant) return
  const file = { conference, grant: grant.token, name: grant.name }
  try {
    const preview = await call('keyMessages.previewFile', { conference, grant: grant.token })
    chosenFile.set({ ...file, preview })
  } catch (error) {
    chosenFile.set({ ...file, problem: getErrorText(error) })
  }
}

export function ImportKeyMessages() {
  const { t } = useTranslation()
  const file = chosenFile.use()
  if (!file) return null
  const close = () => chosenFile.set(null)
  const { name } = file
  if ('problem' in file) {
    return (
      <Dialog
        title={t('keyMessages.import.title', { name })}
        onClose={close}
        actions={<Button onPress={close}>{t('sharing.close')}</Button>}
      >
        <p>{t('keyMessages.import.refused', { name, reason: file.problem })}</p>
      </Dialog>
    )
  }
  const { changes, messages, marked } = file.preview
  const isUnchanged = Object.values(changes).every((names) => names.length === 0)
  return (
    <FormDialog
      size="large"
      title={t('keyMessages.import.title', { name })}
      action={t('keyMessages.import.apply')}
      cancel={t('import.cancel')}
      isReady={!isUnchanged}
      run={() => importMessages(file, file.preview)}
      onClose={close}
    >
      {isUnchanged && <p>{t('keyMessages.import.nothing')}</p>}
      {(['added', 'changed', 'removed'] as const).map(
        (kind) =>
          changes[kind].length > 0 && (
            <p key={kind} dir="auto">
              {t(`keyMessages.import.${kind}`, {
                count: changes[kind].length,
                names: changes[kind].map(trimTrailingPunctuation).join(' · '),
              })}
            </p>
          ),
      )}
      {marked > 0 && <p>{t('keyMessages.import.marked', { count: marked })}</p>}
      <ol className={styles.messages}>
        {messages.map(({ number, lead, parent }) => (
          <li key={number} data-point={parent !== null} dir="auto">
            <span className={styles.number}>{number}</span>
            {lead}
          </li>
        ))}
      </ol>
    </FormDialog>
  )
}

async function importMessages(
  { conference, grant, name }: ChosenFile,
  { sha256 }: KeyMessagesPreview,
): Promise<void> {
  const { t } = i18next
  const { update } = await call('keyMessages.importFile', { conference, grant, sha256 })
  announce(
    t('keyMessages.import.done', { name }),
    update === null
      ? undefined
      : {
          label: t('app.undo'),
          run: () =>
            void call('updates.undo', { conference, id: update }).catch((error) =>
              announce(getErrorText(error)),
            ),
        },
  )
  chosenFile.set(null)
}
