/** Shows useful keys and the length of the note. Hints that do not fit are left out, the last ones first. */
import { ChevronDown, Maximize2, PictureInPicture2 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { appKeys } from '../../../core/keys.ts'
import { toggleFocusMode, useFocusMode } from '../../lib/focus-mode.ts'
import { getKeyLabel, Kbd, modifierKey } from '../../ui/kbd.tsx'
import { Menu } from '../../ui/menu.tsx'
import type { NoteCommand } from '../commands/note-commands.ts'
import { SpellingLanguage } from '../spelling/spelling-language.tsx'
import type { Spelling } from '../spelling/spelling-menu.tsx'
import styles from './hint-bar.module.css'

const KeyHelp = lazy(async () => ({ default: (await import('./key-help.tsx')).KeyHelp }))

export function HintBar({
  entryCount,
  wordCount,
  commands,
  spelling,
  onPopOut,
  isKeyHelpOpen,
  onKeyHelpToggle,
}: {
  entryCount: number
  wordCount: number
  commands: readonly NoteCommand[]
  /** null if the note is read-only. */
  spelling: Spelling | null
  /** null in a note's own window. */
  onPopOut: (() => void) | null
  isKeyHelpOpen: boolean
  onKeyHelpToggle: (isOpen: boolean) => void
}) {
  const isFocusMode = useFocusMode()
  const { t } = useTranslation()
  const hints = [
    ['Enter', t('editor.hints.line')],
    [`${modifierKey} T`, t('editor.hints.task')],
    [`${modifierKey} D`, t('editor.hints.decision')],
    ['[[', t('editor.hints.keyMessage')],
    ['@', t('editor.hints.contact')],
    [`${modifierKey} Shift S`, t('editor.hints.speaker')],
    ['#', t('editor.hints.session')],
    ['/', t('editor.hints.command')],
  ] as const
  return (
    <div className={styles.bar}>
      <ul className={styles.hints}>
        {(spelling ? hints : []).map(([key, text]) => (
          <li key={key}>
            <Kbd>{key}</Kbd>
            {text}
          </li>
        ))}
      </ul>
      <button type="button" className={styles.help} onClick={() => onKeyHelpToggle(true)}>
        {t('editor.keys.open')}
      </button>
      {isKeyHelpOpen && (
        <Suspense>
          <KeyHelp commands={commands} onClose={() => onKeyHelpToggle(false)} />
        </Suspense>
      )}
      {spelling && <SpellingLanguage spelling={spelling} />}
      <span className={styles.count}>
        {t('editor.count', { count: entryCount })}
        {' · '}
        {t('editor.wordCount', { count: wordCount })}
      </span>
      {onPopOut && (
        <Menu
          label={t('editor.view')}
          multiple
          actions={[
            {
              id: 'focus',
              label: t('editor.focusMode'),
              icon: <Maximize2 aria-hidden />,
              shortcut: getKeyLabel(appKeys.focusMode),
              selected: isFocusMode,
              onAction: toggleFocusMode,
            },
          ]}
          more={[
            {
              id: 'window',
              label: t('editor.popOut'),
              icon: <PictureInPicture2 aria-hidden />,
              shortcut: getKeyLabel(appKeys.popOut),
              onAction: onPopOut,
            },
          ]}
        >
          <button type="button" className={styles.help}>
            {t('editor.view')}
            <ChevronDown aria-hidden />
          </button>
        </Menu>
      )}
    </div>
  )
}
