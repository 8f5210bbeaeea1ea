/** Renders the picker at the caret. The focus stays in the text (picker-plugin.ts), so rows are only shown and clicked here. */
import type { EditorView } from 'prosemirror-view'
import { Fragment, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseRow, getRowId, pickerId } from '../plugins/picker-plugin.ts'
import type { FindCommand, PickerState } from '../plugins/picker-state.ts'
import styles from './picker.module.css'
import { positionPicker } from './place-picker.ts'

export function Picker({
  view,
  picker,
  findCommand,
}: {
  view: EditorView
  picker: PickerState
  findCommand: FindCommand
}) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const { kind, from, rows, active } = picker

  useLayoutEffect(() => {
    const box = list.current
    if (!box) return
    box.style.maxHeight = ''
    const { top, left, height } = positionPicker(
      view.coordsAtPos(from),
      { width: box.offsetWidth, height: box.offsetHeight },
      { width: window.innerWidth, height: window.innerHeight },
    )
    box.style.top = `${top}px`
    box.style.left = `${left}px`
    box.style.maxHeight = `${height}px`
    box.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })

  return (
    <div
      ref={list}
      id={pickerId}
      role="listbox"
      tabIndex={-1}
      aria-label={t(`editor.pickers.${kind}`)}
      className={styles.picker}
      data-kind={kind}
      onMouseDown={(event) => event.preventDefault()}
    >
      {rows.map((row, index) => (
        <Fragment key={`${row.href} ${row.title} ${row.next?.href ?? ''}`}>
          {row.group !== undefined && row.group !== rows[index - 1]?.group && (
            <div aria-hidden className={styles.group}>
              {row.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is, in the text. */}
          <div
            id={getRowId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.row}
            onClick={() => chooseRow(view, index, findCommand)}
          >
            <span className={styles.title}>{row.title}</span>
            <span className={styles.detail}>{row.detail}</span>
          </div>
        </Fragment>
      ))}
      {(kind === 'command' || kind === 'for') && picker.query === '' && rows.length > 0 && (
        <div aria-hidden className={styles.more}>
          {t(kind === 'for' ? 'editor.typeDate' : 'editor.typeForMore')}
        </div>
      )}
      {rows.length === 0 && (
        <div role="option" aria-selected={false} aria-disabled tabIndex={-1} className={styles.none}>
          {t(`editor.nothingFits.${kind}`)}
        </div>
      )}
    </div>
  )
}
