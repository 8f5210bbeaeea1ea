import { type ReactNode, useEffect, useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './dialog.module.css'

/** A modal dialog, only for questions that block all other work. Escape and the backdrop close it unless `onClose` is omitted. */
export function Dialog({
  role = 'alertdialog',
  size = 'small',
  title,
  onClose,
  children,
  actions,
}: {
  /** alertdialog for questions and warnings. */
  role?: 'alertdialog' | 'dialog'
  /** large for longer content; its body scrolls between title and actions. */
  size?: 'small' | 'large'
  title: string
  onClose?: () => void
  children: ReactNode
  actions: ReactNode
}) {
  useReturnToOpener()
  return (
    <ModalOverlay
      isOpen
      isDismissable={onClose !== undefined}
      isKeyboardDismissDisabled={onClose === undefined}
      onOpenChange={(open) => {
        if (!open) onClose?.()
      }}
      className={styles.scrim ?? ''}
    >
      <Modal className={`${styles.modal} ${styles[size]}`}>
        <AriaDialog role={role} className={styles.dialog ?? ''} data-region>
          <Heading slot="title" className={styles.title ?? ''}>
            {title}
          </Heading>
          <div className={styles.body}>{children}</div>
          <div className={styles.actions}>{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The element that had the focus before the dialog opened. If a dialog replaced another one, the element from before the first. */
let opener: Element | null = null

/** React Aria would return the focus to a menu item or to a dialog that was replaced, which are gone by then. */
function useReturnToOpener(): void {
  const [focusedBefore] = useState(findOpener)
  useEffect(() => {
    if (!focusedBefore?.closest('[role="dialog"], [role="alertdialog"]')) opener = focusedBefore
    const returnFocus = () => {
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus()
    }
    // React Aria returns the focus in the next frame.
    return () => void requestAnimationFrame(() => requestAnimationFrame(returnFocus))
  }, [focusedBefore])
}

function findOpener(): Element | null {
  const { activeElement } = document
  const menu = activeElement?.closest('[role="menu"]')
  return menu ? document.querySelector(`[aria-controls="${menu.id}"]`) : activeElement
}
