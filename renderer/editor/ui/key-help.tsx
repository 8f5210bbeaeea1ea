/** Lists all keys of the editor, and the characters that can be typed instead. */
import { useTranslation } from 'react-i18next'
import { appKeys } from '../../../core/keys.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { getKeyLabel, Kbd } from '../../ui/kbd.tsx'
import type { NoteCommand } from '../commands/note-commands.ts'
import styles from './key-help.module.css'

/** Keys that are not note commands. */
const otherKeys = [
  ['line', 'Enter'],
  ['lineBreak', 'Shift-Enter'],
  ['openLink', 'Mod-Enter'],
  ['cell', 'Tab'],
  ['link', 'Mod-Shift-k'],
  ['undo', 'Mod-z'],
  ['redo', 'Mod-y'],
  ['find', appKeys.find],
  ['findNext', appKeys.findNext],
  ['findPrevious', appKeys.findPrevious],
  ['misspelt', appKeys.misspelt],
  ['wordMenu', appKeys.wordMenu],
  ['focusMode', appKeys.focusMode],
  ['popOut', appKeys.popOut],
  ['capture', appKeys.capture],
  ['newEntry', appKeys.newEntry],
  ['entryLater', appKeys.entryLater],
  ['entryLonger', appKeys.entryLonger],
  ['help', appKeys.help],
  ['manual', appKeys.manual],
  ['nextRegion', appKeys.nextRegion],
] as const

export function KeyHelp({ commands, onClose }: { commands: readonly NoteCommand[]; onClose: () => void }) {
  const { t } = useTranslation()
  const rows = [
    ...commands.map(({ id, key, typed }) => ({ id, name: t(`editor.commands.${id}`), key, typed })),
    ...otherKeys.map(([id, key]) => ({ id, name: t(`editor.keys.${id}`), key, typed: undefined })),
  ].filter(({ key, typed }) => key ?? typed)
  return (
    <Dialog
      role="dialog"
      size="large"
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
              <td>{key && <Kbd>{getKeyLabel(key)}</Kbd>}</td>
              <td>{typed && <Kbd>{typed.trimEnd()}</Kbd>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
