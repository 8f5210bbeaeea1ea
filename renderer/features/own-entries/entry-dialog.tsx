/** The dialog for an own entry: a line into which everything can be typed, and fields that show how the line was read and can be edited. */
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toLocalDate } from '../../../core/time.ts'
import type { OwnEntryFields, OwnEntryKind } from '../../../db/model.ts'
import { now } from '../../lib/clock.ts'
import { listDaysAround } from '../../lib/date-and-time-choice.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { focusSession } from '../../lib/restore-focus.ts'
import { buildRoute, go, useRoute } from '../../lib/router.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { useConference, useConferenceFormat } from '../sessions/index.ts'
import { addEntry, changeEntry, type EntryRequest, entryRequest } from './entry-changes.ts'
import styles from './entry-dialog.module.css'
import {
  addMinutes,
  type EntryForm,
  editForm,
  entryKinds,
  type FormProblem,
  fillForm,
  getDefaultStart,
  getFields,
  getForm,
  getLastDay,
  setLastDay,
} from './entry-form.ts'
import { loadFindDay } from './find-day.ts'
import { type FindDay, readEntry } from './read-entry.ts'

const FORM_ID = 'entry-form'
/** The store's limits (db/model.ts). */
const MAX_FIELD_LENGTH = 500
const MAX_LINE_LENGTH = 2_000

export function EntryDialog({ request }: { request: EntryRequest }) {
  const { t } = useTranslation()
  const { slug, timeZone } = useConference()
  const { path } = useRoute()
  const { session } = request
  const start = useStartForm(request)
  const [line, setLine] = useState('')
  const [edits, setEdits] = useState<Partial<EntryForm>>({})
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const readLine = useLineReader(start.day)
  const filled = line.trim() ? fillForm(start, readLine(line)) : start
  const form = editForm(filled, edits)
  const close = () => entryRequest.set(null)

  const save = async (fields: OwnEntryFields) => {
    if (!session) {
      const id = await addEntry(slug, fields)
      if (path === 'agenda') go(buildRoute('agenda', id))
      // The free time whose button opened the dialog may have disappeared, and the focus with it.
      if (path === 'agenda' || path === 'now') focusSession(id)
      return
    }
    const base = getFields(start, timeZone)
    if ('problems' in base) throw new Error('A stored entry lacks a required field.')
    await changeEntry({ id: session.guid, conference: slug }, fields, base)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isPending) return
    const fields = getFields(form, timeZone)
    if ('problems' in fields) return setProblems(fields.problems)
    setPending(true)
    save(fields).then(close, (error) => {
      setPending(false)
      setFailure(t('ownEntries.notSaved', { reason: getErrorText(error) }))
    })
  }
  const edit = (change: Partial<EntryForm>) => {
    setEdits({ ...edits, ...change })
    setProblems([])
  }
  const bind = (key: 'title' | 'from' | 'to' | 'people') => ({
    value: form[key],
    onChange: (text: string) => edit({ [key]: text }),
    maxLength: MAX_FIELD_LENGTH,
    ...(problems.includes(key as FormProblem) ? { error: t(`ownEntries.needs.${key as FormProblem}`) } : {}),
  })
  return (
    <Dialog
      role="dialog"
      title={t(session ? 'ownEntries.edit' : 'ownEntries.new')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('ownEntries.cancel')}</Button>
          <Button variant="primary" type="submit" form={FORM_ID} isPending={isPending}>
            {t(session ? 'ownEntries.save' : 'ownEntries.add')}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} noValidate onSubmit={submit} className={styles.form}>
        {!session && (
          <div className={styles.wide}>
            <TextField
              autoFocus
              label={t('ownEntries.line')}
              placeholder={t('ownEntries.example')}
              value={line}
              onChange={(text) => {
                setLine(text)
                setProblems([])
              }}
              maxLength={MAX_LINE_LENGTH}
            />
          </div>
        )}
        <div className={styles.wide}>
          <TextField autoFocus={session !== null} label={t('ownEntries.title')} {...bind('title')} />
        </div>
        <Select
          label={t('ownEntries.kind')}
          options={entryKinds.map((id) => ({ id, label: t(`ownEntries.kinds.${id}`) }))}
          value={form.kind}
          onChange={(kind: OwnEntryKind) => edit({ kind })}
        />
        <PlaceField place={form.place} onChange={(place) => edit({ place })} />
        <DayField label={t('ownEntries.day')} day={form.day} onChange={(day) => edit({ day })} />
        <TextField label={t('ownEntries.from')} {...bind('from')} />
        <DayField
          label={t('ownEntries.lastDay')}
          day={getLastDay(form)}
          first={getLastDay({ ...form, nights: 0 })}
          onChange={(day) => edit(setLastDay(form, day))}
        />
        <TextField label={t('ownEntries.to')} {...bind('to')} />
        <div className={styles.wide}>
          <TextField label={t('ownEntries.people')} {...bind('people')} />
        </div>
        {failure && (
          <p role="alert" className={styles.failure}>
            {failure}
          </p>
        )}
      </form>
    </Dialog>
  )
}

function useStartForm(request: EntryRequest): EntryForm {
  const conference = useConference()
  const [form] = useState((): EntryForm => {
    if (request.session) return getForm(request.session, conference.timeZone)
    const { day, from } = { ...getDefaultStart(conference, now()), ...request.preset }
    const to = addMinutes(from, 30)
    return { kind: 'meeting', title: '', day, from, to, place: '', people: '', ...request.preset }
  })
  return form
}

/** @returns a function that reads typed lines; weekdays without a date are counted from `day` */
function useLineReader(day: string): (line: string) => ReturnType<typeof readEntry> {
  const { i18n } = useTranslation()
  const { rooms, timeZone } = useConference()
  const [findDay, setFindDay] = useState<FindDay | null>(null)
  useEffect(() => {
    const getToday = () => toLocalDate(now(), timeZone)
    void loadFindDay(i18n.language, getToday).then((loaded) => setFindDay(() => loaded))
  }, [i18n.language, timeZone])
  const names = useMemo(() => rooms.map(({ name }) => name), [rooms])
  return (line) => readEntry(line, { language: i18n.language, today: day, rooms: names, findDay })
}

/** `first`: the first day that can be chosen. */
function DayField({
  label,
  day,
  first = '',
  onChange,
}: {
  label: string
  day: string
  first?: string
  onChange: (day: string) => void
}) {
  const { days, startDate, endDate } = useConference()
  const { formatDay } = useConferenceFormat()
  const dayChoices = [...new Set([...listDaysAround(startDate, endDate), ...days, day])].sort()
  return (
    <Select
      label={label}
      options={dayChoices.filter((id) => id >= first).map((id) => ({ id, label: formatDay(id) }))}
      value={day}
      onChange={onChange}
    />
  )
}

function PlaceField({ place, onChange }: { place: string; onChange: (place: string) => void }) {
  const { t } = useTranslation()
  const { rooms } = useConference()
  return (
    <SuggestField
      label={t('ownEntries.place')}
      suggestions={rooms.map(({ name }) => name)}
      value={place}
      onChange={onChange}
      maxLength={MAX_FIELD_LENGTH}
    />
  )
}
