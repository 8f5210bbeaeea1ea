/** Offline help: topics with short entries, and a search over their words. */
import type { PhrasingContent, RootContent } from 'mdast'
import { Suspense, use, useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../core/desktop.ts'
import { createTextFilter } from '../../lib/fold.ts'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { usePreference } from '../../lib/preferences.ts'
import { buildHref } from '../../lib/router.ts'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { FilterField } from '../../ui/filter-field.tsx'
import { Kbd, modifierKey } from '../../ui/kbd.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { loadWelcome } from '../welcome/index.ts'
import styles from './help.module.css'
import { filterHelp, type HelpTopic, parseHelp } from './help-topics.ts'

const Welcome = createLazyComponent(loadWelcome)

const texts: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('./texts/en.md?raw'),
  fr: () => import('./texts/fr.md?raw'),
  es: () => import('./texts/es.md?raw'),
  ru: () => import('./texts/ru.md?raw'),
}
const loaded = new Map<Language, Promise<HelpTopic[]>>()

function loadTopics(language: Language): Promise<HelpTopic[]> {
  const topics = loaded.get(language) ?? texts[language]().then(({ default: text }) => parseHelp(text))
  loaded.set(language, topics)
  return topics
}

export function Help({ id }: { id: string | undefined }) {
  return <Suspense>{id === 'welcome' ? <Welcome /> : <Topics />}</Suspense>
}

function Topics() {
  const { t } = useTranslation()
  const topics = use(loadTopics(usePreference('language')))
  const [query, setQuery] = useState('')
  const deferredQuery = useDeferredValue(query)
  const foundTopics = filterHelp(topics, createTextFilter(deferredQuery))
  return (
    <Page title={t('help.heading')} actions={<a href={buildHref('help', 'welcome')}>{t('help.welcome')}</a>}>
      <div className={styles.search}>
        <FilterField label={t('help.search')} value={query} onChange={setQuery} />
      </div>
      {foundTopics.length === 0 && (
        <EmptyMessage title={t('help.none', { query: deferredQuery })}>
          <p>{t('help.noneHint')}</p>
        </EmptyMessage>
      )}
      {foundTopics.map(({ title, entries }) => (
        <Section key={title} title={title}>
          {entries.map((entry) => (
            <div key={entry.title} className={styles.entry}>
              <h3>{entry.title}</h3>
              {entry.blocks.map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the text of a help topic is constant
                <Block key={index} block={block} />
              ))}
            </div>
          ))}
        </Section>
      ))}
    </Page>
  )
}

function Block({ block }: { block: RootContent }) {
  if (block.type !== 'paragraph') throw new Error(`the help cannot contain a ${block.type}`)
  return (
    <p>
      <InlineText nodes={block.children} />
    </p>
  )
}

function InlineText({ nodes }: { nodes: readonly PhrasingContent[] }) {
  return nodes.map((node, index) => {
    const key = `${index}`
    if (node.type === 'text') return node.value
    if (node.type === 'inlineCode') return <Kbd key={key}>{node.value.replace('Ctrl', modifierKey)}</Kbd>
    if (node.type === 'link') {
      return (
        <a key={key} href={node.url}>
          <InlineText nodes={node.children} />
        </a>
      )
    }
    if (node.type !== 'strong') throw new Error(`the help cannot contain a ${node.type}`)
    return (
      <strong key={key}>
        <InlineText nodes={node.children} />
      </strong>
    )
  })
}
