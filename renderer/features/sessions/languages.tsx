import { useTranslation } from 'react-i18next'
import type { LanguageTag } from '../../../db/model.ts'
import { languageName } from '../../lib/language-name.ts'
import styles from './languages.module.css'

/** The languages of interpretation, as chips; read out by their names in the interface's language. */
export function Languages({ tags }: { tags: readonly LanguageTag[] }) {
  const { i18n } = useTranslation()
  return <LanguageChips tags={tags} language={i18n.language} />
}

/** In the rows of a long list, which have no hooks. `short`: "EN +3" where there is no room for all. */
export function LanguageChips({
  tags,
  language,
  short = false,
}: {
  tags: readonly LanguageTag[]
  /** Of the interface. */
  language: string
  short?: boolean
}) {
  if (tags.length === 0) return null
  return (
    <span
      className={short ? `${styles.languages} ${styles.short}` : styles.languages}
      data-many={tags.length > 2}
    >
      {tags.map((tag) => (
        <LanguageChip key={tag} tag={tag} language={language} />
      ))}
      {short && tags.length > 2 && (
        <span aria-hidden className={styles.more}>
          +{tags.length - 1}
        </span>
      )}
    </span>
  )
}

/** `language`: of the interface. `others`: those that there is no room for. */
export function LanguageChip({
  tag,
  language,
  others = [],
}: {
  tag: LanguageTag
  language: string
  others?: readonly LanguageTag[]
}) {
  const names = [tag, ...others].map((each) => languageName(each, language) ?? each)
  return (
    <>
      <abbr title={names.join(', ')} className={styles.chip}>
        {tag.toUpperCase()}
      </abbr>
      {/* Beside it rather than around it: where it comes or goes, the chip stays. */}
      {others.length > 0 && <span className={styles.counted}>+{others.length}</span>}
    </>
  )
}
