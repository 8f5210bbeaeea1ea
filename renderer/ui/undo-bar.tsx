/** Offers Undo instead of asking "are you sure?". Shows the last undoable action above the status line. */
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { createStore } from '../lib/create-store.ts'
import { focusMain } from '../lib/restore-focus.ts'
import { useRoute } from '../lib/router.ts'
import { Button, IconButton } from './button.tsx'
import styles from './undo-bar.module.css'

/** `name` says what is undone, as in "Undo: delete Mexico bilateral". */
type Action = { label: string; name?: string; run: () => void }
type Announcement = { text: string; action?: Action; stays: boolean }

/** The time for which a message is shown: long enough to notice it, read it and reach it by keyboard. A new message replaces it. */
const SHOWN_MS = 30_000

const announcement = createStore<Announcement | null>(null)

/** Shows what happened; `action` undoes or continues it. With `stays`, the message stays until it is answered. */
export function announce(text: string, action?: Action, { stays = false } = {}): void {
  announcement.set({ text, stays, ...(action ? { action } : {}) })
}

export function UndoBar() {
  const { t } = useTranslation()
  const current = announcement.use()
  const region = useRef<HTMLDivElement>(null)
  const focusedBefore = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (!current || current.stays) return
    // Do not remove the bar while the focus is in it.
    const timer = setInterval(() => {
      if (!region.current?.contains(document.activeElement)) announcement.set(null)
    }, SHOWN_MS)
    return () => clearInterval(timer)
  }, [current])
  const { path } = useRoute()
  const lastSeen = useRef({ path, shown: current })
  // A plain message disappears with its screen; an undoable one stays.
  useEffect(() => {
    const { path: lastPath, shown: lastShown } = lastSeen.current
    lastSeen.current = { path, shown: current }
    if (path !== lastPath && current && current === lastShown && !current.action && !current.stays)
      announcement.set(null)
  }, [path, current])
  const close = () => {
    announcement.set(null)
    const { current: previousFocus } = focusedBefore
    focusedBefore.current = null
    if (previousFocus?.isConnected) previousFocus.focus()
    // Undo may have brought back an item that should take the focus.
    focusMain('editor')
  }
  return (
    <div
      ref={region}
      role="status"
      data-keeps-focus
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget))
          focusedBefore.current = relatedTarget as HTMLElement | null
      }}
    >
      {current && (
        <div className={styles.bar}>
          <span>{current.text}</span>
          {current.action && (
            <Button
              variant="quiet"
              label={current.action.name}
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
