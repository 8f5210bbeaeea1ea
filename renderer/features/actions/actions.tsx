/** The actions screen: tasks, decisions and questions from all notes of the conference, beside the note they are from. */
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delegation, NoteItems, TaskChange } from '../../../db/contract/index.ts'
import type { KeyMessage, Person, Session } from '../../../db/model.ts'
import { now, toConferenceClock, useMinute } from '../../lib/clock.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { Panes } from '../../ui/panes.tsx'
import { tickTask } from '../notes/index.ts'
import { showNoteAt, useConference, useConferenceFormat } from '../sessions/index.ts'
import { AssignDialog } from './actions-assign.tsx'
import { ActionsHead } from './actions-head.tsx'
import {
  type Action,
  type ActionKind,
  type ActionScope,
  filterActions,
  getActions,
  getRows,
  parseKey,
} from './actions-items.ts'
import { ActionsList } from './actions-list.tsx'
import { ActionNote } from './actions-note.tsx'

type Content = {
  lists: readonly NoteItems[]
  sessions: readonly Session[]
  messages: readonly KeyMessage[]
  me: Person
  delegation: Delegation | null
  changes: readonly TaskChange[]
}

const NO_CHANGES: readonly TaskChange[] = []

/** The editor shortcut that creates each kind (renderer/editor/commands/note-commands.ts). */
const KEYS: Record<ActionKind, string> = { task: 'Mod-t', decision: 'Mod-d', question: 'Mod-Shift-d' }

export function ActionsScreen({ id }: { id: string | undefined }) {
  const { slug } = useConference()
  const ofConference = useMemo(() => ({ conference: slug }), [slug])
  const lists = useStoreQuery('actions.list', ofConference, { keepPrevious: false }).data
  const sessions = useStoreQuery('sessions.list', ofConference, { keepPrevious: false }).data
  const messages = useStoreQuery('keyMessages.list', ofConference, { keepPrevious: false }).data
  const me = useStoreQuery('people.me', {}).data
  const delegation = useStoreQuery('delegation.get', ofConference).data
  const changes = useStoreQuery('actions.changes', ofConference).data
  if (!lists || !sessions || !messages || !me) return null
  return (
    <Actions
      key={slug}
      id={id}
      lists={lists}
      sessions={sessions}
      messages={messages}
      me={me}
      delegation={delegation ?? null}
      changes={changes ?? NO_CHANGES}
    />
  )
}

function Actions({
  id,
  lists,
  sessions,
  messages,
  me,
  delegation,
  changes,
}: Content & { id: string | undefined }) {
  const { t, i18n } = useTranslation()
  const actionsOrder = usePreference('actionsOrder')
  const { toDate } = useConferenceFormat()
  useMinute()
  const today = toDate(now())
  const requested = parseKey(id)
  const [kind, setKind] = useState<ActionKind>(requested?.kind ?? (id === 'question' ? id : 'task'))
  const [scope, setScope] = useState<ActionScope>('open')
  const [query, setQuery] = useState('')
  const [justTicked, setJustTicked] = useState<ReadonlySet<string>>(() => new Set(id ? [id] : []))
  const deferredQuery = useDeferredValue(query)
  const actions = useMemo(
    () =>
      getActions(lists, sessions, messages, toConferenceClock, { me: me.id, you: t('people.you'), changes }),
    [lists, sessions, messages, me.id, changes, t],
  )
  const counts = useMemo(() => getCounts(actions), [actions])
  const items = useMemo(() => {
    const shown = filterActions(actions, kind, scope, deferredQuery, justTicked)
    return getRows(shown, actionsOrder, {
      today,
      sessions,
      language: i18n.language,
      justTicked,
      you: t('people.you'),
    })
  }, [actions, kind, scope, deferredQuery, justTicked, actionsOrder, today, sessions, i18n.language, t])

  const first = items.find((item) => item.kind === 'action')?.action.key
  const selected = requested ? id : first
  const open = useDeferredValue(selected)
  const action = useMemo(() => actions.find(({ key }) => key === open) ?? null, [actions, open])
  const place = parseKey(open)

  const lastShownKey = useRef<string | undefined>(undefined)
  const show = useCallback((key: string, focus: boolean) => {
    const target = parseKey(key)
    if (!target) return
    lastShownKey.current = key
    showNoteAt(target.note, target, { focus })
    go(buildRoute('actions', key), { replace: true })
  }, [])
  const select = useCallback((key: string) => show(key, false), [show])
  const openAt = useCallback((key: string) => show(key, true), [show])
  // Also scrolls to an action that was selected without a click or key: the first action, or the action in the address.
  useEffect(() => {
    const target = parseKey(selected)
    if (target && lastShownKey.current !== selected) showNoteAt(target.note, target, { focus: false })
  }, [selected])

  const colleagues = useMemo(() => new Set(delegation?.members.map(({ person }) => person)), [delegation])
  const canTick = useCallback(
    ({ createdBy }: Action) => createdBy === null || colleagues.has(createdBy),
    [colleagues],
  )
  const tick = useCallback((ticked: Action) => {
    setJustTicked((before) => new Set(before).add(ticked.key))
    void tickTask(ticked.note, ticked.item, !ticked.item.done)
  }, [])
  const [assigning, setAssigning] = useState<Action | null>(null)
  const writable = useMemo(() => new Set(delegation?.writable), [delegation])
  const canAssign = useCallback(
    (task: Action) =>
      task.item.kind === 'task' &&
      canTick(task) &&
      (task.createdBy === null || task.isForMe || writable.has(task.note)),
    [canTick, writable],
  )
  const clearJustTickedAnd = <Value,>(set: (value: Value) => void) => {
    return (value: Value) => {
      setJustTicked(new Set())
      set(value)
    }
  }
  const renderEmpty = () => {
    if (counts.all[kind] === 0)
      return (
        <EmptyMessage title={t(`actions.none.${kind}`)}>
          <p>{t(`actions.noneHint.${kind}`, { key: getKeyLabel(KEYS[kind]) })}</p>
        </EmptyMessage>
      )
    const isAllDone = query === '' && kind === 'task' && scope === 'open'
    if (isAllDone) return <EmptyMessage title={t('actions.allDone')} />
    return (
      <EmptyMessage title={t('actions.noneFound')}>
        <p>{t('actions.noneFoundHint')}</p>
      </EmptyMessage>
    )
  }
  return (
    <Panes
      screen="actions"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('nav.actions')}
      list={
        <>
          <ActionsHead
            counts={counts.shown}
            isEmpty={actions.length === 0}
            kind={kind}
            onKind={clearJustTickedAnd(setKind)}
            scope={scope}
            onScope={clearJustTickedAnd(setScope)}
            query={query}
            onQuery={setQuery}
          />
          {items.length > 0 ? (
            <ActionsList
              key={`${kind} ${actionsOrder}`}
              items={items}
              selected={selected}
              today={today}
              onSelect={select}
              onOpen={openAt}
              canTick={canTick}
              onTick={tick}
              canAssign={canAssign}
              onAssign={setAssigning}
              me={me.id}
            />
          ) : (
            renderEmpty()
          )}
          {assigning && (
            <AssignDialog
              action={assigning}
              me={me}
              delegation={delegation}
              onClose={() => setAssigning(null)}
            />
          )}
        </>
      }
    >
      {place && <ActionNote note={place.note} action={action} />}
    </Panes>
  )
}

/** `shown` counts only open tasks. */
function getCounts(actions: readonly Action[]) {
  const all = { task: 0, question: 0, decision: 0 }
  let done = 0
  for (const { item } of actions) {
    all[item.kind] += 1
    if (item.done) done += 1
  }
  return { all, shown: { ...all, task: all.task - done } }
}
