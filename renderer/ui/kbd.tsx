import styles from './kbd.module.css'

/** A key as it is printed on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>
}

/** `Ctrl`, or `⌘` where that is the key. */
export const modifierKey = window.desktop.platform === 'darwin' ? '⌘' : 'Ctrl'
