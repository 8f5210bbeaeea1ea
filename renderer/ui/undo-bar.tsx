/** Undo instead of "are you sure?": the last thing that can be taken back, in a line above the status line. */
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { createStore } from '../lib/create-store.ts'
import { focusMain } from '../lib/restore-focus.ts'
import { useRoute } from '../lib/router.ts'
import { Button, IconButton } from './button.tsx'
import styles from './undo-bar.module.css'

/** `name`: says what is undone, after the label: "Undo: delete Mexico bilateral". */
type Action = { label: string; name?: string; run: () => void }
type Offer = { text: string; action?: Action; stays: boolean }

/** Long enough to read, notice and reach by keyboard; a new one replaces it. */
const SHOWN_MS = 30_000

const offer = createStore<Offer | null>(null)

/** Says what happened; `action` takes it back or goes on from it. `stays`: until it is answered. */
export function announce(text: string, action?: Action, { stays = false } = {}): void {
  offer.set({ text, stays, ...(action ? { action } : {}) })
}

export function UndoBar() {
  const { t } = useTranslation()
  const current = offer.use()
  const region = useRef<HTMLDivElement>(null)
  const cameFrom = useRef<HTMLElement | null>(null)
  useEffect(() => {
    if (!current || current.stays) return
    // Not from under whoever is at it.
    const timer = setInterval(() => {
      if (!region.current?.contains(document.activeElement)) offer.set(null)
    }, SHOWN_MS)
    return () => clearInterval(timer)
  }, [current])
  const { path } = useRoute()
  const cameTo = useRef({ path, shown: current })
  // What only says something is of the screen on which it was said. What can be taken back stays within reach.
  useEffect(() => {
    const { path: before, shown } = cameTo.current
    cameTo.current = { path, shown: current }
    if (path !== before && current && current === shown && !current.action && !current.stays) offer.set(null)
  }, [path, current])
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
          {/* One line, whatever is said; the rest of it under the pointer. */}
          <span title={current.text}>{current.text}</span>
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
