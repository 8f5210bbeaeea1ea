import { FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { languages, themes } from '../../../core/desktop.ts'
import { languageNames } from '../../i18n/index.ts'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { setPreferences, usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { loadDelegationSettings } from '../delegation/index.ts'
import styles from './settings.module.css'
import { About } from './settings-about.tsx'
import { Backups } from './settings-backups.tsx'
import { EncryptionSettings } from './settings-encryption.tsx'
import { GlobalKeyChoice } from './settings-global-key.tsx'
import { OwnGlossary } from './settings-glossary.tsx'
import { MoveNotebook } from './settings-move.tsx'
import { PictureTextSettings } from './settings-picture-text.tsx'
import { Rehearse } from './settings-rehearse.tsx'
import { DefaultReminder } from './settings-reminders.tsx'
import { OwnWords } from './settings-spelling.tsx'
import { Templates } from './settings-templates.tsx'
import { You } from './settings-you.tsx'

const DelegationSettings = createLazyComponent(loadDelegationSettings)

/** Not in the navigation: the status line and the menu link to it. */
export function Settings({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  const theme = usePreference('theme')
  const language = usePreference('language')
  return (
    <Page title={t('nav.settings')}>
      <Section title={t('people.you')}>
        <You />
      </Section>
      <Section title={t('settings.appearance')}>
        <Segmented
          label={t('app.theme')}
          segments={themes.map((id) => ({ id, label: t(`app.themes.${id}`) }))}
          value={theme}
          onChange={(next) => setPreferences({ theme: next })}
        />
        <p>{t('settings.appearanceHint')}</p>
      </Section>
      <Section title={t('settings.language')}>
        <Segmented
          label={t('settings.language')}
          segments={languages.map((id) => ({ id, label: <span lang={id}>{languageNames[id]}</span> }))}
          value={language}
          onChange={(next) => setPreferences({ language: next })}
        />
        <p>{t('settings.languageHint')}</p>
      </Section>
      <Section title={t('delegation.title')}>
        <DelegationSettings isAskedFor={id === 'delegation'} />
      </Section>
      <Section title={t('reminders.title')}>
        <DefaultReminder />
      </Section>
      <Section title={t('globalKey.title')}>
        <GlobalKeyChoice />
      </Section>
      <Section title={t('spelling.title')}>
        <OwnWords />
      </Section>
      <Section title={t('ownGlossary.title')}>
        <OwnGlossary />
      </Section>
      <Section title={t('pictureText.title')}>
        <PictureTextSettings />
      </Section>
      <Section title={t('settings.templates')}>
        <Templates requestedId={id} />
      </Section>
      <Section title={t('settings.rehearse')}>
        <Rehearse />
      </Section>
      <Section title={t('encryption.title')}>
        <EncryptionSettings isAskedFor={id === 'encryption'} />
      </Section>
      <Section title={t('settings.backups')}>
        <Backups />
      </Section>
      <Section title={t('settings.move')}>
        <MoveNotebook isAskedFor={id === 'move'} />
      </Section>
      <Section title={t('settings.data')}>
        <Data />
      </Section>
      <Section title={t('settings.about')}>
        <About />
      </Section>
    </Page>
  )
}

function Data() {
  const { t } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  return (
    <>
      <p>
        {t('settings.dataHint', { folder: status?.encryption === 'off' ? 'backups' : 'backups-encrypted' })}
      </p>
      <p className={styles.path}>{status?.folder}</p>
      {status?.readOnly && <p className={styles.warning}>{t('settings.readOnly')}</p>}
      <Button onPress={() => void window.desktop.showDataFolder()}>
        <FolderOpen aria-hidden />
        {t('settings.showFolder')}
      </Button>
    </>
  )
}
