import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../core/time.ts'
import { getZoneName } from '../../core/zones.ts'
import { countMyEntries } from '../features/schedule/index.ts'
import { useConference, useNotes } from '../features/sessions/index.ts'
import { languageNames } from '../i18n/index.ts'
import { useDelayed } from '../lib/delayed.ts'
import { type LastRequest, useLastRequest } from '../lib/network.ts'
import { usePreference } from '../lib/preferences.ts'
import { useStoreQuery } from '../lib/queries.ts'
import { OtherLinks } from './navigation.tsx'
import { SaveStatus } from './save-status.tsx'
import styles from './status-line.module.css'

export function StatusLine() {
  const { t } = useTranslation()
  const { timeZone } = useConference()
  const language = usePreference('language')
  const rehearseOffset = usePreference('rehearseOffset')
  const entryCount = countMyEntries(useNotes())
  return (
    <footer className={styles.line} data-region>
      <SaveStatus />
      <NetworkStatus />
      <span className={styles.fact}>{t('status.notes', { count: entryCount })}</span>
      <PictureProgress />
      {rehearseOffset !== null && (
        <span className={`${styles.fact} ${styles.rehearsing}`}>{t('status.rehearsing')}</span>
      )}
      <span className={styles.end}>{t('status.timeZone', { zone: getZoneName(timeZone) })}</span>
      <span>{languageNames[language]}</span>
      <OtherLinks />
    </footer>
  )
}

/** The progress is shown only after this time, since a picture is usually read sooner. */
const PROGRESS_DELAY_MS = 1_000

/** The number of pictures whose text is still to be read. */
function PictureProgress() {
  const { t } = useTranslation()
  const { data: count = 0 } = useStoreQuery('pictures.unread', {})
  const isLong = useDelayed(count > 0, PROGRESS_DELAY_MS)
  return count > 0 && isLong && <span className={styles.fact}>{t('status.readingPictures', { count })}</span>
}

/** Says "offline", or, if the delegate has requested a programme since the window opened, when and from which host. */
function NetworkStatus() {
  const { t } = useTranslation()
  const request = useLastRequest()
  return <span className={styles.fact}>{describeRequest(request, t)}</span>
}

function describeRequest(request: LastRequest, t: TFunction): string {
  if (!request) return t('status.offline')
  const { host, since } = request
  if (since === null) return t('status.asking', { host })
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return t('status.asked', { host, time: formatTime(since, timeZone) })
}
