/** The languages in which the text of pictures is read. */
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LanguageTag } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { getLanguageName } from '../../lib/language-name.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useFocusAfterChange } from '../../lib/restore-focus.ts'
import { call } from '../../lib/store-client.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-picture-text.module.css'

export function PictureTextSettings() {
  const { t, i18n } = useTranslation()
  const { data } = useStoreQuery('pictures.languages', {})
  const getName = (tag: string) => getLanguageName(tag as LanguageTag, i18n.language) ?? tag
  const { placeRef, expectChange } = useFocusAfterChange<HTMLParagraphElement>(data)
  const [removing, setRemoving] = useState<{ code: string; language: string } | null>(null)
  const close = () => setRemoving(null)
  const report = (error: unknown) => announce(t('pictureText.failed', { reason: getErrorText(error) }))

  async function addLanguage(): Promise<void> {
    const grant = await window.desktop.chooseOpen([
      { name: t('pictureText.files'), extensions: ['traineddata', 'gz'] },
    ])
    if (!grant) return
    const { tag } = await call('pictures.addLanguage', { grant: grant.token })
    announce(t('pictureText.added', { language: getName(tag) }))
  }

  async function removeLanguage({ code, language }: { code: string; language: string }): Promise<void> {
    expectChange()
    await call('pictures.removeLanguage', { code })
    announce(t('pictureText.removed', { language }))
    close()
  }

  if (!data) return null
  return (
    <>
      <ul className={styles.languages} aria-label={t('pictureText.languages')}>
        {data.used.map(({ code, tag, isAdded, pack }) => (
          <li key={code} className={styles.language}>
            <span>
              {pack === null ? getName(tag) : t('pictureText.ofPack', { language: getName(tag), pack })}
            </span>
            {isAdded && (
              <IconButton
                label={t('pictureText.remove', { language: getName(tag) })}
                onPress={() => setRemoving({ code, language: getName(tag) })}
              >
                <X aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {data.missing.length > 0 && (
        <p>
          {t('pictureText.missing', {
            languages: new Intl.ListFormat(i18n.language).format(data.missing.map(getName)),
          })}
        </p>
      )}
      <Button onPress={() => void addLanguage().catch(report)}>{t('pictureText.add')}</Button>
      <p ref={placeRef}>{t('pictureText.hint')}</p>
      {removing && (
        <FormDialog
          role="alertdialog"
          title={t('pictureText.removeTitle', { language: removing.language })}
          action={t('pictureText.removeConfirm')}
          cancel={t('settings.restoreCancel')}
          run={() => removeLanguage(removing)}
          onClose={close}
        >
          <p>{t('pictureText.removeWhat')}</p>
        </FormDialog>
      )}
    </>
  )
}
