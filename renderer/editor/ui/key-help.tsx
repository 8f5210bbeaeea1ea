/** All keys of the editor, and what can be typed instead. */
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd, keyLabel } from '../../ui/kbd.tsx'
import type { NoteCommand } from '../commands/note-commands.ts'
import styles from './key-help.module.css'

/** What is no command of the text itself. */
const others = [
  ['line', 'Enter'],
  ['lineBreak', 'Shift-Enter'],
  ['openLink', 'Mod-Enter'],
  ['cell', 'Tab'],
  ['link', 'Mod-Shift-k'],
  ['undo', 'Mod-z'],
  ['redo', 'Mod-y'],
  ['find', 'Mod-f'],
  ['misspelt', 'F7'],
  ['wordMenu', 'Shift-F10'],
  ['focusMode', 'Mod-Shift-m'],
  ['popOut', 'Mod-Shift-o'],
  ['capture', 'Mod-Shift-n'],
  ['help', 'Mod-/'],
] as const

export function KeyHelp({ commands, onClose }: { commands: readonly NoteCommand[]; onClose: () => void }) {
  const { t } = useTranslation()
  const rows = [
    ...commands.map(({ id, key, typed }) => ({ id, name: t(`editor.commands.${id}`), key, typed })),
    ...others.map(([id, key]) => ({ id, name: t(`editor.keys.${id}`), key, typed: undefined })),
  ].filter(({ key, typed }) => key ?? typed)
  return (
    <Dialog
      title={t('editor.keys.title')}
      onClose={onClose}
      actions={
        <Button autoFocus onPress={onClose}>
          {t('editor.keys.close')}
        </Button>
      }
    >
      <table className={styles.keys}>
        <thead>
          <tr>
            <th scope="col">{t('editor.keys.what')}</th>
            <th scope="col">{t('editor.keys.key')}</th>
            <th scope="col">{t('editor.keys.typed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, key, typed }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{key && <Kbd>{keyLabel(key)}</Kbd>}</td>
              <td>{typed && <Kbd>{typed.trimEnd()}</Kbd>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
