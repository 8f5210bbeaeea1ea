import { Copy, ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DirectoryEntry } from '../../../db/model.ts'
import { IconButton } from '../../ui/button.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference } from '../sessions/index.ts'
import styles from './contacts-detail.module.css'
import { ContactMentions } from './contacts-mentions.tsx'

/** An entry of the conference's directory, with the sentence of the source that names it. */
export function Organisation({ entry }: { entry: DirectoryEntry }) {
  const { t } = useTranslation()
  const { title, edition } = useConference()
  const { name, kind, partOf, donor, url, sentence, guid } = entry
  return (
    <article className={styles.detail}>
      <p className={styles.label}>{t(`contacts.kinds.${kind}`)}</p>
      <h2 className={styles.title} dir="auto">
        {name}
      </h2>
      <dl className={styles.facts}>
        {partOf && (
          <div>
            <dt>{t('contacts.partOf')}</dt>
            <dd>{partOf}</dd>
          </div>
        )}
        {donor && (
          <div>
            <dt>{t('contacts.funding')}</dt>
            <dd>{t('contacts.donorOf', { title })}</dd>
          </div>
        )}
        {url && (
          <div>
            <dt>{t('contacts.web')}</dt>
            <dd>
              <WebAddress url={url} />
            </dd>
          </div>
        )}
      </dl>
      <figure className={styles.quotation}>
        <blockquote>
          <Sentence text={sentence} name={name} />
        </blockquote>
        <figcaption>{[t('contacts.source'), edition].filter(Boolean).join(' · ')}</figcaption>
      </figure>
      <ContactMentions id={guid} />
    </article>
  )
}

/** The sentence from the source, with the name emphasised. */
function Sentence({ text, name }: { text: string; name: string }) {
  const at = text.indexOf(name)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <strong>{name}</strong>
      {text.slice(at + name.length)}
    </>
  )
}

function WebAddress({ url }: { url: string }) {
  const { t } = useTranslation()
  return (
    <span className={styles.web}>
      <a
        href={url}
        onClick={(event) => {
          event.preventDefault()
          window.desktop.openExternal(url).catch(() => announce(t('contacts.webFailed', { url })))
        }}
      >
        {url.replace(/^https?:\/\//, '').replace(/\/$/, '')}
        <ExternalLink aria-label={t('contacts.inBrowser')} />
      </a>
      <IconButton
        label={t('contacts.copyWeb')}
        onPress={() =>
          void window.desktop.copy(url).then(() => announce(t('contacts.copied', { text: url })))
        }
      >
        <Copy aria-hidden />
      </IconButton>
    </span>
  )
}
