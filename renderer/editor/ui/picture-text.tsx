/** The text that was read in a picture: selected, copied or quoted in the note. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PictureText as StoredText } from '../../../db/contract/index.ts'
import type { LanguageTag } from '../../../db/model.ts'
import { getLanguageName } from '../../lib/language-name.ts'
import { getMessageText } from '../../lib/message.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { Button } from '../../ui/button.tsx'
import styles from './picture-text.module.css'

/** Calls the listener with the text of the picture, and again when it changes. @returns a function that stops watching */
export type WatchText = (sha256: string, listener: (read: StoredText | null) => void) => () => void

/** @returns undefined until the store has answered; null until the picture is read */
export function usePictureText(sha256: string, watch: WatchText): StoredText | null | undefined {
  const [read, setRead] = useState<StoredText | null>()
  useEffect(() => watch(sha256, setRead), [sha256, watch])
  return read
}

export function PictureText({
  read,
  onCopy,
  onQuote,
}: {
  /** null until the picture is read. */
  read: StoredText | null
  onCopy: (text: string) => void
  /** null where a quotation is not allowed. */
  onQuote: ((text: string) => void) | null
}) {
  const { t } = useTranslation()
  const text = read?.text ?? ''
  if (text === '') {
    const reason = read?.problem
      ? getMessageText(read.problem)
      : t(read ? 'editor.picture.noText' : 'editor.picture.unread')
    return (
      <>
        <p className={styles.none}>{reason}</p>
        <MissingLanguages />
      </>
    )
  }
  return (
    <section aria-label={t('editor.picture.text')} className={styles.section}>
      <p className={styles.label}>{t('editor.picture.text')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled with the arrow keys */}
      <div className={styles.text} dir="auto" tabIndex={0}>
        {text}
      </div>
      <div className={styles.actions}>
        <Button variant="quiet" onPress={() => onCopy(text)}>
          {t('editor.picture.copyText')}
        </Button>
        {onQuote && (
          <Button variant="quiet" onPress={() => onQuote(text)}>
            {t('editor.picture.quoteText')}
          </Button>
        )}
      </div>
      <MissingLanguages />
    </section>
  )
}

/** Names the languages of the conferences in which the app cannot read pictures. */
function MissingLanguages() {
  const { t, i18n } = useTranslation()
  const { data } = useStoreQuery('pictures.languages', {})
  if (!data || data.missing.length === 0) return null
  const names = data.missing.map((tag) => getLanguageName(tag as LanguageTag, i18n.language) ?? tag)
  const languages = new Intl.ListFormat(i18n.language).format(names)
  return <p className={styles.none}>{t('editor.picture.notReadIn', { languages })}</p>
}
