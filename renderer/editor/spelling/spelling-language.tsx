/** Shows the language in which the note is checked, and changes it. */
import { SpellCheck2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type NoteLanguage, noteLanguages } from '../../../core/spelling.ts'
import { languageNames } from '../../i18n/index.ts'
import { Menu } from '../../ui/menu.tsx'
import styles from './spelling-language.module.css'
import type { Spelling } from './spelling-menu.tsx'

export function SpellingLanguage({ spelling: { language, chooseLanguage } }: { spelling: Spelling }) {
  const { t } = useTranslation()
  const getName = (id: NoteLanguage) => (id === 'off' ? t('spelling.off') : languageNames[id])
  if (!language) return null
  return (
    <Menu
      label={t('spelling.title')}
      actions={[]}
      choice={{
        label: t('spelling.title'),
        options: noteLanguages.map((id) => ({ id, label: getName(id) })),
        value: language,
        onChange: (id) => {
          const chosen = noteLanguages.find((noteLanguage) => noteLanguage === id)
          if (chosen) chooseLanguage(chosen)
        },
      }}
    >
      <button
        type="button"
        className={styles.button}
        aria-label={t('spelling.of', { language: getName(language) })}
      >
        <SpellCheck2 aria-hidden />
        <span>{getName(language)}</span>
      </button>
    </Menu>
  )
}
