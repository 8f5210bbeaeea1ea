/** The header of the list of notes: count, sort order and filters. */
import { ArrowDownUp, LibraryBig, SquarePen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { setPreferences, usePreference } from '../../../lib/preferences.ts'
import { buildRoute, go } from '../../../lib/router.ts'
import { Button, IconButton, IconToggle } from '../../../ui/button.tsx'
import { FilterField } from '../../../ui/filter-field.tsx'
import { FilterMenu } from '../../../ui/filter-menu.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { PaneHeader } from '../../../ui/pane-header.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import styles from './notes-head.module.css'
import type { NotesScope, NotesSort } from './notes-items.ts'

const scopes: NotesScope[] = ['all', 'with', 'without']
const sorts: NotesSort[] = ['session', 'changed']

export function NotesHead({
  count,
  isEmpty,
  query,
  onQuery,
  scope,
  onScope,
  hasOthers,
  tags,
  chosenTags,
  onTags,
}: {
  /** Number of timed entries in the shown notes. */
  count: number
  /** Whether there is nothing to filter or sort. */
  isEmpty: boolean
  query: string
  onQuery: (query: string) => void
  scope: NotesScope
  onScope: (scope: NotesScope) => void
  /** Whether there are other conferences whose notes can be listed. */
  hasOthers: boolean
  /** Tags used on any note of the conference. */
  tags: readonly string[]
  chosenTags: readonly string[]
  onTags: (tags: string[]) => void
}) {
  const { t } = useTranslation()
  const notesSort = usePreference('notesSort')
  const notesEverywhere = usePreference('notesEverywhere')
  const showsEverywhere = hasOthers && notesEverywhere
  return (
    <>
      <PaneHeader title={t('nav.notes')} detail={String(count)}>
        <Button onPress={() => go(buildRoute('notes', 'new'))}>
          <SquarePen aria-hidden />
          {t('notes.newNote')}
        </Button>
      </PaneHeader>
      {!isEmpty && (
        <FilterField label={t('notes.filter')} value={query} onChange={onQuery}>
          <Menu
            label={t('notes.sort')}
            actions={sorts.map((id) => ({
              id,
              label: t(`notes.sorts.${id}`),
              selected: id === notesSort,
              onAction: () => setPreferences({ notesSort: id }),
            }))}
          >
            <IconButton
              label={`${t('notes.sort')}: ${t(`notes.sorts.${notesSort}`)}`}
              text={t(`notes.sorts.${notesSort}`)}
            >
              <ArrowDownUp aria-hidden />
            </IconButton>
          </Menu>
        </FilterField>
      )}
      {(hasOthers || !isEmpty) && (
        <div className={styles.scope}>
          {!isEmpty && !showsEverywhere && (
            <Segmented
              label={t('notes.scope')}
              segments={scopes.map((id) => ({ id, label: t(`notes.scopes.${id}`) }))}
              value={scope}
              onChange={onScope}
            />
          )}
          {!isEmpty && !showsEverywhere && tags.length > 0 && (
            <FilterMenu
              label={chosenTags.length > 0 ? chosenTags.map((tag) => `#${tag}`).join(' ') : t('notes.tags')}
              choices={tags.map((tag) => ({ id: tag, name: tag }))}
              chosen={chosenTags}
              onChange={onTags}
            />
          )}
          {hasOthers && (
            <IconToggle
              label={t('notes.everywhere')}
              text={t('notes.everywhere')}
              isSelected={notesEverywhere}
              onChange={(next) => setPreferences({ notesEverywhere: next })}
            >
              <LibraryBig aria-hidden />
            </IconToggle>
          )}
        </div>
      )}
    </>
  )
}
