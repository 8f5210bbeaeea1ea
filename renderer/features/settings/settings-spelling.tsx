/** Lists the delegate's own words and removes them. */
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'
import { useFocusAfterChange } from '../../lib/restore-focus.ts'
import { IconButton } from '../../ui/button.tsx'
import { teachWord } from '../notes/index.ts'
import styles from './settings-spelling.module.css'

export function OwnWords() {
  const { t } = useTranslation()
  const { data: words = [] } = useStoreQuery('spelling.words', {})
  const { placeRef, expectChange } = useFocusAfterChange<HTMLParagraphElement>(words)
  return (
    <>
      {words.length > 0 && (
        <ul className={styles.list} aria-label={t('spelling.own')}>
          {words.map(({ word, conference }) => (
            <li key={word} className={styles.word}>
              <span>{word}</span>
              <IconButton
                label={t('spelling.forget', { word })}
                onPress={() => {
                  expectChange()
                  void teachWord(word, conference, false)
                }}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <p ref={placeRef}>{t('spelling.hint')}</p>
    </>
  )
}
