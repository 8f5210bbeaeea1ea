import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './dialog.module.css'

/** A modal sheet: only where nothing else can go on. Escape and the scrim close it unless `onClose` is left out. */
export function Dialog({
  role = 'alertdialog',
  size = 'small',
  title,
  onClose,
  children,
  actions,
}: {
  /** alertdialog: it asks or warns. */
  role?: 'alertdialog' | 'dialog'
  /** large: for what is read and decided on; its body scrolls between title and actions. */
  size?: 'small' | 'large'
  title: string
  onClose?: () => void
  children: ReactNode
  actions: ReactNode
}) {
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
        <AriaDialog role={role} className={styles.dialog ?? ''}>
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
