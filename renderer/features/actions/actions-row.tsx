import { UserPen } from 'lucide-react'
import { Fragment, type KeyboardEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../../../core/time.ts'
import { buildHref } from '../../lib/router.ts'
import { IconButton } from '../../ui/button.tsx'
import list from '../../ui/list.module.css'
import { getSessionName } from '../schedule/index.ts'
import { AuthorName, PersonMark, PersonNames, useConferenceFormat, usePersonName } from '../sessions/index.ts'
import type { Action } from './actions-items.ts'
import styles from './actions-row.module.css'

export type ActionRowProps = {
  action: Action
  isFirst: boolean
  selected: boolean
  isTabStop: boolean
  today: string
  canTick: boolean
  canAssign: boolean
  /** The id of the delegate. */
  me: string
  onOpen: (key: string) => void
  onTick: (action: Action) => void
  onAssign: (action: Action) => void
  onKey: (event: KeyboardEvent, rowKey: string) => void
  rowKey: string
}

export const ActionRow = memo(function ActionRow({
  action,
  isFirst,
  selected,
  isTabStop,
  today,
  canTick,
  canAssign,
  me,
  onOpen,
  onTick,
  onAssign,
  onKey,
  rowKey,
}: ActionRowProps) {
  const { t } = useTranslation()
  const { item, key } = action
  const isTask = item.kind === 'task'
  return (
    <div
      className={`marked ${list.row} ${styles.row}`}
      data-selected={selected}
      data-first={isFirst}
      data-done={item.done}
    >
      {isTask ? (
        <input
          type="checkbox"
          className={styles.box}
          checked={item.done}
          disabled={!canTick}
          tabIndex={-1}
          aria-label={t('actions.tick', { text: item.text })}
          onChange={() => onTick(action)}
        />
      ) : (
        <span aria-hidden className={styles.mark} data-kind={item.kind} />
      )}
      <div className={styles.text}>
        <a
          href={buildHref('actions', key)}
          data-row={rowKey}
          tabIndex={isTabStop ? 0 : -1}
          aria-current={selected ? 'true' : undefined}
          aria-keyshortcuts={
            [isTask && canTick && 'Space', canAssign && 'A'].filter(Boolean).join(' ') || undefined
          }
          className={styles.words}
          dir="auto"
          onClick={(event) => {
            event.preventDefault()
            onOpen(key)
          }}
          onKeyDown={(event) => onKey(event, rowKey)}
        >
          {item.text}
        </a>
        <Facts action={action} today={today} />
        {action.changes.length > 0 && <Changes action={action} me={me} />}
      </div>
      {canAssign && (
        <span className={styles.assign}>
          <IconButton
            label={t('actions.assign.button', { text: item.text })}
            shortcut="A"
            tabIndex={-1}
            onPress={() => onAssign(action)}
          >
            <UserPen aria-hidden />
          </IconButton>
        </span>
      )}
    </div>
  )
})

/** A placeholder for the names, which are elements. */
const NAMES = '\u{fffc}'
/** The dot between two facts. The no-break space keeps it at the end of a line rather than at the start of the next. */
const DOT = '\u00a0· '

function Facts({
  action: { item, who, isForMe, session, message, at, createdBy },
  today,
}: {
  action: Action
  today: string
}) {
  const { t, i18n } = useTranslation()
  const { formatMoment, formatDay } = useConferenceFormat()
  const [before, after] = item.kind === 'task' ? t('actions.for', { names: NAMES }).split(NAMES) : []
  const describeSource = () => {
    if (session) return getSessionName(session)
    return message ? t('notes.keyMessage', { number: message.number }) : ''
  }
  // For a date in the current year, shows the weekday instead of the year.
  const getDate = (date: string) =>
    date.slice(0, 4) === today.slice(0, 4) ? formatDay(date) : formatDate(date, i18n.language)
  const isLate = !item.done && item.due !== null && item.due < today
  return (
    <p className={styles.facts}>
      {isForMe && who.length === 1 ? (
        <>
          <strong>{t('actions.forYou')}</strong>
          {DOT}
        </>
      ) : (
        who.length > 0 && (
          <>
            {before}
            <PersonNames names={item.who} />
            {after}
            {DOT}
          </>
        )
      )}
      {item.planned && (
        <>
          <span>{t('actions.on', { date: getDate(item.planned) })}</span>
          {DOT}
        </>
      )}
      {item.due && (
        <>
          <span data-late={isLate}>{t('actions.until', { date: getDate(item.due) })}</span>
          {DOT}
        </>
      )}
      {[describeSource(), formatMoment(at)].filter(Boolean).join(', ')}
      {createdBy !== null && (
        <>
          {DOT}
          <AuthorName id={createdBy} />
        </>
      )}
    </p>
  )
}

/** "ticked by Boris, Thu 14:52" */
function Changes({ action: { item, changes }, me }: { action: Action; me: string }) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const getName = usePersonName()
  const getWords = (field: Action['changes'][number]['field']) =>
    field === 'done' && !item.done ? 'cleared' : field
  return (
    <p className={styles.facts}>
      {changes.map(({ field, person, at }, index) => (
        <Fragment key={field}>
          {index > 0 && DOT}
          {person !== me && <PersonMark id={person} />}
          {t(`actions.changes.${getWords(field)}`, {
            name: person === me ? t('coverage.you') : getName(person),
            moment: formatMoment(at),
          })}
        </Fragment>
      ))}
    </p>
  )
}
