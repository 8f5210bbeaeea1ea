/** After the event: check the saved files, keep a copy, then delete the notes from this computer. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Wiped } from '../../../db/contract/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { Page, Section } from '../../ui/page.tsx'
import { useConference } from '../sessions/index.ts'
import { ClosingBackup } from './after-event-backup.tsx'
import { ClosingDelete } from './after-event-delete.tsx'
import { ClosingFiles } from './after-event-files.tsx'
import { ClosingReceipt } from './after-event-receipt.tsx'

export function ClosingScreen() {
  const { slug } = useConference()
  return <Closing key={slug} />
}

function Closing() {
  const { t } = useTranslation()
  const { slug, title } = useConference()
  const { data: state } = useStoreQuery('closing.state', { conference: slug })
  const [wiped, setWiped] = useState<Wiped | null>(null)
  if (!state) return null
  return (
    <Page title={t('closing.heading')}>
      {wiped ? (
        <Section title={t('closing.done')}>
          <ClosingReceipt wiped={wiped} />
        </Section>
      ) : (
        <>
          <Section title={t('closing.steps.files')}>
            <ClosingFiles state={state} />
          </Section>
          <Section title={t('closing.steps.backup')}>
            <ClosingBackup />
          </Section>
          <Section title={t('closing.steps.delete')}>
            <ClosingDelete state={state} title={title} onDone={setWiped} />
          </Section>
        </>
      )}
    </Page>
  )
}
