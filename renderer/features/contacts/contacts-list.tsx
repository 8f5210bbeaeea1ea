/** The list of contacts, with one tab stop. Arrow keys open a contact, Enter moves into it, Delete deletes a person. */
import { type KeyboardEvent, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactId, DirectoryEntry } from '../../../db/model.ts'
import { destination } from '../../lib/list-keys.ts'
import { go, hrefTo, routeTo } from '../../lib/router.ts'
import list from '../../ui/list.module.css'
import { ListFrame } from '../../ui/list.tsx'
import type { ContactDraft } from './contacts-drafts.ts'
import type { ContactGroup } from './contacts-groups.ts'
import styles from './contacts-list.module.css'

type Row = { id: string; name: string; detail: string; unsaved?: boolean }

export function ContactList({
  groups,
  drafts,
  selected,
  onEnter,
  onDelete,
}: {
  groups: ContactGroup[]
  /** People who are unsaved because they have no name yet. */
  drafts: readonly ContactDraft[]
  selected: string | undefined
  onEnter: () => void
  onDelete: (id: ContactId) => void
}) {
  const { t } = useTranslation()
  const root = useRef<HTMLDivElement>(null)
  const unsaved: Row[] = drafts.map(({ id, fields }) => ({
    id,
    name: t('contacts.unnamed'),
    detail: [t('contacts.notSaved'), fields.organisation].filter(Boolean).join(' · '),
    unsaved: true,
  }))
  const sections: { kind: ContactGroup['kind']; rows: Row[] }[] = groups.map((group) => ({
    kind: group.kind,
    rows: group.kind === 'people' ? group.people.map(personRow) : group.entries.map(entryRow),
  }))
  const [first] = sections
  if (unsaved.length > 0) {
    if (first?.kind === 'people') first.rows.unshift(...unsaved)
    else sections.unshift({ kind: 'people', rows: unsaved })
  }

  function entryRow({ guid, name, partOf, donor }: DirectoryEntry): Row {
    const detail = [partOf && t('contacts.ofWhole', { whole: partOf }), donor && t('contacts.donor')]
    return { id: guid, name, detail: detail.filter(Boolean).join(' · ') }
  }

  const ids = sections.flatMap(({ rows }) => rows.map(({ id }) => id))
  // The tab stop: the open contact, or else the first.
  const tabStop = selected !== undefined && ids.includes(selected) ? selected : ids[0]

  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(root.current?.querySelectorAll<HTMLAnchorElement>('a[data-id]') ?? [])]
    const index = links.indexOf(document.activeElement as HTMLAnchorElement)
    const link = links[index]
    if (!link) return
    const person = ids.length > 0 && sections[0]?.kind === 'people' && index < sections[0].rows.length
    if (event.key === 'Delete' && person) {
      const next = links[index + 1] ?? links[index - 1]
      onDelete(link.dataset.id as ContactId)
      next?.focus()
      if (next) go(routeTo('contacts', next.dataset.id), { replace: true })
    } else if (event.key === 'Enter') {
      go(routeTo('contacts', link.dataset.id))
      onEnter()
    } else {
      const link = links[destination(event.key, index, links.length)]
      if (!link) return
      link.focus()
      go(routeTo('contacts', link.dataset.id), { replace: true })
    }
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside have the focus; the list only handles their keys
    <div ref={root} className={styles.list} onKeyDown={onKeyDown}>
      <ListFrame>
        <div className={styles.groups}>
          {sections.map(({ kind, rows }) => (
            <Section key={kind} title={t(`contacts.groups.${kind}`)} count={rows.length}>
              {rows.map((row) => (
                <li key={row.id}>
                  <a
                    href={hrefTo('contacts', row.id)}
                    data-id={row.id}
                    tabIndex={row.id === tabStop ? 0 : -1}
                    aria-current={row.id === selected ? 'true' : undefined}
                    className={`marked ${list.row} ${styles.row}`}
                    data-selected={row.id === selected}
                    data-unsaved={row.unsaved}
                  >
                    <span
                      className={styles.name}
                      dir="auto"
                      data-person={kind === 'people' && !row.unsaved ? row.name : undefined}
                    >
                      {row.name}
                    </span>
                    {row.detail && <span className={styles.detail}>{row.detail}</span>}
                  </a>
                </li>
              ))}
            </Section>
          ))}
        </div>
      </ListFrame>
    </div>
  )
}

function Section({ title, count, children }: { title: string; count: number; children: React.ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={`${list.heading} ${styles.heading}`}>
        <span>{title}</span>
        <span className={styles.count}>{count}</span>
      </h2>
      <ul>{children}</ul>
    </section>
  )
}

function personRow({ id, name, organisation, role, country }: Contact): Row {
  return { id, name, detail: [role, organisation, country].filter(Boolean).join(' · ') }
}
