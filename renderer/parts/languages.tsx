import { useTranslation } from 'react-i18next'
import type { LanguageTag } from '../../db/model.ts'
import styles from './languages.module.css'

/** The languages of interpretation, as chips; read out by their names in the interface's language. */
export function Languages({ tags }: { tags: readonly LanguageTag[] }) {
  const { i18n } = useTranslation()
  if (tags.length === 0) return null
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' })
  return (
    <span className={styles.languages}>
      {tags.map((tag) => (
        <abbr key={tag} title={names.of(tag)} className={styles.chip}>
          {tag.toUpperCase()}
        </abbr>
      ))}
    </span>
  )
}
