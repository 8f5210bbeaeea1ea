import { CornerDownLeft } from 'lucide-react'
import { type MouseEvent, memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarkedText } from '../../../db/contract/index.ts'
import styles from './palette.module.css'
import type { PaletteGroup, PaletteRow } from './palette-model.ts'

export function getOptionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

/** The list of a combobox: the focus stays in the query field, which refers to the active row. */
export function PaletteList({
  id,
  groups,
  active,
  onActive,
  onOpen,
}: {
  id: string
  groups: PaletteGroup[]
  active: PaletteRow | undefined
  onActive: (row: string) => void
  onOpen: (row: PaletteRow) => void
}) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another active row must be scrolled into view
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active?.id])
  const rows = groups.flatMap((group) => group.rows)
  const getRow = ({ target }: MouseEvent) => {
    const option = target instanceof Element ? target.closest('[role="option"]') : null
    return rows.find((_, index) => getOptionId(id, index) === option?.id)
  }
  let index = 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the combobox, which handles the arrow keys and Enter
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('search.found')}
      className={styles.list}
      onMouseDown={(event) => event.preventDefault()}
      // Only mouse movement changes the active row, not a list that grows under a resting pointer.
      onMouseMove={(event) => {
        const row = getRow(event)
        if (row && (event.movementX !== 0 || event.movementY !== 0)) onActive(row.id)
      }}
      onClick={(event) => {
        const row = getRow(event)
        if (row) onOpen(row)
      }}
    >
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a <fieldset> cannot be a group of options in a listbox
        <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`} className={styles.group}>
          <div id={`${id}-${group.id}`} role="presentation" className={styles.label}>
            {group.label}
          </div>
          <div role="presentation" className={styles.rows}>
            {group.rows.map((row) => (
              <Row key={row.id} id={getOptionId(id, index++)} row={row} active={row === active} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

/** Memoised, since each key press renders the list again. The list handles the mouse, so that the rows need no new callbacks. */
const Row = memo(function Row({ id, row, active }: { id: string; row: PaletteRow; active: boolean }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox, which points here (aria-activedescendant)
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={`marked ${styles.row}`}
      data-facts={row.facts !== undefined}
    >
      <span className={styles.mark}>{row.icon}</span>
      <span className={styles.words}>
        <span className={row.isCommand ? styles.command : styles.title} dir="auto">
          <Marked text={row.title} />
        </span>
        {row.facts && (
          <span className={styles.facts}>
            {row.facts.map((fact, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a row always have this order
              <span key={index}>
                <Marked text={fact} />{' '}
              </span>
            ))}
          </span>
        )}
      </span>
      <span className={styles.enter} aria-hidden>
        {active && <EnterHint />}
      </span>
      {row.detail && <span className={styles.detail}>{row.detail}</span>}
    </div>
  )
})

function EnterHint() {
  const { t } = useTranslation()
  return (
    <>
      {t('search.openThis')}
      <CornerDownLeft />
    </>
  )
}

function Marked({ text }: { text: MarkedText }) {
  return text.map(({ text: run, match }, index) =>
    match ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one text are never reordered
      <mark key={index}>{run}</mark>
    ) : (
      run
    ),
  )
}
