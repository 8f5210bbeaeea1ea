import { useTranslation } from 'react-i18next'
import type { LanguageTag } from '../../db/model.ts'
import styles from './languages.module.css'

/** Slow to make, and asked for by every row of a list. */
const names = new Map<string, Intl.DisplayNames>()

export function languageName(tag: LanguageTag, locale: string): string | undefined {
  const known = names.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' })
  names.set(locale, known)
  return known.of(tag)
}

/** The languages of interpretation, as chips; read out by their names in the interface's language. */
export function Languages({ tags }: { tags: readonly LanguageTag[] }) {
  const { i18n } = useTranslation()
  if (tags.length === 0) return null
  return (
    <span className={styles.languages}>
      {tags.map((tag) => (
        <abbr key={tag} title={languageName(tag, i18n.language)} className={styles.chip}>
          {tag.toUpperCase()}
        </abbr>
      ))}
    </span>
  )
}
