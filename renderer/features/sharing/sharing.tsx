/** The sharing screen: notes for colleagues, notes from colleagues, and the log of both. */
import { useTranslation } from 'react-i18next'
import { Page, Section } from '../../ui/page.tsx'
import { ImportShared } from './import-shared.tsx'
import { KnownKeys } from './known-keys.tsx'
import { ShareNotes } from './share-notes.tsx'
import { SharingLog } from './sharing-log.tsx'

/** `id` is "stars" if only stars are to be selected at first. */
export function SharingScreen({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  return (
    <Page title={t('sharing.heading')}>
      <Section title={t('sharing.share')}>
        <ShareNotes key={id} starsOnly={id === 'stars'} />
      </Section>
      <Section title={t('sharing.importShared')}>
        <ImportShared />
      </Section>
      <Section title={t('sharing.log')}>
        <SharingLog />
      </Section>
      <Section title={t('sharing.keys')}>
        <KnownKeys />
      </Section>
    </Page>
  )
}
