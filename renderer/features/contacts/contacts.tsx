import { ChevronDown, ContactRound, QrCode, UserPlus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactId } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { goAndFocus } from '../../lib/restore-focus.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { call } from '../../lib/store-client.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { FilterField } from '../../ui/filter-field.tsx'
import { Menu } from '../../ui/menu.tsx'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { Panes } from '../../ui/panes.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference } from '../sessions/index.ts'
import styles from './contacts.module.css'
import { type ContactDraft, hasName } from './contacts-drafts.ts'
import { DuplicatesButton } from './contacts-duplicates.tsx'
import {
  type ContactGroup,
  type ContactLists,
  getContactIndex,
  groupContacts,
  hasSameName,
} from './contacts-groups.ts'
import { ContactList } from './contacts-list.tsx'
import { Organisation } from './contacts-organisation.tsx'
import { Person } from './contacts-person.tsx'
import { ProgrammePerson } from './contacts-programme-person.tsx'
import { contactDrafts, removeContact, unstoredIds, useContactDrafts } from './contacts-saving.ts'
import { chooseCardFiles, offerPeople } from './offered-people.ts'
import { PeopleDialog } from './people-dialog.tsx'
import { choosePictures, offerPictures } from './people-from-pictures.ts'
import { useEveryone, useMerged } from './use-contacts.ts'

export function Contacts({ id }: { id: string | undefined }) {
  const { t, i18n } = useTranslation()
  const { slug } = useConference()
  const { isKnown, ...listed } = useEveryone()
  const { people, directory, speakers, authors, me } = listed
  const [query, setQuery] = useState('')
  const detail = useRef<HTMLDivElement>(null)
  const drafts = useContactDrafts().filter(
    (draft) =>
      draft.conference === slug && !hasName(draft.fields) && !people.some((known) => known.id === draft.id),
  )
  const index = useMemo(
    () => getContactIndex({ people, directory, speakers, authors, me }, i18n.language),
    [people, directory, speakers, authors, me, i18n.language],
  )
  const groups = useMemo(() => groupContacts(index, query), [index, query])
  const merged = useMerged()
  useEffect(() => {
    const mergedInto = id === undefined ? undefined : merged[id]
    if (mergedInto) go(buildRoute('contacts', mergedInto), { replace: true })
  }, [id, merged])
  useEffect(() => {
    if (id !== 'new') return
    const newId = crypto.randomUUID()
    unstoredIds.add(newId)
    go(buildRoute('contacts', newId), { replace: true })
  }, [id])
  useOfferPastedPeople()
  const remove = useRemove(people, listPeople(groups, drafts))
  const count = people.length + directory.length

  return (
    <Panes
      screen="contacts"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('nav.contacts')}
      list={
        <>
          <PaneHeader title={t('nav.contacts')} detail={count > 0 ? String(count) : ''}>
            <Button onPress={() => go(buildRoute('contacts', 'new'))}>
              <UserPlus aria-hidden />
              {t('contacts.add')}
            </Button>
            <AddMenu />
          </PaneHeader>
          {!(isKnown && count + speakers.length === 0) && (
            <FilterField label={t('contacts.filter')} value={query} onChange={setQuery} />
          )}
          <DuplicatesButton people={people} selected={id} />
          {groups.length === 0 && drafts.length === 0 && isKnown ? (
            <p className={styles.nothing}>
              {query ? t('contacts.noneFound', { query }) : t('contacts.none')}
            </p>
          ) : (
            <ContactList
              groups={groups}
              drafts={drafts}
              selected={id}
              onEnter={() => requestAnimationFrame(() => focusFirst(detail.current))}
              onDelete={remove}
            />
          )}
        </>
      }
    >
      <PeopleDialog people={people} />
      <div ref={detail} className={styles.work}>
        <Detail id={id} {...listed} isKnown={isKnown} onDelete={remove} />
      </div>
    </Panes>
  )
}

function AddMenu() {
  const { t } = useTranslation()
  return (
    <Menu
      label={t('contacts.moreWays')}
      actions={[
        {
          id: 'file',
          label: t('contacts.import'),
          icon: <ContactRound aria-hidden />,
          onAction: () => void chooseCardFiles(t('contacts.cardFiles')),
        },
        {
          id: 'code',
          label: t('contacts.readCode'),
          icon: <QrCode aria-hidden />,
          onAction: () => void choosePictures(t('contacts.pictureFiles')),
        },
      ]}
    >
      <IconButton label={t('contacts.moreWays')}>
        <ChevronDown aria-hidden />
      </IconButton>
    </Menu>
  )
}

/** Offers to add people from vCards and pictures of codes that are pasted outside of a text field, and from pictures that are dropped. */
function useOfferPastedPeople(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('input, textarea, [contenteditable="true"]')) return
      if (offerPictures(event.clipboardData?.files ?? [])) return event.preventDefault()
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!/BEGIN\s*:\s*VCARD/i.test(text)) return
      event.preventDefault()
      offerPeople([{ fileName: '', source: { text } }])
    }
    const hasPicture = ({ dataTransfer }: DragEvent) =>
      [...(dataTransfer?.items ?? [])].some(({ type }) => type.startsWith('image/'))
    const allowDrop = (event: DragEvent) => {
      if (hasPicture(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!hasPicture(event)) return
      event.preventDefault()
      offerPictures(event.dataTransfer?.files ?? [])
    }
    const listeners = new AbortController()
    const { signal } = listeners
    window.addEventListener('paste', paste, { signal })
    window.addEventListener('dragover', allowDrop, { signal })
    window.addEventListener('drop', drop, { signal })
    return () => listeners.abort()
  }, [])
}

function Detail({
  id,
  people,
  directory,
  speakers,
  authors,
  me,
  isKnown,
  onDelete,
}: ContactLists & { id: string | undefined; isKnown: boolean; onDelete: (id: ContactId) => void }) {
  const { t } = useTranslation()
  if (id === undefined) {
    return (
      <EmptyMessage title={t('contacts.chooseTitle')}>
        <p>{t(directory.length === 0 && isKnown ? 'contacts.addHint' : 'contacts.chooseHint')}</p>
      </EmptyMessage>
    )
  }
  const entry = directory.find(({ guid }) => guid === id)
  if (entry) return <Organisation key={id} entry={entry} />
  const contact = people.find((known) => known.id === id)
  const person = id as ContactId
  if (contact || unstoredIds.has(id) || contactDrafts.getDraftFields(person)) {
    return (
      <Person
        key={id}
        id={person}
        contact={contact}
        people={people}
        directory={directory}
        onDelete={() => onDelete(person)}
      />
    )
  }
  const speaker = speakers.find(({ guid }) => guid === id)
  const colleague = authors.find(
    (author) => author.id !== me && (author.id === id || (speaker && hasSameName(author, speaker))),
  )
  if (speaker || colleague) return <ProgrammePerson key={id} speaker={speaker} colleague={colleague} />
  if (!isKnown || id === 'new') return null
  return (
    <EmptyMessage title={t('contacts.goneTitle')}>
      <p>{t('contacts.goneHint')}</p>
    </EmptyMessage>
  )
}

/** The ids of people, in the order of the list. */
function listPeople(groups: readonly ContactGroup[], drafts: readonly ContactDraft[]): ContactId[] {
  const listed = groups.flatMap((group) => (group.kind === 'people' ? group.people : []))
  return [...drafts, ...listed].map(({ id }) => id)
}

/** Deletes a person, or the unsaved form of a person without a name, and offers Undo. */
function useRemove(people: readonly Contact[], listed: readonly ContactId[]): (id: ContactId) => void {
  const { t } = useTranslation()
  const { slug } = useConference()
  const announceFailure = (error: unknown) => announce(t('contacts.failed', { reason: getErrorText(error) }))
  return (id) => {
    const contact = people.find((known) => known.id === id)
    const open = () => goAndFocus(buildRoute('contacts', id))
    // After Undo the person is read from the store and is no longer new.
    unstoredIds.delete(id)
    const index = listed.indexOf(id)
    go(buildRoute('contacts', listed[index + 1] ?? listed[index - 1]), { replace: true })
    if (contact) {
      removeContact(id)
        .then(() =>
          announce(t('contacts.deleted', { name: contact.name }), {
            label: t('app.undo'),
            run: () => void call('contacts.restore', { id }).then(open, announceFailure),
          }),
        )
        .catch(announceFailure)
      return
    }
    const fields = contactDrafts.getDraftFields(id)
    contactDrafts.discard(id)
    if (!fields) return
    announce(t('contacts.discarded'), {
      label: t('app.undo'),
      run: () => {
        contactDrafts.edit({ id, conference: slug, fields, stored: null })
        open()
      },
    })
  }
}

function focusFirst(detail: HTMLElement | null): void {
  const target = detail?.querySelector<HTMLElement>('input') ?? detail?.querySelector<HTMLElement>('a[href]')
  target?.focus()
}
