import { CalendarPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { appKeys } from '../../../core/keys.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { openNewEntry } from './entry-changes.ts'
import type { EntryForm } from './entry-form.ts'

/** `hasWords`: whether the button shows its whole name, where there is room for it. */
export function NewEntryButton({
  label,
  preset,
  hasWords = false,
}: {
  label?: string
  preset?: Partial<EntryForm>
  hasWords?: boolean
}) {
  const { t } = useTranslation()
  const name = label ?? t('ownEntries.newMenu')
  const onPress = () => openNewEntry(preset)
  if (hasWords) {
    return (
      <Button onPress={onPress}>
        <CalendarPlus aria-hidden />
        {name}
      </Button>
    )
  }
  return (
    <IconButton
      label={name}
      text={t(label ? 'ownEntries.new' : 'ownEntries.short.new')}
      shortcut={preset ? '' : getKeyLabel(appKeys.newEntry)}
      onPress={onPress}
    >
      <CalendarPlus aria-hidden />
    </IconButton>
  )
}
