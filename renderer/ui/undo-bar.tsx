/** Undo instead of "are you sure?": the last thing that can be taken back, in a line above the status line. */
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { createStore } from '../lib/create-store.ts'
import { focusMain } from '../lib/restore-focus.ts'
import { Button, IconButton } from './button.tsx'
import styles from './undo-bar.module.css'

type Offer = { text: string; action?: { label: string; run: () => void } }

/** Long enough to read, notice and reach by keyboard; a new one replaces it. */
const SHOWN_MS = 30_000

const offer = createStore<Offer | null>(null)

/** Says what happened; `action` takes it back or goes on from it. */
export function announce(text: string, action?: Offer['action']): void {
  offer.set(action ? { text, action } : { text })
}

export function UndoBar() {
  const { t } = useTranslation()
  const current = offer.use()
  const region = useRef<HTMLDivElement>(null)
  const cameFrom = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (!current) return
    // Not from under whoever is at it.
    const timer = setInterval(() => {
      if (!region.current?.contains(document.activeElement)) offer.set(null)
    }, SHOWN_MS)
    return () => clearInterval(timer)
  }, [current])
  const close = () => {
    offer.set(null)
    const { current: from } = cameFrom
    cameFrom.current = null
    if (from?.isConnected) from.focus()
    // What Undo brings back may take its place.
    focusMain('editor')
  }
  return (
    <div
      ref={region}
      role="status"
      data-keeps-focus
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget as HTMLElement | null
      }}
    >
      {current && (
        <div className={styles.bar}>
          <span>{current.text}</span>
          {current.action && (
            <Button
              variant="quiet"
              onPress={() => {
                close()
                current.action?.run()
              }}
            >
              {current.action.label}
            </Button>
          )}
          <IconButton label={t('app.dismiss')} onPress={close}>
            <X aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  )
}
