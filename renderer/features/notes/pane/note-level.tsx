/** Shows a note's confidentiality level and changes it by menu or key. */
import { Building2, Lock, LockOpen } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { appKeys, isKey } from '../../../../core/keys.ts'
import { levels } from '../../../../core/note-format/levels.ts'
import type { Confidentiality, NoteId, NoteSummary } from '../../../../db/model.ts'
import { getKeyLabel } from '../../../ui/kbd.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { useNotes } from '../../sessions/index.ts'
import { setLevelOfNotes } from './note-actions.ts'
import styles from './note-level.module.css'
import { useWritingChoice } from './note-writing.ts'

const icons = { shareable: LockOpen, internal: Building2, private: Lock }

export function LevelIcon({ level }: { level: Confidentiality }) {
  const Icon = icons[level]
  return <Icon aria-hidden />
}

/** Renders nothing for a note that is not stored yet. */
export function NoteLevel({ id }: { id: NoteId }) {
  const note = useNotes().find((known) => known.id === id)
  return note ? <LevelButton note={note} /> : null
}

function LevelButton({ note }: { note: NoteSummary }) {
  const { t } = useTranslation()
  const { confidentiality: level } = note
  const writing = useWritingChoice(note.id)
  // A second press can arrive before the store has answered the first.
  const requestedLevel = useRef(level)
  useEffect(() => {
    requestedLevel.current = level
  }, [level])
  useEffect(() => {
    const onKey = async (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.nextConfidentiality, window.desktop.platform)) return
      event.preventDefault()
      const levelBefore = requestedLevel.current
      const next = levels[(levels.indexOf(levelBefore) + 1) % levels.length] ?? 'shareable'
      requestedLevel.current = next
      const isSet = await setLevelOfNotes([{ ...note, confidentiality: levelBefore }], next)
      // After a failure the next press requests the same level again.
      if (!isSet && requestedLevel.current === next) requestedLevel.current = levelBefore
    }
    const listener = (event: KeyboardEvent) => void onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [note])
  return (
    <Menu
      label={t('confidentiality.ofNote')}
      actions={levels.map((id) => ({
        id,
        label: t(`confidentiality.${id}`),
        icon: <LevelIcon level={id} />,
        selected: id === level,
        ...(id === levels[(levels.indexOf(level) + 1) % levels.length]
          ? { shortcut: getKeyLabel(appKeys.nextConfidentiality) }
          : {}),
        onAction: () => void setLevelOfNotes([note], id),
      }))}
      {...(writing && { more: [writing] })}
    >
      <button
        type="button"
        className={styles.button}
        data-level={level}
        aria-label={`${t('confidentiality.ofNote')}: ${t(`confidentiality.${level}`)}`}
      >
        <LevelIcon level={level} />
        {t(`confidentiality.${level}`)}
      </button>
    </Menu>
  )
}
