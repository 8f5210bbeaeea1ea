import { useTranslation } from 'react-i18next'
import type { LanguageTag } from '../../../db/model.ts'
import { getLanguageName } from '../../lib/language-name.ts'
import styles from './languages.module.css'

/** The interpretation languages as chips, read out by their names in the interface's language. */
export function Languages({ tags }: { tags: readonly LanguageTag[] }) {
  const { i18n } = useTranslation()
  return <LanguageChips tags={tags} language={i18n.language} />
}

/** For rows of a long list, which use no hooks. */
export function LanguageChips({
  tags,
  language,
}: {
  tags: readonly LanguageTag[]
  /** The language of the interface. */
  language: string
}) {
  if (tags.length === 0) return null
  return (
    <span className={styles.languages}>
      {tags.map((tag) => (
        <LanguageChip key={tag} tag={tag} language={language} />
      ))}
    </span>
  )
}

/** `language`: that of the interface. */
export function LanguageChip({ tag, language }: { tag: LanguageTag; language: string }) {
  const name = getLanguageName(tag, language) ?? tag
  // An image role, since a row's accessible description would read only the letters of an abbreviation.
  return (
    <span role="img" aria-label={name} title={name} className={styles.chip}>
      {tag.toUpperCase()}
    </span>
  )
}
