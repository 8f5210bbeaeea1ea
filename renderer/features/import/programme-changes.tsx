/** Shows the changes of an update field by field, starting with the changes that concern the delegate. */
import { Ban, CirclePlus, Move, Pencil, RotateCcw, Star, Type, Users } from 'lucide-react'
import { type ComponentType, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ChangeKind,
  countKinds,
  getKind,
  getKinds,
  isMine,
  sortByKind,
} from '../../../core/programme-changes.ts'
import { findTextChange } from '../../../core/text-change.ts'
import { type DayLength, formatDay, formatTime, getDayLength, toLocalDate } from '../../../core/time.ts'
import type {
  ChangedFact,
  ChangedField,
  ProgrammeChanges as Changes,
  FieldChange,
  ListChange,
} from '../../../db/contract/index.ts'
import type { Conference } from '../../../db/model.ts'
import { useShowMore } from '../../lib/show-more.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip, toggleItem } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { getSessionTitle } from '../schedule/index.ts'
import { formatValues, listLinkChanges } from './format-changes.ts'
import styles from './programme-changes.module.css'

/** More changes are shown on request. */
const CHANGES_AT_FIRST = 60

export type SessionWithUserData = Changes['sessions'][number]

/** Whether there is nothing to show. */
export function hasNoChanges({ sessions, facts, ...names }: Changes): boolean {
  const lists = Object.values(names).flatMap(({ added, changed, removed }) => [added, changed, removed])
  return [sessions, facts, ...lists].every((list) => list.length === 0)
}

/** The data needed to format times. */
type TimeFormat = { timeZone: string; length: DayLength }

/** `conference`: the conference to whose zone the times belong. */
export function ProgrammeChanges({
  changes,
  conference,
}: {
  changes: Changes
  conference: Pick<Conference, 'timeZone' | 'startDate' | 'endDate'>
}) {
  const { t } = useTranslation()
  const { facts, speakers, keyMessages, directory, floorPlans, documents } = changes
  const timeFormat: TimeFormat = { timeZone: conference.timeZone, length: getDayLength(conference) }
  const sessions = useMemo(() => sortByKind(changes.sessions), [changes])
  const mine = sessions.filter(isMine)
  const [scope, setScope] = useState<'mine' | 'all'>(mine.length > 0 ? 'mine' : 'all')
  const [kinds, setKinds] = useState<readonly ChangeKind[]>([])
  const inScope = scope === 'mine' ? mine : sessions
  const counts = countKinds(inScope)
  const chosen = counts.filter(({ kind }) => kinds.includes(kind)).map(({ kind }) => kind)
  const isChosen = (change: SessionWithUserData) => getKinds(change).some((kind) => chosen.includes(kind))
  const listed = chosen.length === 0 ? inScope : inScope.filter(isChosen)
  const { list, shown, more, showAll } = useShowMore(listed, CHANGES_AT_FIRST)
  return (
    <div className={styles.changes}>
      {sessions.length > 0 && (
        <div className={styles.head}>
          <KindFilter counts={counts} chosen={chosen} onChange={setKinds} />
          <Segmented
            label={t('changes.scope')}
            segments={(['mine', 'all'] as const).map((id) => ({
              id,
              label: `${t(`changes.scopes.${id}`)} ${id === 'mine' ? mine.length : sessions.length}`,
            }))}
            value={scope}
            onChange={setScope}
          />
        </div>
      )}
      {/* Changes of the venue concern everyone who goes there. */}
      {facts.length > 0 && chosen.length === 0 && (
        <section className={styles.beside}>
          <h4>{t('changes.conference')}</h4>
          <Fields fields={facts} timeFormat={timeFormat} />
        </section>
      )}
      {scope === 'mine' && mine.length === 0 && <p>{t('changes.noneMine')}</p>}
      {scope === 'mine' && <HiddenChangeCounts changes={changes} />}
      {shown.length > 0 && (
        <ul ref={list} className={styles.list} aria-label={t('changes.sessions')}>
          {shown.map((change) => (
            <Session key={change.guid} change={change} timeFormat={timeFormat} />
          ))}
        </ul>
      )}
      {more > 0 && <Button onPress={showAll}>{t('changes.more', { count: more })}</Button>}
      {scope === 'all' && chosen.length === 0 && (
        <>
          <Names title={t('changes.biographies')} change={speakers} />
          <Names title={t('nav.keyMessages')} change={keyMessages} />
          <Names title={t('changes.directory')} change={directory} />
          <Names title={t('documents.plans')} change={floorPlans} />
          <Names title={t('documents.documents')} change={documents} />
        </>
      )}
    </div>
  )
}

/** The number of changes that are hidden while only those of the delegate’s own sessions are shown. */
function HiddenChangeCounts({ changes }: { changes: Changes }) {
  const { t } = useTranslation()
  const { sessions, speakers, keyMessages, directory, floorPlans, documents } = changes
  const others = sessions.filter((change) => !isMine(change))
  const lists = { speakers, keyMessages, contacts: directory, floorPlans, documents }
  const names = (Object.keys(lists) as (keyof typeof lists)[])
    .map((list) => ({ list, count: Object.values(lists[list]).flat().length }))
    .filter(({ count }) => count > 0)
  const counts = [
    ...countKinds(others).map(({ kind, count }) => t(`changes.counts.${kind}`, { count })),
    ...names.map(({ list, count }) => t(`import.counts.${list}`, { count })),
  ]
  return counts.length > 0 && <p>{t('changes.also', { counts: counts.join(', ') })}</p>
}

/** Shows the number of changes of each kind. Pressing one filters the list. */
function KindFilter({
  counts,
  chosen,
  onChange,
}: {
  counts: ReturnType<typeof countKinds>
  chosen: readonly ChangeKind[]
  onChange: (chosen: ChangeKind[]) => void
}) {
  const { t } = useTranslation()
  const labels = counts.map(({ kind, count }) => ({ kind, name: `${t(`changes.kinds.${kind}`)} ${count}` }))
  if (labels.length < 2) return <p>{labels[0]?.name}</p>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> has its own layout and is for forms
    <div role="group" aria-label={t('changes.kindsLabel')} className={styles.kinds}>
      {labels.map(({ kind, name }) => (
        <Chip key={kind} pressed={chosen.includes(kind)} onClick={() => onChange(toggleItem(chosen, kind))}>
          {name}
        </Chip>
      ))}
    </div>
  )
}

const icons: Record<ChangeKind, ComponentType<{ 'aria-hidden': true }>> = {
  added: CirclePlus,
  cancelled: Ban,
  reinstated: RotateCcw,
  moved: Move,
  retitled: Type,
  speakers: Users,
  changed: Pencil,
}

function Session({ change, timeFormat }: { change: SessionWithUserData; timeFormat: TimeFormat }) {
  const { t, i18n } = useTranslation()
  const { label, title, start, room, mine, fields } = change
  const kind = getKind(change)
  const Icon = icons[kind]
  const day = formatDay(toLocalDate(start, timeFormat.timeZone), i18n.language, timeFormat.length)
  const moment = `${day}, ${formatTime(start, timeFormat.timeZone)}`
  return (
    <li data-kind={kind}>
      <p className={styles.line}>
        <strong>
          <Icon aria-hidden />
          {t(`changes.kinds.${kind}`)}
        </strong>
        <span>{[label, moment, room].filter(Boolean).join(' · ')}</span>
        {isMine(change) && (
          <span className={styles.mine}>
            {mine.starred && (
              <>
                <Star aria-hidden fill="currentColor" />
                <span>{t('changes.starred')}</span>
              </>
            )}
            {mine.notes > 0 && <span>{t('agenda.notes', { count: mine.notes })}</span>}
          </span>
        )}
      </p>
      <p className={styles.title}>{getSessionTitle(title)}</p>
      {/* The status is in the first line. */}
      <Fields fields={fields.filter(({ field }) => field !== 'status')} timeFormat={timeFormat} />
    </li>
  )
}

function Fields({
  fields,
  timeFormat,
}: {
  fields: readonly FieldChange<ChangedField | ChangedFact>[]
  timeFormat: TimeFormat
}) {
  const { t, i18n } = useTranslation()
  if (fields.length === 0) return null
  return (
    <dl className={styles.fields}>
      {fields.map((change) => {
        const [from, to] = formatValues(change, { t, language: i18n.language, ...timeFormat })
        return (
          <div key={change.field}>
            <dt>{t(`changes.fields.${change.field}`)}</dt>
            <dd>
              <FieldValues change={change} from={from} to={to} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** `from` and `to` are the formatted values. */
function FieldValues({
  change,
  from,
  to,
}: {
  change: FieldChange<ChangedField | ChangedFact>
  from: string
  to: string
}) {
  const { t } = useTranslation()
  if (change.field === 'text') return t('changes.rewritten')
  if (change.field === 'links') return <Links change={change} />
  if (texts.has(change.field)) return <TextChange from={from} to={to} />
  return <FromTo from={<del>{from || t('changes.none')}</del>} to={<ins>{to || t('changes.none')}</ins>} />
}

/** Fields that often have several paragraphs. */
const texts: ReadonlySet<ChangedField | ChangedFact> = new Set(['title', 'subtitle', 'description'])

/** Shows only the changed passages of a long text. */
function TextChange({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation()
  const parts = findTextChange(from, to)
  if (!parts) return t('changes.whiteSpace')
  const [before, after] = parts
  return (
    <FromTo
      from={
        <span className={styles.old}>
          {before.before}
          <del>{from === '' ? t('changes.none') : before.changed}</del>
          {before.after}
        </span>
      }
      to={
        <span>
          {after.before}
          <ins>{to === '' ? t('changes.none') : after.changed}</ins>
          {after.after}
        </span>
      }
    />
  )
}

function FromTo({ from, to }: { from: ReactNode; to: ReactNode }) {
  return (
    <>
      {from}
      <span className={styles.arrow} aria-hidden>
        →
      </span>
      {to}
    </>
  )
}

/** A recorded session may have ten links, which must not hide other changes. */
const LINKS_AT_FIRST = 3

/** Added and removed links, one per line. */
function Links({ change }: { change: FieldChange<ChangedField | ChangedFact> }) {
  const { t } = useTranslation()
  const links = listLinkChanges(change)
  const { list, shown, more, showAll } = useShowMore(links, LINKS_AT_FIRST)
  if (links.length === 0) return t('changes.reordered')
  return (
    <ul ref={list}>
      {shown.map(({ what, name }) => {
        const Mark = what === 'added' ? 'ins' : 'del'
        return (
          <li key={`${what} ${name}`}>
            <Mark>
              <span aria-hidden>{what === 'added' ? '+ ' : '− '}</span>
              <span className="visually-hidden">{t(`changes.linkMarks.${what}`)} </span>
              {name}
            </Mark>
          </li>
        )
      })}
      {more > 0 && (
        <li>
          <LinkButton onClick={showAll}>{t('changes.more', { count: more })}</LinkButton>
        </li>
      )}
    </ul>
  )
}

/** Added, changed and removed key messages or organisations, by name. */
function Names({ title, change }: { title: string; change: ListChange }) {
  const { t } = useTranslation()
  const parts = (['added', 'changed', 'removed'] as const).filter((part) => change[part].length > 0)
  if (parts.length === 0) return null
  return (
    <section className={styles.beside}>
      <h4>{title}</h4>
      <dl className={styles.fields}>
        {parts.map((part) => (
          <div key={part}>
            <dt>{t(`changes.names.${part}`)}</dt>
            <dd>
              <ul>
                {change[part].map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
