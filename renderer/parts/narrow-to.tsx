import { useTranslation } from 'react-i18next'
import type { Filters } from '../filters.ts'
import { narrowTo } from './agenda-filters.ts'
import { useConference } from './conference.tsx'
import styles from './narrow-to.module.css'
import { go, routeTo, useRoute } from './navigate.ts'

/** The name of a speaker, room or track, which opens its sessions in the agenda. */
export function NarrowTo({ name, filters }: { name: string; filters: Partial<Filters> }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { path } = useRoute()
  return (
    <button
      type="button"
      className={styles.name}
      title={t('filters.only', { name })}
      onClick={() => {
        narrowTo(slug, filters)
        if (path !== 'agenda') go(routeTo('agenda'))
      }}
    >
      {name}
    </button>
  )
}

/** `Ana Lima, Émile Roy`: each opens what they speak in. */
export function SpeakerNames({ names, type }: { names: readonly string[]; type: 'unit' | 'conjunction' }) {
  const { i18n } = useTranslation()
  const parts = new Intl.ListFormat(i18n.language, { type }).formatToParts(names)
  return parts.map(({ type: kind, value }, index) =>
    kind === 'element' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand twice, and they have no other key
      <NarrowTo key={index} name={value} filters={{ speakers: [value] }} />
    ) : (
      value
    ),
  )
}
