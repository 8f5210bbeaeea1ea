/** A session's links, which open in the system's own program. */
import { CirclePlay, Globe, Link, MessageSquare, Paperclip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SessionLink } from '../../../../db/model.ts'
import { shortenAddress } from '../../../lib/short-address.ts'
import { useShowMore } from '../../../lib/show-more.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
import styles from './session-links.module.css'

const icons: Record<SessionLink['kind'], typeof Link> = {
  page: Globe,
  link: Link,
  attachment: Paperclip,
  recording: CirclePlay,
  feedback: MessageSquare,
}
/** The order of the links: those that are most useful in the room come first. */
const order: SessionLink['kind'][] = ['attachment', 'recording', 'page', 'link', 'feedback']
/** Further links are behind a button, to leave space for the notes. */
const MAX_SHOWN_LINKS = 5

export function SessionLinks({ links, licence }: { links: readonly SessionLink[]; licence: string }) {
  const { t } = useTranslation()
  const sorted = [...links].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const { list, shown, more, showAll } = useShowMore(sorted, MAX_SHOWN_LINKS)
  return (
    <ul ref={list} aria-label={t('sessionLinks.label')} className={styles.links}>
      {shown.map((link) => (
        <li key={link.url ?? link.title}>
          <Entry
            link={link}
            isFirst={link === sorted.find(({ kind }) => kind === link.kind)}
            licence={licence}
          />
        </li>
      ))}
      {more > 0 && (
        <li>
          <LinkButton onClick={showAll}>{t('sessionLinks.more', { count: more })}</LinkButton>
        </li>
      )}
    </ul>
  )
}

function Entry({
  link: { kind, title, url },
  isFirst,
  licence,
}: {
  link: SessionLink
  /** Whether this is the first link of its kind. Further links also show their address. */
  isFirst: boolean
  licence: string
}) {
  const { t } = useTranslation()
  const Icon = icons[kind]
  const hasName = kind === 'page' || kind === 'feedback' || kind === 'recording'
  const name = title || (hasName && isFirst ? t(`sessionLinks.${kind}`) : shortenAddress(url ?? ''))
  if (url === null) {
    return (
      <span title={t('sessionLinks.noAddress')} className={styles.link}>
        <Icon aria-hidden />
        <span>{name}</span>
      </span>
    )
  }
  return (
    <a
      href={url}
      title={kind === 'recording' && licence !== '' ? `${url} · ${licence}` : url}
      className={styles.link}
      onClick={(event) => {
        event.preventDefault()
        window.desktop.openExternal(url).catch(() => announce(t('sessionLinks.failed', { url })))
      }}
    >
      <Icon aria-hidden />
      <span>{name}</span>
    </a>
  )
}
