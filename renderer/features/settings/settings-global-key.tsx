import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type GlobalKey, globalKeys } from '../../../core/keys.ts'
import { Select } from '../../ui/field.tsx'
import { getKeyLabel } from '../../ui/kbd.tsx'
import styles from './settings-reminders.module.css'

const NO_KEY = 'none'

/** Chooses the key that opens the note of the running session from any other program. */
export function GlobalKeyChoice() {
  const { t } = useTranslation()
  const [key, setKey] = useState<GlobalKey | typeof NO_KEY | null>(null)
  const [takenKey, setTakenKey] = useState<GlobalKey | null>(null)
  useEffect(() => void window.desktop.globalKey().then((stored) => setKey(stored ?? NO_KEY)), [])
  if (key === null) return null
  const choose = async (chosen: GlobalKey | typeof NO_KEY) => {
    const isSet = await window.desktop.setGlobalKey(chosen === NO_KEY ? null : chosen)
    if (isSet) setKey(chosen)
    setTakenKey(isSet || chosen === NO_KEY ? null : chosen)
  }
  return (
    <>
      <div className={styles.choice}>
        <Select
          label={t('globalKey.label')}
          options={[
            { id: NO_KEY, label: t('globalKey.none') },
            ...globalKeys.map((id) => ({ id, label: getKeyLabel(id) })),
          ]}
          value={key}
          onChange={(id) => void choose(id)}
        />
      </div>
      <p role="status">
        {takenKey ? t('globalKey.taken', { key: getKeyLabel(takenKey) }) : t('globalKey.hint')}
      </p>
    </>
  )
}
