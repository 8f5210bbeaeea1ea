import { CalendarPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { appKeys } from '../../../core/keys.ts'
import { IconButton } from '../../ui/button.tsx'
import { keyLabel } from '../../ui/kbd.tsx'
import { openNewEntry } from './entry-changes.ts'
import type { EntryForm } from './entry-form.ts'

export function NewEntryButton({ label, preset }: { label?: string; preset?: Partial<EntryForm> }) {
  const { t } = useTranslation()
  return (
    <IconButton
      label={label ?? t('ownEntries.newMenu')}
      shortcut={preset ? '' : keyLabel(appKeys.newEntry)}
      onPress={() => openNewEntry(preset)}
    >
      <CalendarPlus aria-hidden />
    </IconButton>
  )
}
