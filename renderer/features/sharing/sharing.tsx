/** The sharing screen: notes for colleagues, notes from colleagues, and the log of both. */
import { useTranslation } from 'react-i18next'
import { Page, Section } from '../../ui/page.tsx'
import { TakeIn } from './import-shared.tsx'
import { KnownKeys } from './known-keys.tsx'
import { HandOver } from './share-notes.tsx'
import { ExchangeLog } from './sharing-log.tsx'

/** `id` is "stars" if only stars are to be selected at first. */
export function ExchangeScreen({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  return (
    <Page title={t('exchange.heading')}>
      <Section title={t('exchange.handOver')}>
        <HandOver key={id} starsOnly={id === 'stars'} />
      </Section>
      <Section title={t('exchange.takeIn')}>
        <TakeIn />
      </Section>
      <Section title={t('exchange.log')}>
        <ExchangeLog />
      </Section>
      <Section title={t('exchange.keys')}>
        <KnownKeys />
      </Section>
    </Page>
  )
}
