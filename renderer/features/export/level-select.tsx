import { useTranslation } from 'react-i18next'
import { levels } from '../../../core/note-format/levels.ts'
import type { Confidentiality } from '../../../db/model.ts'
import { Select } from '../../ui/field.tsx'

/** Chooses the highest confidentiality of notes and contacts that are included. */
export function LevelSelect({
  value,
  onChange,
}: {
  value: Confidentiality
  onChange: (level: Confidentiality) => void
}) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('confidentiality.upTo')}
      options={levels.map((id) => ({ id, label: t(`confidentiality.asked.${id}`) }))}
      value={value}
      onChange={onChange}
    />
  )
}
