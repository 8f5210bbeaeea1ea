/** Lists what the Chatham House Rule changed in a report, and what may still identify a speaker, for the delegate to check. */
import { useTranslation } from 'react-i18next'
import type { ExportPreview, IdentifyingHint } from '../../../db/contract/index.ts'
import styles from './export-chatham-house.module.css'

const kinds = ['picture', 'name', 'affiliation', 'role', 'quotation', 'contact', 'number'] as const

export function ChathamHouse({ changed, hints }: NonNullable<ExportPreview['chathamHouse']>) {
  const { t } = useTranslation()
  return (
    <div className={styles.rule}>
      <p>{t('export.namesReplaced', { count: changed })}</p>
      {hints.length > 0 && (
        <details>
          <summary>{t('export.mayIdentify', { count: hints.length })}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled with the arrow keys */}
          <section tabIndex={0} aria-label={t('export.mayIdentify', { count: hints.length })}>
            {kinds.map((kind) => (
              <Kind key={kind} kind={kind} hints={hints.filter((hint) => hint.kind === kind)} />
            ))}
          </section>
        </details>
      )}
    </div>
  )
}

function Kind({ kind, hints }: { kind: IdentifyingHint['kind']; hints: IdentifyingHint[] }) {
  const { t } = useTranslation()
  if (hints.length === 0) return null
  return (
    <div>
      <h3>{t(`export.identifying.${kind}`)}</h3>
      <ul>
        {hints.map(({ before, text, after, session }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words may occur twice, and rows have no state
          <li key={index}>
            <span>
              {before}
              <mark>{text || t('editor.picture.untitled')}</mark>
              {after}
            </span>
            {session && <span className={styles.session}>{session}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
