import { useTranslation } from 'react-i18next'
import { buildHref, buildRoute, go, useRoute } from '../../lib/router.ts'
import type { Filters } from '../schedule/index.ts'
import { showOnly } from './agenda-filters.ts'
import { useConference } from './conference.tsx'
import styles from './filter-link.module.css'

/**
 * The name of a speaker, room or track as a link to its sessions in the agenda. It is not a button, since a button is a box: a name on two
 * lines would be separated from the text and commas around it.
 */
export function FilterLink({
  name,
  short = name,
  filters,
  isPerson = false,
}: {
  name: string
  /** A shorter name for narrow places (short-names.ts). */
  short?: string
  filters: Partial<Filters>
  /** Whether pointing at the link shows a card about the person. */
  isPerson?: boolean
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { path } = useRoute()
  return (
    <a
      href={buildHref('agenda')}
      className={styles.name}
      title={isPerson ? undefined : t('filters.only', { name })}
      data-person={isPerson ? name : undefined}
      aria-label={short === name ? undefined : name}
      onClick={(event) => {
        event.preventDefault()
        showOnly(slug, filters)
        if (path !== 'agenda') go(buildRoute('agenda'))
      }}
    >
      {short}
    </a>
  )
}

/** `Ana Lima, Émile Roy`, or `Ana Lima and Émile Roy` in a sentence. Each name opens that person's sessions. */
export function SpeakerNames({ names, sentence = false }: { names: readonly string[]; sentence?: boolean }) {
  const { i18n } = useTranslation()
  const parts = sentence
    ? new Intl.ListFormat(i18n.language).formatToParts(names)
    : // Intl.ListFormat with type "unit" puts no separator in Russian.
      names.flatMap((value, index) => [
        ...(index > 0 ? [{ type: 'literal' as const, value: ', ' }] : []),
        { type: 'element' as const, value },
      ])
  return parts.map(({ type: kind, value }, index) =>
    kind === 'element' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a name may occur twice, and there is no other key
      <FilterLink key={index} name={value} filters={{ speakers: [value] }} isPerson />
    ) : (
      value
    ),
  )
}
