/** What goes to colleagues, what comes from them, and the record of both. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../parts/exchange.module.css'
import { HandOver } from '../parts/exchange-hand-over.tsx'
import { ExchangeLog } from '../parts/exchange-log.tsx'
import { TakeIn } from '../parts/exchange-take-in.tsx'
import { PaneHeader } from '../parts/pane-header.tsx'

export function ExchangeScreen() {
  const { t } = useTranslation()
  return (
    <div className={styles.screen}>
      <PaneHeader title={t('exchange.heading')} />
      <div className={styles.page}>
        <Section title={t('exchange.handOver')}>
          <HandOver />
        </Section>
        <Section title={t('exchange.takeIn')}>
          <TakeIn />
        </Section>
        <Section title={t('exchange.log')}>
          <ExchangeLog />
        </Section>
      </div>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div className={styles.content}>{children}</div>
    </section>
  )
}
