/** Chooses the sessions whose notes are included: all, those of a day, or single ones; or notes with a tag. */
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid } from '../../../db/model.ts'
import { Checkbox } from '../../ui/field.tsx'
import { FilterMenu } from '../../ui/filter-menu.tsx'
import { getSessionName } from '../schedule/index.ts'
import { useConferenceFormat } from '../sessions/index.ts'
import { type Available, type Choice, canIncludeOthers } from './export-choice.ts'
import styles from './export-form.module.css'

type SessionWithEntries = Available['sessions'][number]

/** Memoised, since it has many boxes. */
export const ChooseSessions = memo(function ChooseSessions({
  available,
  choice,
  onChange,
}: {
  available: Available
  choice: Choice
  onChange: (change: { choice: Choice }) => void
}) {
  const { t } = useTranslation()
  const { formatDay, formatStart } = useConferenceFormat()
  const { sessions, otherEntries, tags } = available
  const { excludedSessions } = choice
  const isAllowed = canIncludeOthers(available, choice)
  const days = [...Map.groupBy(sessions, ({ session }) => session.day)]
  const setAll = (listed: readonly SessionWithEntries[], wanted: boolean) => {
    const next = new Set<Guid>(excludedSessions)
    for (const { session } of listed) {
      if (wanted) next.delete(session.guid)
      else next.add(session.guid)
    }
    onChange({ choice: { ...choice, excludedSessions: next } })
  }
  const getGroupState = (listed: readonly SessionWithEntries[]) => {
    const included = listed.filter(({ session }) => !excludedSessions.has(session.guid)).length
    return {
      isSelected: included === listed.length,
      isIndeterminate: included > 0 && included < listed.length,
      onChange: (wanted: boolean) => setAll(listed, wanted),
    }
  }
  if (tags.length + sessions.length + otherEntries === 0) return null
  return (
    <fieldset className={styles.part}>
      <legend>{t('export.include')}</legend>
      {tags.length > 0 && (
        <div className={styles.tags}>
          <FilterMenu
            label={choice.tags.length > 0 ? choice.tags.join(', ') : t('export.anyTag')}
            choices={tags.map((tag) => ({ id: tag, name: tag }))}
            chosen={choice.tags}
            onChange={(chosen) => onChange({ choice: { ...choice, tags: chosen } })}
          />
        </div>
      )}
      {sessions.length > 0 && (
        <Checkbox {...getGroupState(sessions)}>
          <strong className={styles.name}>{t('export.sessions')}</strong>
          <span className={styles.count}>{t('export.withNotes', { count: sessions.length })}</span>
        </Checkbox>
      )}
      {days.map(([day, sessionsOfDay]) => (
        <div key={day} className={styles.within}>
          <Checkbox {...getGroupState(sessionsOfDay)}>
            <span className={styles.name}>{formatDay(day)}</span>
          </Checkbox>
          <ul className={styles.within}>
            {sessionsOfDay.map((listed) => (
              <li key={listed.session.guid}>
                <Checkbox {...getGroupState([listed])}>
                  <span className={styles.when}>{formatStart(listed.session)}</span>
                  <span className={styles.name}>{getSessionName(listed.session)}</span>
                  <span className={styles.count}>{t('export.notes', { count: listed.entries })}</span>
                </Checkbox>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {otherEntries > 0 && (
        <>
          <Checkbox
            isDisabled={!isAllowed}
            isSelected={isAllowed && choice.includesOthers}
            onChange={(wanted) => onChange({ choice: { ...choice, includesOthers: wanted } })}
          >
            <strong className={styles.name}>{t('export.others')}</strong>
            <span className={styles.count}>{t('export.notes', { count: otherEntries })}</span>
          </Checkbox>
          {!isAllowed && <p className={styles.why}>{t('export.othersOnlyWithAll')}</p>}
        </>
      )}
    </fieldset>
  )
})
