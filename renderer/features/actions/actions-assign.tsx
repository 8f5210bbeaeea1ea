/** The dialog that says who is to do a task and by when. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delegation } from '../../../db/contract/index.ts'
import type { Person, PlainDate } from '../../../db/model.ts'
import { focusIfLost } from '../../lib/restore-focus.ts'
import { DateField } from '../../ui/date-field.tsx'
import { Select } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { assignTask } from '../notes/index.ts'
import type { Action } from './actions-items.ts'

/** The options that are not a member. UNCHANGED leaves the people whom the task names, for example a contact or several members. */
const NOBODY = 'nobody'
const UNCHANGED = 'unchanged'

export function AssignDialog({
  action: { key, note, item, who },
  me,
  delegation,
  onClose,
}: {
  action: Action
  me: Person
  delegation: Delegation | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const people = getPeople(delegation, me, t('people.you'))
  const [member = null] = item.members
  const isOneMember = item.who.length === 1 && member !== null && people.has(member)
  const namedPerson = isOneMember ? member : UNCHANGED
  const initialPerson = item.who.length === 0 ? NOBODY : namedPerson
  const [person, setPerson] = useState(initialPerson)
  const [due, setDue] = useState<PlainDate | null>(item.due)
  const options = [
    ...(initialPerson === UNCHANGED ? [{ id: UNCHANGED, label: who.join(', ') }] : []),
    { id: NOBODY, label: t('actions.nobody') },
    ...[...people].map(([id, { shown }]) => ({ id, label: shown })),
  ]
  const run = async () => {
    const name = people.get(person)?.name
    await assignTask(note, item, {
      ...(person === initialPerson ? {} : { who: name === undefined ? null : { person, name } }),
      ...(due === item.due ? {} : { due }),
    })
    onClose()
    // In the order by person, the task moves to another row, whose key also begins with that of the task.
    focusIfLost(() => document.querySelector(`[data-row^="${CSS.escape(key)} "]`))
  }
  return (
    <FormDialog
      title={t('actions.assign.title')}
      action={t('actions.assign.save')}
      cancel={t('delegation.cancel')}
      isReady={person !== initialPerson || due !== item.due}
      run={run}
      onClose={onClose}
    >
      <p dir="auto">{item.text}</p>
      <Select label={t('actions.assign.who')} options={options} value={person} onChange={setPerson} />
      <DateField label={t('actions.assign.due')} value={due} onChange={setDue} />
    </FormDialog>
  )
}

/** The members of the delegation, the delegate first. `name` is written into the note. */
function getPeople(
  delegation: Delegation | null,
  me: Person,
  you: string,
): Map<string, { name: string; shown: string }> {
  const members = delegation?.members.filter(({ state, name }) => state === 'member' && name !== '') ?? []
  return new Map([
    ...(delegation ? [[me.id, { name: me.name || you, shown: you }] as const] : []),
    ...members.map(({ person, name }) => [person, { name, shown: name }] as const),
  ])
}
