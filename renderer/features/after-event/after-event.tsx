/** After the event: check the saved files, keep a copy, then delete the notes from this computer. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WipeResult } from '../../../db/contract/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { Page, Section } from '../../ui/page.tsx'
import { useConference } from '../sessions/index.ts'
import { AfterEventBackup } from './after-event-backup.tsx'
import { AfterEventDelete } from './after-event-delete.tsx'
import { AfterEventFiles } from './after-event-files.tsx'
import { AfterEventReceipt } from './after-event-receipt.tsx'

export function AfterEventScreen() {
  const { slug } = useConference()
  return <AfterEventSteps key={slug} />
}

function AfterEventSteps() {
  const { t } = useTranslation()
  const { slug, title } = useConference()
  const { data: state } = useStoreQuery('afterEvent.state', { conference: slug })
  const [wiped, setWiped] = useState<WipeResult | null>(null)
  if (!state) return null
  return (
    <Page title={t('afterEvent.heading')}>
      {wiped ? (
        <Section title={t('afterEvent.done')}>
          <AfterEventReceipt wiped={wiped} />
        </Section>
      ) : (
        <>
          <Section title={t('afterEvent.steps.files')}>
            <AfterEventFiles state={state} />
          </Section>
          <Section title={t('afterEvent.steps.backup')}>
            <AfterEventBackup />
          </Section>
          <Section title={t('afterEvent.steps.delete')}>
            <AfterEventDelete state={state} title={title} onDone={setWiped} />
          </Section>
        </>
      )}
    </Page>
  )
}
