import styles from './kbd.module.css'

/** Shows a key as printed on the keyboard. */
export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>
}

/** `⌘` on macOS, otherwise `Ctrl`. */
export const modifierKey = window.desktop.platform === 'darwin' ? '⌘' : 'Ctrl'

const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }

/** Converts a prosemirror-keymap name such as `Mod-Shift-d` to the printed keys: `Ctrl Shift D`. */
export function getKeyLabel(key: string): string {
  return key.split('-').map(getPrintedKey).join(' ')
}

function getPrintedKey(part: string): string {
  if (part === 'Mod') return modifierKey
  if (part.length === 1) return part.toUpperCase()
  return arrows[part] ?? part
}
